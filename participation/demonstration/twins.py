"""People of Nordvik who have been written down twice: one pair to look at, and one that has become one."""

from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from participation.demonstration.course import Year
from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.duplicates import services as duplicates
from representatives.registry import services as registry
from representatives.registry.models import Representative

State, Source = Representative.State, Representative.Source
# On the last days, so that the rest of the year is told as it was.
WRITTEN, MERGED = -3, -2

MARTE: dict[str, Any] = {
    "given_name": "Marte",
    "family_name": "Solheim Rud",
    "email": "marte.rud@example.org",
    "phone": "+4740619001",
    "birth_year": 1961,
    "area": "Sentrum",
    "mandate": Representative.Mandate.NEXT_OF_KIN,
}
MARTHE: dict[str, Any] = {
    "given_name": "Marthe",
    "family_name": "Solheim Rud",
    "phone": "+4740619001",
    "channel": Representative.Channel.PHONE,
    "birth_year": 1961,
    "area": "Øyane",
    "organisation": "Pensjonistforeningen",
    "mandate": Representative.Mandate.ORGANISATION,
    "nominated_by": "Eldrerådet i Nordvik",
    "most_at_once": 1,
    "note": "Ring helst etter klokka 12.",
}
JON: dict[str, Any] = {
    "given_name": "Jon Erik",
    "family_name": "Vik",
    "email": "jon.erik.vik@example.org",
    "birth_year": 1954,
    "area": "Vestbygda",
    "mandate": Representative.Mandate.OWN,
}


def plan(year: Year) -> None:
    """Both pairs are written down at once; the second is merged later, after a weekend on the same day."""
    year.plan(year.moment(WRITTEN, 14), partial(_write, year))


def _write(year: Year, at: datetime) -> None:
    for profile in (MARTE, MARTHE):
        _take_in(year, profile, at)
    stays, goes = _take_in(year, JON, at), _take_in(year, JON | {"phone": "+4740619002"}, at)
    year.plan(year.moment(MERGED, 16), partial(_merge, year, stays, goes))


def _take_in(year: Year, profile: dict[str, Any], at: datetime) -> Representative:
    by = year.facilitator
    person = registry.register(
        municipality=year.municipality,
        source=Source.FACILITATOR,
        state=State.IN_CONVERSATION,
        by=by,
        at=at,
        **profile,
    )
    said: dict[str, Any] = {"purpose": Consent.Purpose.NETWORK, "channel": Consent.Channel.ORAL}
    consent.give(representative=person, given_on=timezone.localdate(at), by=by, at=at, **said)
    registry.confirm(representative=person, by=by, at=at)
    return person


def _merge(year: Year, stays: Representative, goes: Representative, at: datetime) -> None:
    duplicates.merge(stays=stays, goes=goes, by=year.facilitator, at=at)
