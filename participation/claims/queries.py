"""The rate of a day, claims for the list, and what participation cost in a period."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from config.core.organisations.models import Unit
from config.core.organisations.queries import below
from participation.claims.fees import kroner, share
from participation.claims.models import Claim, ClaimQuerySet, Rate, RateKind
from participation.meetings.models import Attendance, Meeting

# First and last day, both included.
Period = tuple[date, date]
ZERO = Decimal(0)


def rate_on(kind: str, day: date, municipality: Any) -> Rate | None:
    """The rate of a kind in force in a municipality on a day, or None."""
    rows = Rate.objects.filter(municipality=municipality, kind=kind, valid_from__lte=day)
    return rows.filter(Q(valid_to=None) | Q(valid_to__gte=day)).order_by("-valid_from").first()


def find(*, user: Any, municipality: Any, state: str = "") -> ClaimQuerySet:
    """Claims with the person, the meeting and the rate, newest first."""
    claims: ClaimQuerySet = Claim.objects.visible_to(user).of(municipality)
    if state:
        claims = claims.filter(state=state)
    return claims.select_related(
        "rate", "attendance__meeting__project", "attendance__assignment__representative"
    )


@dataclass(frozen=True)
class StateCount:
    """How many claims are in one state, and their sum in kroner."""

    state: str
    label: str
    number: int
    amount: Decimal


def by_state(*, user: Any, municipality: Any) -> list[StateCount]:
    """Every state with its number and sum, in the order of a claim's life."""
    rows = Claim.objects.visible_to(user).of(municipality).order_by().values_list("state")
    found = {state: (number, amount) for state, number, amount in rows.annotate(Count("id"), Sum("amount"))}
    return [
        StateCount(state, str(label), *found.get(state, (0, ZERO))) for state, label in Claim.State.choices
    ]


@dataclass(frozen=True)
class Costs:
    """What participation cost, in kroner. `hours` are hours of representatives, present at meetings that were held.

    Cash leaves the municipality: fees, travel, expenses, employer's share. Time does not: it is hours times the dated
    rate of an hour. `unpriced` names the rates that some day of the period lacks, so that a total may be too low.
    """

    fees: Decimal
    travel: Decimal
    expenses: Decimal
    employer_share: Decimal
    facilitator_time: Decimal
    professional_time: Decimal
    hours: Decimal
    facilitator_hours: Decimal
    professional_hours: Decimal
    meetings: int
    unpriced: tuple[str, ...] = ()

    @property
    def cash(self) -> Decimal:
        return self.fees + self.travel + self.expenses + self.employer_share

    @property
    def time(self) -> Decimal:
        return self.facilitator_time + self.professional_time

    @property
    def total(self) -> Decimal:
        return self.cash + self.time


def costs(municipality: Any, unit: Unit | None, period: Period) -> Costs:
    """Costs of the meetings held in a period, of a municipality or of a unit and those below it.

    Claims count from the day of the meeting, whatever has been paid out; declined ones never. Four queries, whatever
    the number of rows, one more for a unit.
    """
    ids = below(unit) if unit is not None else None
    meetings = _within(Meeting.objects.of(municipality).held(), "project__unit", "held_on", ids, period)
    claims = _within(
        Claim.objects.of(municipality), "attendance__meeting__project__unit", "incurred_on", ids, period
    ).exclude(state=Claim.State.DECLINED)
    present = _within(
        Attendance.objects.of(municipality).present().filter(meeting__state=Meeting.State.HELD),
        "meeting__project__unit",
        "meeting__held_on",
        ids,
        period,
    )
    return _summed(
        rates=_Rates(Rate.objects.of(municipality)),
        claims=list(claims.order_by().values_list("kind", "incurred_on", "rate").annotate(Sum("amount"))),
        days=list(
            meetings.order_by("held_on").values_list("held_on", "professional_hours", "facilitator_hours")
        ),
        hours=present.aggregate(hours=Sum("hours"))["hours"] or ZERO,
    )


def _within(rows: Any, unit: str, day: str, ids: set[int] | None, period: Period) -> Any:
    rows = rows.filter(**{f"{day}__range": period})
    return rows if ids is None else rows.filter(**{f"{unit}__in": ids})


class _Rates:
    """Every rate of a municipality, asked by day; remembers which were missed."""

    def __init__(self, rates: Iterable[Rate]) -> None:
        self.missed: set[str] = set()
        self._rates: dict[str, list[Rate]] = defaultdict(list)
        for rate in rates:
            self._rates[rate.kind].append(rate)

    def on(self, kind: str, day: date) -> Decimal:
        for rate in self._rates[kind]:
            if rate.valid_from <= day and (rate.valid_to is None or rate.valid_to >= day):
                return rate.amount
        self.missed.add(str(kind))
        return ZERO


def _summed(*, rates: _Rates, claims: list[Any], days: list[Any], hours: Decimal) -> Costs:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for kind, day, rate, amount in claims:
        sums[kind] += amount
        if kind == Claim.Kind.FEE and rate is None:
            rates.missed.add(RateKind.FEE_HOUR.value)
        if kind == Claim.Kind.TRAVEL and rate is None:
            rates.missed.add(RateKind.TRAVEL_KM.value)
        if kind == Claim.Kind.FEE and amount:
            sums["share"] += share(amount, rates.on(RateKind.EMPLOYER_SHARE, day))
    for day, professional, facilitator in days:
        for name, kind, spent in (
            ("professional", RateKind.PROFESSIONAL_HOUR, professional),
            ("facilitator", RateKind.FACILITATOR_HOUR, facilitator),
        ):
            sums[f"{name}_hours"] += spent
            if spent:
                sums[name] += kroner(spent, rates.on(kind, day))
    return Costs(
        fees=sums[Claim.Kind.FEE],
        travel=sums[Claim.Kind.TRAVEL],
        expenses=sums[Claim.Kind.EXPENSE],
        employer_share=sums["share"],
        facilitator_time=sums["facilitator"],
        professional_time=sums["professional"],
        hours=hours,
        facilitator_hours=sums["facilitator_hours"],
        professional_hours=sums["professional_hours"],
        meetings=len(days),
        unpriced=tuple(sorted(rates.missed)),
    )
