"""Rows of the list that are people we know: what is empty is filled, what is kept changes where a person said so."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.consent.texts import OWN_LIST_VERSION
from representatives.registry import services as registry
from representatives.registry.models import Representative
from representatives.spreadsheets import papers
from representatives.spreadsheets.differences import FILLED, as_shown
from representatives.spreadsheets.fields import day, profile_of
from representatives.spreadsheets.runs import Before, plain

HELD = ("terms", "consents", "trainings", "declarations")
PURPOSES = (Consent.Purpose.NETWORK, Consent.Purpose.EXPERIENCE)


def bring_up_to_date(
    people: list[dict[str, Any]], *, municipality: Any, words: Any, by: Any, at: datetime
) -> dict[int, Before]:
    """Fills empty fields, adds consents and terms that are new, and takes over what a person chose from the list.

    Returns what those who changed were before, by number. Someone who has left stays as they are: a list never brings
    a person back.
    """
    changed: dict[int, Before] = defaultdict(Before)
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
        for part in _parts(by_id, municipality):
            _part(part, by_id, changed, words, by, at)
        waiting = later
    return dict(changed)


def _part(
    part: list[Representative],
    by_id: dict[str, dict[str, Any]],
    changed: dict[int, Before],
    words: Any,
    by: Any,
    at: datetime,
) -> None:
    """Changes some hundred people, and notes what each was before."""
    touched = []
    for row in part:
        before = _change(row, by_id[row.public_id], words, by, at)
        if before is not None:
            # Of two rows for one person the first met the person as they were.
            changed[row.pk].fields = before | changed[row.pk].fields
            touched.append(row)
    for kind in HELD:
        held = {(row.pk, kept.pk) for row in touched for kept in getattr(row, kind).all()}
        model = Representative._meta.get_field(kind).related_model
        now = model._base_manager.filter(representative__in=touched)  # type: ignore[union-attr]  # never a string here
        for number, pk in now.order_by("pk").values_list("representative", "pk"):
            if (number, pk) not in held:
                changed[number].added.setdefault(kind, []).append(pk)


def _parts(by_id: dict[str, dict[str, Any]], municipality: Any) -> Iterator[list[Representative]]:
    """The people with all they hold, 500 at a time: a statement has room for a limited number of values."""
    ids = sorted(by_id)
    for start in range(0, len(ids), 500):
        rows = Representative.objects.filter(
            municipality=municipality, public_id__in=ids[start : start + 500]
        )
        yield list(rows.select_related("municipality").prefetch_related(*HELD).order_by("id"))


def _change(
    row: Representative, person: dict[str, Any], words: Any, by: Any, at: datetime
) -> dict[str, Any] | None:
    """The old values of the fields that changed; None when nothing at all did."""
    if row.has_left:
        return None
    changes = _changes(row, person)
    names = registry.update(representative=row, changes=changes, by=by, at=at) if changes else []
    did = bool(names)
    given_on = day(person.get("consent_on"))
    if given_on is not None:
        is_new = _consents(row, given_on, by, at)
        did |= is_new
        did |= _papers(row, person, at)
        did |= _terms(row, person, words, by, at, is_new=is_new)
    return {name: plain(getattr(row, name)) for name in names} if did else None


def _changes(row: Representative, person: dict[str, Any]) -> dict[str, Any]:
    """What the list fills, and what was chosen from it while the registry still says what the person was shown."""
    offered = profile_of(person)
    filled = {name: offered[name] for name in FILLED if offered[name] and not getattr(row, name)}
    chosen = {
        name: offered[name]
        for name, shown in person.get("overwrite", {}).items()
        if as_shown(getattr(row, name)) == shown
    }
    return filled | chosen


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


def _consents(row: Representative, given_on: Any, by: Any, at: datetime) -> bool:
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
