"""Writing very many rows with the database held for the writing alone.

`bulk_create` prepares and seals every value while its transaction lasts, and SQLite lets one writer in at a time.
Here values are prepared first, a few hundred rows at a time, and the rows themselves are let go; what is left to do in
the transaction is one `executemany` for each model and part. Values wait as bytes: a tenth of what tuples take.
"""

import pickle  # noqa: S403  # of our own values, in this process
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection, models


class Prepared:
    """Rows of several models, ready to be inserted, model by model in the order in which the models first came.

    `by_public_id` names the foreign keys whose row may be new too: its number is known in the database alone, so the
    statement asks for it there.
    """

    def __init__(self, *, by_public_id: Collection[str] = ()) -> None:
        self._parts: dict[type[models.Model], list[bytes]] = defaultdict(list)
        self._by_public_id = by_public_id

    def add(self, rows: Iterable[models.Model]) -> None:
        """Prepares and seals the values of new rows; the rows themselves are not kept."""
        part: dict[type[models.Model], list[tuple[Any, ...]]] = defaultdict(list)
        for row in rows:
            part[type(row)].append(tuple(self._value(row, field) for field in _fields(type(row))))
        for model, values in part.items():
            self._parts[model].append(pickle.dumps(values))

    def write(self) -> None:
        """Inserts everything; the caller holds the transaction. Bypasses `save`, as `bulk_create` does."""
        with connection.cursor() as cursor:
            for model, parts in self._parts.items():
                for part in parts:
                    cursor.executemany(self._insert(model), pickle.loads(part))  # noqa: S301  # packed above

    def _value(self, row: models.Model, field: Any) -> Any:
        if field.name in self._by_public_id:
            return getattr(row, field.name).public_id
        return field.get_db_prep_save(field.pre_save(row, add=True), connection)

    def _insert(self, model: type[models.Model]) -> str:
        quote = connection.ops.quote_name
        columns = ", ".join(quote(field.column) for field in _fields(model))
        values = ", ".join(self._placeholder(field) for field in _fields(model))
        return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({values})"  # noqa: S608  # our own names

    def _placeholder(self, field: Any) -> str:
        if field.name not in self._by_public_id:
            return "%s"
        parent = connection.ops.quote_name(field.related_model._meta.db_table)
        return f"(SELECT id FROM {parent} WHERE public_id = %s)"  # noqa: S608  # our own names


def _fields(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not field.primary_key]
