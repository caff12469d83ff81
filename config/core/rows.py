"""What every row of a municipality has in common: a public id, the municipality, and who may see it."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, Self, TypeVar

from django.db import models

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
PUBLIC_ID_LENGTH = 22
_choose: ContextVar[Callable[[str], str]] = ContextVar("choose", default=secrets.choice)


def new_public_id() -> str:
    """An id that cannot be guessed (about 108 bits), safe in addresses and easy to read aloud."""
    choose = _choose.get()
    return "".join(choose(_ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


@contextmanager
def ids_chosen_by(choose: Callable[[str], str]) -> Iterator[None]:
    """Draws ids with `choose` in this context alone. For the demonstration, where nothing is to be guessed."""
    token = _choose.set(choose)
    try:
        yield
    finally:
        _choose.reset(token)


Row = TypeVar("Row", bound=models.Model)


class VisibleQuerySet(models.QuerySet[Row, Row]):
    """Every query for a page or the API starts from `visible_to`. Rooms override `_visible`."""

    def visible_to(self, user: Any) -> Self:
        """The rows that this person may see, in every municipality where the person has a part."""
        from config.core.access import scope

        return self._visible(scope.of(user))

    def _visible(self, scope: Any) -> Self:
        raise NotImplementedError(f"{self.model.__name__} does not say who may see it")

    def of(self, municipality: Any) -> Self:
        """The rows of one municipality."""
        return self.filter(municipality=municipality)


class PublicIdField(models.CharField[str, str]):
    """A 22-character id for addresses, made when the row is made."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", PUBLIC_ID_LENGTH)
        options.setdefault("default", new_public_id)
        options.setdefault("unique", True)
        options.setdefault("editable", False)
        super().__init__(**options)


class MunicipalRow(models.Model):
    """A row that belongs to one municipality. Children carry `municipality` too, for row-level security."""

    public_id = PublicIdField()
    municipality = models.ForeignKey("core.Municipality", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    ROW_PRIVACY: ClassVar[dict[str, str]] = {
        "id": "neutral",
        "public_id": "neutral",
        "municipality": "neutral",
    }

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.public_id}"
