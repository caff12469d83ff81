"""Training and the declaration of confidentiality, as a row of the list tells of them."""

from datetime import date, datetime
from typing import Any

from representatives.consent.texts import OWN_LIST_VERSION
from representatives.onboarding.models import Declaration, Training
from representatives.registry.models import Representative
from representatives.spreadsheets.fields import day

# What the list calls it is kept; a list that only says "yes" gets the word that the municipality would use.
UNNAMED = "Opplæring"


def trainings_of(row: Representative, person: dict[str, Any], at: datetime) -> list[Training]:
    """The training that the row says is done: one or none. A year alone counts from its first day."""
    told = person.get("training") or {}
    if not told.get("done"):
        return []
    year = told.get("year")
    training = Training(
        municipality=row.municipality,
        representative=row,
        name=(told.get("name") or UNNAMED)[:120],
        completed_on=date(year, 1, 1) if year else None,
        added_at=at,
    )
    return [training]


def declarations_of(row: Representative, person: dict[str, Any], at: datetime) -> list[Declaration]:
    """The declaration that the row dates: one or none. One without a day is no proof."""
    signed_on = day((person.get("declaration") or {}).get("signed_on"))
    if signed_on is None:
        return []
    declaration = Declaration(
        municipality=row.municipality,
        representative=row,
        text_version=OWN_LIST_VERSION,
        signed_on=signed_on,
        added_at=at,
    )
    return [declaration]
