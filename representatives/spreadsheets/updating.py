"""Rows of the list that are people we know: what is empty is filled, what is kept is never overwritten."""

from datetime import date, datetime
from typing import Any

from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.consent.texts import OWN_LIST_VERSION
from representatives.registry import services as registry
from representatives.registry.models import Representative
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
PURPOSES = (Consent.Purpose.NETWORK, Consent.Purpose.EXPERIENCE)


def fill_empty(people: list[dict[str, Any]], *, municipality: Any, words: Any, by: Any, at: datetime) -> int:
    """Fills empty fields and adds consents and terms that are new; returns how many people changed.

    Someone who has left stays as they are: a list never brings a person back.
    """
    by_id = {person["action"].partition(":")[2]: person for person in people}
    rows = Representative.objects.filter(municipality=municipality, public_id__in=by_id)
    changed = 0
    for row in rows.select_related("municipality").prefetch_related("terms", "consents").order_by("id"):
        if not row.has_left:
            changed += _fill(row, by_id[row.public_id], words, by, at)
    return changed


def _fill(row: Representative, person: dict[str, Any], words: Any, by: Any, at: datetime) -> bool:
    offered = profile_of(person)
    changes = {name: offered[name] for name in FILLED if offered[name] and not getattr(row, name)}
    did = bool(registry.update(representative=row, changes=changes, by=by, at=at)) if changes else False
    given_on = day(person.get("consent_on"))
    if given_on is None:
        return did
    did |= _consents(row, given_on, by, at)
    return _terms(row, person, words, by, at) or did


def _terms(row: Representative, person: dict[str, Any], words: Any, by: Any, at: datetime) -> bool:
    held = {(kept.term_id, kept.relation) for kept in row.terms.all()}
    did = False
    if Consent.objects.in_force().filter(representative=row, purpose=Consent.Purpose.EXPERIENCE).exists():
        for term, relation in words.known(person["experience"]):
            if (term.pk, relation or "own") not in held:
                consent.keep_experience(
                    representative=row, term=term, relation=relation or "own", by=by, at=at
                )
                did = True
    for term, _relation in words.known(person["skills"]):
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
