"""What fairness is reckoned from: for each person how often asked and how long at rest, from the turn ledger.

Rows are of a whole municipality and are only ever counted here; whoever sees them person by person has asked for them
through `visible_to` (`queries.people`).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q

from projects.fairness.frame import Frame, Span
from projects.fairness.measures import bucket
from projects.requests.queries import EXPERIENCE_KINDS
from representatives.consent.models import Consent
from representatives.registry.models import ProfileTerm, Representative
from representatives.turns.models import Turn
from representatives.turns.queries import DAYS_OF_MONTH

Kind = Turn.Kind
# The last year of age of each band; whoever is older is in the last one.
BAND_EDGES = (29, 49, 66)
UNKNOWN_AGE = -1
# Months of rest: up to a quarter, half a year, a year, two years, longer.
REST_EDGES = (3, 6, 12, 24)
# Instead of months: somebody who never had an assignment, and somebody who has one now.
NEVER, NOW = -2, -1


@dataclass(frozen=True)
class Record:
    """One person. `rest` is whole months since the last assignment, 0 while one runs, None for never assigned."""

    pk: int
    area: str
    band: int
    perspectives: frozenset[str]
    can_be_asked: bool
    asks: int
    was_ever_asked: bool
    rest: int | None
    is_running: bool

    @property
    def rest_bucket(self) -> int:
        if self.rest is None:
            return NEVER
        return NOW if self.is_running else bucket(self.rest, REST_EDGES)


def records(frame: Frame) -> list[Record]:
    """Everybody who can be asked now, or was asked in the time; a fixed number of queries."""
    asked, ever = asks_in(frame.municipality, frame.span), _ever_asked(frame)
    rests, perspectives = _rests(frame.municipality, frame.at), _perspectives(frame.municipality)
    found = []
    for pk, area, born, can_be_asked in _people(frame):
        if can_be_asked or asked.get(pk):
            found.append(
                Record(
                    pk=pk,
                    area=area,
                    band=band(born, frame.today),
                    perspectives=frozenset(perspectives.get(pk, ())),
                    can_be_asked=can_be_asked,
                    asks=asked.get(pk, 0),
                    was_ever_asked=pk in ever,
                    rest=rests.get(pk, (None, False))[0],
                    is_running=rests.get(pk, (None, False))[1],
                )
            )
    return found


def asks_in(municipality: Any, span: Span) -> dict[int, int]:
    """How often each person was asked in a time."""
    rows = Turn.objects.filter(
        municipality=municipality, kind=Kind.ASKED, at__gte=span.since, at__lt=span.until
    )
    return dict(rows.order_by().values_list("representative").annotate(Count("pk")))


def band(born: int | None, today: date) -> int:
    """Which age band somebody is in, by the year of birth alone."""
    return UNKNOWN_AGE if born is None else bucket(today.year - born, BAND_EDGES)


def can_be_asked() -> Q:
    """Active, with consent to the network in force."""
    network = Consent.objects.in_force().filter(
        representative=OuterRef("pk"), purpose=Consent.Purpose.NETWORK
    )
    return Q(state=Representative.State.ACTIVE) & Q(Exists(network))


def _people(frame: Frame) -> Any:
    people = Representative.objects.filter(municipality=frame.municipality, merged_into=None).order_by("pk")
    able = set(people.filter(can_be_asked()).values_list("pk", flat=True))
    rows = people.values_list("pk", "area", "birth_year")
    return [(pk, area, born, pk in able) for pk, area, born in rows]


def _ever_asked(frame: Frame) -> set[int]:
    rows = Turn.objects.filter(municipality=frame.municipality, kind=Kind.ASKED, at__lte=frame.at).order_by()
    return set(rows.values_list("representative", flat=True).distinct())


def _rests(municipality: Any, at: datetime) -> dict[int, tuple[int, bool]]:
    """Whole months of rest as `turns.histories` counts them, and whether one runs; added up in the database."""
    seated, ended = Q(kind=Kind.ASSIGNED), Q(kind=Kind.ENDED)
    rows = Turn.objects.filter(seated | ended, municipality=municipality, at__lte=at).order_by()
    sums = rows.values_list("representative").annotate(
        begun=Count("assignment_ref", filter=seated, distinct=True),
        over=Count("assignment_ref", filter=ended, distinct=True),
        last_seated=Max("at", filter=seated),
        last_ended=Max("at", filter=ended),
    )
    found = {}
    for pk, begun, over, last_seated, last_ended in sums:
        since = last_ended or last_seated
        is_running = begun > over
        found[pk] = (0 if is_running else int((at - since).days / DAYS_OF_MONTH), is_running)
    return found


def _perspectives(municipality: Any) -> dict[int, set[str]]:
    """From where people have their experience: only under consent to lived experience."""
    given = Consent.objects.in_force().filter(
        representative=OuterRef("representative"), purpose=Consent.Purpose.EXPERIENCE
    )
    rows = ProfileTerm.objects.filter(
        Exists(given), municipality=municipality, term__kind__in=EXPERIENCE_KINDS
    ).exclude(relation="")
    found: defaultdict[int, set[str]] = defaultdict(set)
    for pk, relation in rows.order_by().values_list("representative_id", "relation").distinct():
        found[pk].add(relation)
    return found
