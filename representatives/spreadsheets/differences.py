"""Where the list says otherwise than the registry: shown side by side, and never settled silently."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from representatives.registry.models import Representative
from representatives.spreadsheets.fields import profile_of
from representatives.spreadsheets.output import person_as_json
from representatives.spreadsheets.people import Difference, Update

FILLED = (
    "email",
    "phone",
    "birth_year",
    "area",
    "language",
    "organisation",
    "availability",
    "note",
    "last_contact_on",
)
COMPARED = ("given_name", "family_name", *FILLED)


def as_shown(value: Any) -> str:
    """A value of a profile as it is compared, shown, and kept beside the list until it is decided about."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else " ".join(str(value).split())


def differences(updates: Iterable[Update], municipality: Any) -> tuple[Difference, ...]:
    """Every difference between the rows of known people and the registry, row by row.

    A year worked out from an age is not held against the year that is kept. Those who have left are not compared, since
    a list does not change them.
    """
    by_key = {update.known: update for update in updates}
    keys = sorted(by_key)
    found: list[Difference] = []
    for start in range(0, len(keys), 500):
        rows = Representative.objects.filter(
            municipality=municipality, public_id__in=keys[start : start + 500]
        )
        for kept in rows.present().order_by("id"):
            found += _of(kept, by_key[kept.public_id])
    return tuple(sorted(found, key=lambda each: each.row))


def _of(kept: Representative, update: Update) -> list[Difference]:
    offered = profile_of(person_as_json(update.person))
    found = []
    for name in COMPARED:
        ours, theirs = as_shown(getattr(kept, name)), as_shown(offered[name])
        if ours and theirs and not _same(name, ours, theirs, update):
            found.append(Difference(update.person.row, name, ours, theirs))
    return found


def _same(name: str, ours: str, theirs: str, update: Update) -> bool:
    if name == "email":
        return ours.casefold() == theirs.casefold()
    born = update.person.birth_year
    if name == "birth_year" and born is not None and born.approximate:
        return abs(int(ours) - born.year) <= 1
    return ours == theirs
