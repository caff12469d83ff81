"""Model fields whose values are encrypted at rest, and their blind indexes.

`EncryptedTextField` shows plain text on the row and stores sealed text. Decryption waits until the value is read, so
that lists pay only for what they show. `BlindIndexField(source="email")` keeps the keyed hash beside it.
"""

from collections.abc import Callable
from typing import Any

from django.db import models

from config.core.privacy import crypto


class Sealed(str):
    """Text as it lies in the database. It never opens by itself, not even in `values()`."""

    __slots__ = ()


def context_of(row: models.Model, field_name: str) -> str:
    """The place a value belongs to: municipality, model and field."""
    municipality_id = getattr(row, "municipality_id", None)
    if municipality_id is None:
        raise ValueError(f"{type(row).__name__}.{field_name} is encrypted and needs its municipality first.")
    return f"{municipality_id}|{row._meta.label_lower}|{field_name}"


class _Opened:
    """Opens the sealed text of a row when it is first read."""

    def __init__(self, field: "EncryptedTextField") -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type | None = None) -> Any:
        if row is None:
            return self
        name = self.field.attname
        if name not in row.__dict__:
            row.refresh_from_db(fields=[name])
        value = row.__dict__[name]
        if isinstance(value, Sealed):
            value = crypto.unseal(value, context_of(row, name)) if value else ""
            row.__dict__[name] = value
        return value

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField[str, str]):
    """Text that is sealed in the database (AES-256-GCM; municipality, model and field as associated data).

    Cannot be searched or set by `update()`: give it a `BlindIndexField` for exact search, and save rows.
    """

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opened(self))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        stored = model_instance.__dict__.get(self.attname)
        if stored is None or isinstance(stored, Sealed):
            return stored
        return Sealed(crypto.seal(stored, context_of(model_instance, self.attname))) if stored else Sealed("")

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Sealed):
            return super().get_prep_value(value)
        if value == "":
            return ""
        raise TypeError(
            f"{self.name} is encrypted: save the row instead of updating or filtering by its text."
        )


class BlindIndexField(models.CharField[str, str]):
    """The keyed hash of an encrypted field of the same row, kept in step when the row is saved."""

    def __init__(
        self, *, source: str = "", normalise: Callable[[str], str] | None = None, **options: Any
    ) -> None:
        self.source, self.normalise = source, normalise
        options.setdefault("max_length", 24)
        options.setdefault("blank", True)
        options.setdefault("default", "")
        options.setdefault("editable", False)
        options.setdefault("db_index", True)
        super().__init__(**options)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = getattr(model_instance, self.source) or ""
        index = self.index_of(value, model_instance.municipality_id)  # type: ignore[attr-defined]  # MunicipalRow
        setattr(model_instance, self.attname, index)
        return index

    def index_of(self, value: str, municipality_id: int) -> str:
        """The hash to look for. The same value gives another hash in another municipality."""
        normal = self.normalise(value) if self.normalise else value
        return crypto.blind_index(normal, f"{municipality_id}|{self.model._meta.label_lower}|{self.source}")


def lookup(model: type[models.Model], index: str, value: str, municipality_id: int) -> dict[str, str]:
    """Keyword arguments that find rows by an encrypted value: `filter(**lookup(Person, "email_index", …))`."""
    field = model._meta.get_field(index)
    if not isinstance(field, BlindIndexField):
        raise TypeError(f"{index} is not a blind index.")
    return {index: field.index_of(value, municipality_id)}
