"""How people are used: who is never asked, rests too long, is asked too often or in vain. Read from the turn ledger."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from projects.gaps import thresholds
from projects.gaps.frame import Frame
from representatives.consent.models import Consent
from representatives.registry import narrowing
from representatives.registry.models import Representative, StateChange
from representatives.turns.models import Turn
from representatives.turns.queries import HALF_YEAR

State, Kind = Representative.State, Turn.Kind


def _turns(kinds: Iterable[str], since: datetime | None = None) -> Any:
    rows = Turn.objects.filter(representative=OuterRef("pk"), kind__in=list(kinds)).order_by()
    return rows if since is None else rows.filter(at__gte=since)


def _times(kind: str, *more: str, since: datetime | None = None) -> Any:
    """How many lines of these kinds the ledger has of a person."""
    rows = _turns((kind, *more), since).values("representative").annotate(times=Count("pk")).values("times")
    return Coalesce(Subquery(rows, output_field=IntegerField()), 0)


def _has(kind: str, since: datetime | None = None) -> Q:
    return Q(Exists(_turns([kind], since)))


def _can_be_asked() -> Q:
    """Active, with consent to the network in force."""
    network = Consent.objects.in_force().filter(
        representative=OuterRef("pk"), purpose=Consent.Purpose.NETWORK
    )
    return Q(state=State.ACTIVE) & Q(Exists(network))


def _unchanged_since(moment: datetime) -> Q:
    """In the state of today for the whole time since a moment."""
    changed = StateChange.objects.filter(representative=OuterRef("pk"), at__gte=moment)
    return Q(created_at__lt=moment) & ~Q(Exists(changed))


def never_asked(today: date) -> Q:
    """Active for a while, and never asked for anything."""
    since = thresholds.months_before(today, thresholds.MONTHS_UNASKED)
    return _can_be_asked() & _unchanged_since(since) & ~_has(Kind.ASKED)


def resting_long(today: date) -> Q:
    """At rest past the day that was said, or for half a year without a word."""
    since = thresholds.months_before(today, thresholds.MONTHS_RESTING)
    return Q(state=State.RESTING) & (Q(resting_until__lt=today) | _unchanged_since(since))


def asked_often(today: date) -> Q:
    """Asked again and again in half a year, or in more than the person's own limits allow."""
    half_year = thresholds.moment(today - HALF_YEAR)
    running = _times(Kind.ASSIGNED) - _times(Kind.ENDED)
    over = Q(GreaterThanOrEqual(_times(Kind.ASKED, since=half_year), thresholds.ASKS_OFTEN))
    over |= Q(most_at_once__isnull=False) & Q(GreaterThan(running, F("most_at_once")))
    in_half_year = _times(Kind.ASSIGNED, since=half_year)
    over |= Q(most_per_half_year__isnull=False) & Q(GreaterThan(in_half_year, F("most_per_half_year")))
    return Q(state=State.ACTIVE) & over


def in_vain(today: date) -> Q:
    """Asked or considered several times, and never in a seat."""
    times = _times(Kind.ASKED, Kind.PASSED_OVER)
    return _can_be_asked() & Q(GreaterThanOrEqual(times, thresholds.TIMES_IN_VAIN)) & ~_has(Kind.ASSIGNED)


def not_asked_lately(today: date) -> Q:
    """Asked once, and not for a year."""
    since = thresholds.months_before(today, thresholds.MONTHS_SINCE_ASKED)
    return _can_be_asked() & _has(Kind.ASKED) & ~_has(Kind.ASKED, since)


CONDITIONS: dict[str, tuple[Any, Callable[[date], Q]]] = {
    "never_asked": (_("Never asked"), never_asked),
    "not_lately": (_("Not asked for a year"), not_asked_lately),
    "resting_long": (_("Resting long"), resting_long),
    "asked_often": (_("Asked often"), asked_often),
    "in_vain": (_("Asked in vain"), in_vain),
}


def groups() -> list[narrowing.Group]:
    """The groups as the registry's list offers them; registered when the app starts."""
    return [narrowing.Group(key, label, condition) for key, (label, condition) in CONDITIONS.items()]


@dataclass(frozen=True)
class Counted:
    """How many are in a group."""

    key: str
    people: int


def counted(frame: Frame) -> list[Counted]:
    """How many people of the frame are in each group; one query whatever the number of people."""
    counts = {
        key: Count("pk", filter=condition(frame.today)) for key, (_label, condition) in CONDITIONS.items()
    }
    found = frame.everyone().aggregate(**counts)
    return [Counted(key, found[key]) for key in CONDITIONS]


@dataclass(frozen=True)
class Use:
    """How often people were asked and took a seat in the period: "how many times: how many people"."""

    asked: dict[int, int]
    seated: dict[int, int]


def used(frame: Frame) -> Use:
    """How asks and seats of the period fell on people; those who are active and were not asked count as zero."""
    rows = frame.everyone().annotate(
        asked=_times(Kind.ASKED, since=frame.since), seated=_times(Kind.ASSIGNED, since=frame.since)
    )
    rows = rows.filter(Q(state=State.ACTIVE) | Q(asked__gt=0) | Q(seated__gt=0))
    asked: dict[int, int] = {}
    seated: dict[int, int] = {}
    for asks, seats, people in rows.values_list("asked", "seated").annotate(Count("pk")):
        asked[asks] = asked.get(asks, 0) + people
        seated[seats] = seated.get(seats, 0) + people
    return Use(asked, seated)
