"""The shape of a feed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import Concat, Trim
from django.urls import reverse
from django.utils import timezone

from config.core.access import scope
from config.core.organisations.models import Municipality, Role

FACILITATOR = frozenset({Role.FACILITATOR})
PROFESSIONAL = frozenset({Role.PROFESSIONAL})
MANAGERS = frozenset({Role.UNIT_MANAGER, Role.SENIOR_MANAGER})
REPRESENTATIVE = frozenset({Role.REPRESENTATIVE})
STAFF = frozenset(Role) - REPRESENTATIVE


@dataclass(frozen=True)
class Reader:
    """Who looks, where, and on which day."""

    user: Any
    municipality: Municipality
    today: date
    roles: frozenset[Role]

    def of(self, model: Any) -> Any:
        """The rows of a model that the person may see here."""
        return model.objects.visible_to(self.user).of(self.municipality)


def reader(user: Any, municipality: Municipality, today: date | None = None) -> Reader:
    """The reader that somebody is in a municipality."""
    roles = frozenset(scope.of(user).roles_in(municipality.pk))
    return Reader(user, municipality, today or timezone.localdate(), roles)


@dataclass(frozen=True)
class Feed:
    """One kind of thing that waits.

    `rows` gives what is counted for a reader, `label` says it for one or many, and `board` (with `query`) is the list
    that the count opens; without a board it is on the list of tasks alone. Where `what` is empty it is a count alone.
    Else each of `lines` (the rows, unless said) is a task: `what` is to be done, `why`, and `press` is on the button to
    the page `opens`, whose address has the public id at the path `by`, or nothing when that is empty. `about`, `within`
    and `until` are taken from the row.
    """

    key: str
    label: Any
    rows: Callable[[Reader], Any]
    board: str = ""
    query: str = ""
    color: str = "warning"
    roles: frozenset[Role] = FACILITATOR
    what: Any = ""
    why: Any = ""
    press: Any = ""
    opens: str = ""
    by: str = "public_id"
    about: Any = None
    within: Any = None
    until: str = ""
    lines: Callable[[Reader], Any] | None = None
    # Whether `about` is the name of a representative: a look at it is written down.
    names_people: bool = False
    # Says what `about` means where the row has only a code.
    spoken: Callable[[str], Any] = str
    # Addresses by public id, where the page is opened by a link of the row's own.
    addresses: Callable[[list[str]], dict[str, str]] | None = None

    @property
    def is_task(self) -> bool:
        return bool(self.what)

    def tasks(self, of: Reader) -> Any:
        """The rows of which each is a task."""
        return (self.lines or self.rows)(of)

    def address(self, slug: str, public_id: str) -> str:
        """The page where the task is done."""
        if self.by:
            return reverse(self.opens, args=[slug, public_id])
        return reverse(self.opens, args=[slug]) + (f"?{self.query}" if self.query else "")


def text(path: str) -> Any:
    """A column of the row as plain text."""
    return F(path) if path else Value("", output_field=CharField())


def name(path: str = "representative") -> Any:
    """A person's name, by the path to the person."""
    whole = Concat(f"{path}__given_name", Value(" "), f"{path}__family_name", output_field=CharField())
    return Trim(whole)


def having(rows: Any, inner: Any, by: str) -> Any:
    """Those of the rows that something of `inner` belongs to, by its foreign key."""
    return rows.filter(Exists(inner.order_by().filter(**{by: OuterRef("pk")})))
