"""What takes a minute to lay is laid once in a run; every other process of the run gets the same rows from a file."""

import fcntl
import os
import pickle
from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

Rows = dict[str, set[tuple[Any, ...]]]


def laid_once(name: str, lay: Callable[[], Any]) -> Any:
    """Lets `lay` fill the database and returns what it returns; later calls of the run put the same rows there.

    Rows that are there already stay as they are; `lay` may only add. Call it inside a transaction.
    """
    here: list[bool] = []

    def laid() -> tuple[dict[str, list[tuple[Any, ...]]], Any]:
        here.append(True)
        before = _rows()
        result = lay()
        return {table: sorted(rows - before[table], key=str) for table, rows in _rows().items()}, result

    added, result = made_once(name, laid)
    if not here:
        _put(added)
    return result


def made_once(name: str, make: Callable[[], Any]) -> Any:
    """What `make` returns, made by the first process of the run that asks; the others wait for it."""
    path = Path(os.environ["MEDVIRK_VAR"]) / f"made-{name}-{connection.vendor}"
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            path.write_bytes(pickle.dumps(make()))
        return pickle.loads(path.read_bytes())  # noqa: S301  # written by this run


def _tables() -> list[str]:
    return sorted(connection.introspection.django_table_names(only_existing=True))


def _rows() -> Rows:
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # a table of ours
            found[table] = set(cursor.fetchall())
    return found


def _put(added: dict[str, list[tuple[Any, ...]]]) -> None:
    with connection.cursor() as cursor:
        for table, rows in added.items():
            if rows:
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(
                    f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({places})",  # noqa: S608  # as above
                    [tuple(_adapted(value) for value in row) for row in rows],
                )
    count_anew()


def _adapted(value: Any) -> Any:
    """SQLite takes no hours as they are."""
    return connection.ops.adapt_timefield_value(value) if isinstance(value, time) else value


def count_anew() -> None:
    """Lets primary keys go on from the rows that are there; on PostgreSQL they do not go back with a transaction.

    Some values hang on them: what is found by a blind index is bound to its municipality.
    """
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
