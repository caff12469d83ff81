"""What a project sees of a person in a seat: what the person allows, from the yes and as long as the seat is taken."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from config.core.ui.templatetags.ui import phone
from participation.assignments.models import Assignment
from representatives.availability import queries as availability
from representatives.availability.words import plain
from representatives.registry.models import EXPERIENCE_KINDS, ProfileTerm, Representative
from representatives.visibility import queries as visibility
from representatives.visibility.models import Visibility

Field = Visibility.Field


@dataclass(frozen=True)
class Shown:
    """One field that the person lets the project see."""

    field: str
    label: str
    value: str


def to_project(assignment: Assignment, *, today: date) -> list[Shown]:
    """What the person lets the project see, in a fixed order; nothing once the seat has ended.

    Empty parts of the profile are left out. Nothing but what is chosen is read.
    """
    if assignment.state != Assignment.State.RUNNING:
        return []
    person = assignment.representative
    allowed = visibility.shown_to_project(person)
    found = [
        Shown(field, str(label), _VALUES[field](person, today))
        for field, label in Field.choices
        if field in allowed
    ]
    return [one for one in found if one.value]


def _terms(person: Representative, *, are_experience: bool) -> str:
    rows: Any = ProfileTerm.objects.filter(representative=person).select_related("term").order_by("id")
    return ", ".join(
        kept.term.name for kept in rows if (kept.term.kind in EXPERIENCE_KINDS) == are_experience
    )


def _when(person: Representative, today: date) -> str:
    said = [plain(availability.pattern_of(person), today), person.availability]
    return ". ".join(text for text in said if text)


_VALUES: dict[str, Callable[[Representative, date], str]] = {
    Field.PHONE: lambda person, today: phone(person.phone),
    Field.EMAIL: lambda person, today: person.email,
    Field.AREA: lambda person, today: person.area,
    Field.BIRTH_YEAR: lambda person, today: str(person.birth_year or ""),
    Field.ORGANISATION: lambda person, today: person.organisation,
    Field.AVAILABILITY: _when,
    Field.SKILLS: lambda person, today: _terms(person, are_experience=False),
    Field.EXPERIENCE: lambda person, today: _terms(person, are_experience=True),
}
