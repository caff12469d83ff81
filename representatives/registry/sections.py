"""What higher apps show of a person, as data: they register when they start, the person page draws it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from representatives.registry.models import Representative


@dataclass(frozen=True)
class Line:
    """One thing about a person, with the page it opens; `tag` is its state in a word or two."""

    title: str
    url: str
    note: str = ""
    tag: str = ""
    color: str = "neutral"


@dataclass(frozen=True)
class Section:
    """Lines of one kind. `lines` takes the person, who looks, and the day, and gives none when there is nothing.

    Only those with `permission` see it; smaller `order` stands first.
    """

    key: str
    label: Any
    permission: str
    lines: Callable[[Representative, Any, date], list[Line]]
    order: int = 100


@dataclass(frozen=True)
class Shown:
    """A section as one person page shows it."""

    label: str
    lines: list[Line]


Titles = Callable[[Any, Iterable[str]], dict[str, str]]
_sections: dict[str, Section] = {}
_titles: dict[str, Titles] = {}


def register(section: Section) -> None:
    """Adds a section, or replaces the one with the same key."""
    _sections[section.key] = section


def register_titles(key: str, titles: Titles) -> None:
    """Adds the one who knows what the turn ledger's request ids are called."""
    _titles[key] = titles


def shown(*, person: Representative, user: Any, permissions: Iterable[str], today: date) -> list[Shown]:
    """What `user` may see of a person in the apps above; sections without a line are left out."""
    allowed = {str(permission) for permission in permissions}
    ordered = sorted(_sections.values(), key=lambda one: (one.order, one.key))
    found = [
        Shown(str(section.label), section.lines(person, user, today))
        for section in ordered
        if str(section.permission) in allowed
    ]
    return [one for one in found if one.lines]


def titles_of(*, user: Any, refs: Iterable[str]) -> dict[str, str]:
    """What the requests with these public ids are called, as far as `user` may see them."""
    wanted = {ref for ref in refs if ref}
    found: dict[str, str] = {}
    for titles in _titles.values() if wanted else ():
        found |= titles(user, wanted)
    return found
