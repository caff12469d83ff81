"""Rows of the list that are people we know: what is empty is filled, what is kept is never overwritten."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.consent.texts import OWN_LIST_VERSION
from representatives.registry import services as registry
from representatives.registry.models import Representative
from representatives.spreadsheets import papers
from representatives.spreadsheets.fields import day, profile_of

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
HELD = ("trainings", "declarations")
PURPOSES = (Consent.Purpose.NETWORK, Consent.Purpose.EXPERIENCE)


def fill_empty(people: list[dict[str, Any]], *, municipality: Any, words: Any, by: Any, at: datetime) -> int:
    """Fills empty fields and adds consents and terms that are new; returns how many people changed.

    Someone who has left stays as they are: a list never brings a person back.
    """
    by_id: dict[str, list[dict[str, Any]]] = {}
    for person in people:
        by_id.setdefault(person["action"].partition(":")[2], []).append(person)
    changed = 0
    for ids in batched(sorted(by_id)):
        rows = Representative.objects.filter(municipality=municipality, public_id__in=ids)
        for row in rows.select_related("municipality").prefetch_related(*HELD).order_by("id"):
            if not row.has_left:
                filled = [_fill(row, person, words, by, at) for person in by_id[row.public_id]]
                changed += any(filled)
    return changed


def batched(ids: list[str]) -> Iterator[list[str]]:
    """At most 500 ids at a time: a statement has room for a limited number of values."""
    for start in range(0, len(ids), 500):
        yield ids[start : start + 500]


def _fill(row: Representative, person: dict[str, Any], words: Any, by: Any, at: datetime) -> bool:
    offered = profile_of(person)
    changes = {name: offered[name] for name in FILLED if offered[name] and not getattr(row, name)}
    did = bool(registry.update(representative=row, changes=changes, by=by, at=at)) if changes else False
    for name, value in changes.items():
        setattr(row, name, value)
    given_on = day(person.get("consent_on"))
    if given_on is None:
        return did
    did |= _consents(row, given_on, by, at)
    did |= _papers(row, person, at)
    return _terms(row, person, words, by, at) or did


def _papers(row: Representative, person: dict[str, Any], at: datetime) -> bool:
    """Training and declaration, where none is written down yet."""
    trainings = [] if row.trainings.all() else papers.trainings_of(row, person, at)
    declarations = [] if row.declarations.all() else papers.declarations_of(row, person, at)
    for paper in (*trainings, *declarations):
        paper.save()
    return bool(trainings or declarations)


def _terms(row: Representative, person: dict[str, Any], words: Any, by: Any, at: datetime) -> bool:
    held = set(row.terms.values_list("term_id", "relation"))
    did = False
    if Consent.objects.in_force().filter(representative=row, purpose=Consent.Purpose.EXPERIENCE).exists():
        for term, relation in words.known(person["experience"], "experience"):
            if (term.pk, relation or "own") not in held:
                consent.keep_experience(
                    representative=row, term=term, relation=relation or "own", by=by, at=at
                )
                did = True
    for term, _relation in words.known(person["skills"], "skills"):
        if (term.pk, "") not in held:
            registry.keep_skill(representative=row, term=term, by=by, at=at)
            did = True
    return did


def _consents(row: Representative, given_on: date, by: Any, at: datetime) -> bool:
    """A yes in the list counts only where the person has never been asked here: a withdrawal is never undone."""
    if row.consents.exists():
        return False
    for purpose in PURPOSES:
        consent.give(
            representative=row,
            purpose=purpose,
            channel=Consent.Channel.OWN_LIST,
            given_on=given_on,
            by=by,
            at=at,
            text_version=OWN_LIST_VERSION,
        )
    return True
