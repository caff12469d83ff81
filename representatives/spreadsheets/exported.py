"""What an export can show of a person: only these fields, each as the import reads it again.

Notes and support needs are not among them, whatever is asked for. Lived experience shows only where consent to it is in
force.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from representatives.consent.models import Consent
from representatives.registry.models import EXPERIENCE_KINDS, Relation, Representative


class Shown(StrEnum):
    """A column of an export."""

    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    EMAIL = "email"
    PHONE = "phone"
    AREA = "area"
    LANGUAGE = "language"
    STATE = "state"
    CONSENT_ON = "consent_on"
    BIRTH_YEAR = "birth_year"
    ORGANISATION = "organisation"
    AVAILABILITY = "availability"
    LAST_CONTACT_ON = "last_contact_on"
    SKILLS = "skills"
    EXPERIENCE = "experience"


# The headings are words that the import knows in all three languages.
HEADINGS: dict[str, str | Promise] = {
    Shown.GIVEN_NAME: _("Given name"),
    Shown.FAMILY_NAME: _("Family name"),
    Shown.EMAIL: _("E-mail"),
    Shown.PHONE: _("Phone"),
    Shown.AREA: _("Area"),
    Shown.LANGUAGE: _("Language"),
    Shown.STATE: _("Status"),
    Shown.CONSENT_ON: _("Date of consent"),
    Shown.BIRTH_YEAR: _("Year of birth"),
    Shown.ORGANISATION: _("Organisation"),
    Shown.AVAILABILITY: _("Availability"),
    Shown.LAST_CONTACT_ON: _("Last contact"),
    Shown.SKILLS: _("Skills"),
    Shown.EXPERIENCE: _("Experience"),
}
TICKED = (Shown.GIVEN_NAME, Shown.FAMILY_NAME, Shown.EMAIL, Shown.PHONE, Shown.AREA)
WIDTHS = {Shown.EMAIL: 30, Shown.EXPERIENCE: 50, Shown.SKILLS: 40, Shown.AVAILABILITY: 30}


def cells_of(person: Representative, columns: list[str]) -> list[str]:
    """The person's cells in the order of the columns; `terms` and `consents` are fetched beforehand."""
    return [_READ[column](person) for column in columns]


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _consented_on(person: Representative, purpose: str) -> date | None:
    given = [each.given_on for each in person.consents.all() if each.is_in_force and each.purpose == purpose]
    return max(given, default=None)


def _experience(person: Representative) -> str:
    if _consented_on(person, Consent.Purpose.EXPERIENCE) is None:
        return ""
    return "; ".join(
        f"{kept.term.name} ({str(Relation(kept.relation).label).lower()})"
        if kept.relation and kept.relation != Relation.OWN
        else kept.term.name
        for kept in person.terms.all()
        if kept.term.kind in EXPERIENCE_KINDS
    )


def _skills(person: Representative) -> str:
    return "; ".join(kept.term.name for kept in person.terms.all() if kept.term.kind == "skill")


_READ: dict[str, Callable[[Any], str]] = {
    Shown.GIVEN_NAME: lambda person: person.given_name,
    Shown.FAMILY_NAME: lambda person: person.family_name,
    Shown.EMAIL: lambda person: person.email,
    Shown.PHONE: lambda person: person.phone,
    Shown.AREA: lambda person: person.area,
    Shown.LANGUAGE: lambda person: person.language,
    Shown.STATE: lambda person: str(person.get_state_display()),
    Shown.CONSENT_ON: lambda person: _day(_consented_on(person, Consent.Purpose.NETWORK)),
    Shown.BIRTH_YEAR: lambda person: str(person.birth_year or ""),
    Shown.ORGANISATION: lambda person: person.organisation,
    Shown.AVAILABILITY: lambda person: person.availability,
    Shown.LAST_CONTACT_ON: lambda person: _day(person.last_contact_on),
    Shown.SKILLS: _skills,
    Shown.EXPERIENCE: _experience,
}
