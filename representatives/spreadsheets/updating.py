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
HELD = ("terms", "consents", "trainings", "declarations")
PURPOSES = (Consent.Purpose.NETWORK, Consent.Purpose.EXPERIENCE)


def fill_empty(people: list[dict[str, Any]], *, municipality: Any, words: Any, by: Any, at: datetime) -> int:
    """Fills empty fields and adds consents and terms that are new; returns how many people changed.

    Someone who has left stays as they are: a list never brings a person back.
    """
    changed: set[int] = set()
    waiting = list(people)
    while waiting:
        by_id: dict[str, dict[str, Any]] = {}
        later = []
        for person in waiting:
            # Two rows may be one person: the second sees what the first has filled.
            public_id = person["action"].partition(":")[2]
            if public_id in by_id:
                later.append(person)
            else:
                by_id[public_id] = person
        for row in _rows(by_id, municipality):
            if not row.has_left and _fill(row, by_id[row.public_id], words, by, at):
                changed.add(row.pk)
        waiting = later
    return len(changed)


def _rows(by_id: dict[str, dict[str, Any]], municipality: Any) -> Iterator[Representative]:
    """The people with all they hold, 500 at a time: a statement has room for a limited number of values."""
    ids = sorted(by_id)
    for start in range(0, len(ids), 500):
        rows = Representative.objects.filter(
            municipality=municipality, public_id__in=ids[start : start + 500]
        )
        yield from rows.select_related("municipality").prefetch_related(*HELD).order_by("id")


def _fill(row: Representative, person: dict[str, Any], words: Any, by: Any, at: datetime) -> bool:
    offered = profile_of(person)
    changes = {name: offered[name] for name in FILLED if offered[name] and not getattr(row, name)}
    did = bool(registry.update(representative=row, changes=changes, by=by, at=at)) if changes else False
    given_on = day(person.get("consent_on"))
    if given_on is None:
        return did
    is_new = _consents(row, given_on, by, at)
    did |= is_new
    did |= _papers(row, person, at)
    return _terms(row, person, words, by, at, is_new=is_new) or did


def _papers(row: Representative, person: dict[str, Any], at: datetime) -> bool:
    """Training and declaration, where none is written down yet."""
    trainings = [] if row.trainings.all() else papers.trainings_of(row, person, at)
    declarations = [] if row.declarations.all() else papers.declarations_of(row, person, at)
    for paper in (*trainings, *declarations):
        paper.save()
    return bool(trainings or declarations)


def _terms(
    row: Representative, person: dict[str, Any], words: Any, by: Any, at: datetime, *, is_new: bool
) -> bool:
    """Terms that are not held yet; experience only where consent to it is in force, or has just been written down."""
    held = {(kept.term_id, kept.relation) for kept in row.terms.all()}
    did = False
    if is_new or any(one.is_in_force and one.purpose == PURPOSES[1] for one in row.consents.all()):
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
    if row.consents.all():
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
