"""Emptying the database after a test that really commits: the append-only tables of SQLite refuse it by trigger."""

from typing import Any

# The base first: it and its operations import each other.
from django.db.backends.sqlite3.base import DatabaseWrapper

DatabaseOperations = DatabaseWrapper.ops_class
_execute_sql_flush = DatabaseOperations.execute_sql_flush


def flush_past_triggers(operations: Any, statements: list[str]) -> None:
    """Like Django's, with the triggers lifted for as long as it takes. PostgreSQL truncates, which asks no trigger."""
    with operations.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        _execute_sql_flush(operations, statements)
        for _name, sql in triggers:
            cursor.execute(sql)
