"""The rate of a day, claims for the list, and what participation cost in a period."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, Sum

from config.core.organisations.models import Unit
from config.core.organisations.queries import below
from participation.claims.fees import kroner, share
from participation.claims.models import Claim, ClaimQuerySet, Rate, RateKind
from participation.claims.pricing import PRICED_BY, Rates, rates_of
from participation.claims.receipts import Receipt
from participation.meetings.models import Attendance, Meeting

# First and last day, both included.
Period = tuple[date, date]
ZERO = Decimal(0)


def rate_on(kind: str, day: date, municipality: Any) -> Rate | None:
    """The rate of a kind in force for everybody in a municipality on a day, or None."""
    return rates_of(municipality).find((kind,), day)


def find(*, user: Any, municipality: Any, state: str = "") -> ClaimQuerySet:
    """Claims with the person, the meeting and the rate, newest first."""
    claims: ClaimQuerySet = Claim.objects.visible_to(user).of(municipality)
    if state:
        claims = claims.filter(state=state)
    return whole(claims)


def whole(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Claims with the person, the meeting, the rate, and what their receipts are, without the files."""
    receipts = Prefetch("receipts", Receipt.objects.without_files())
    return claims.select_related(
        "rate", "attendance__meeting__project", "attendance__assignment__representative"
    ).prefetch_related(receipts)


def unpriced(*, user: Any, municipality: Any) -> int:
    """How many drafts wait for a rate of their day."""
    drafts = Claim.objects.visible_to(user).of(municipality).filter(state=Claim.State.DRAFT, rate=None)
    return drafts.filter(kind__in=PRICED_BY).count()


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
    """What participation cost, in kroner: preparation and travel time are fees, lost earnings are an expense.

    `hours` are hours of representatives, present at meetings that were held.

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
        rates=Rates(Rate.objects.of(municipality)),
        claims=list(claims.order_by().values_list("kind", "incurred_on", "rate").annotate(Sum("amount"))),
        days=list(
            meetings.order_by("held_on").values_list("held_on", "professional_hours", "facilitator_hours")
        ),
        hours=present.aggregate(hours=Sum("hours"))["hours"] or ZERO,
    )


def _within(rows: Any, unit: str, day: str, ids: set[int] | None, period: Period) -> Any:
    rows = rows.filter(**{f"{day}__range": period})
    return rows if ids is None else rows.filter(**{f"{unit}__in": ids})


def _summed(*, rates: Rates, claims: list[Any], days: list[Any], hours: Decimal) -> Costs:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for kind, day, rate, amount in claims:
        sums[kind] += amount
        if kind in PRICED_BY and rate is None:
            rates.missed.add(str(PRICED_BY[kind][0]))
        if kind in Claim.PAY and amount:
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
        fees=sum((sums[kind] for kind in Claim.PAY), ZERO),
        travel=sums[Claim.Kind.TRAVEL],
        expenses=sums[Claim.Kind.EXPENSE] + sums[Claim.Kind.LOST_EARNINGS],
        employer_share=sums["share"],
        facilitator_time=sums["facilitator"],
        professional_time=sums["professional"],
        hours=hours,
        facilitator_hours=sums["facilitator_hours"],
        professional_hours=sums["professional_hours"],
        meetings=len(days),
        unpriced=tuple(sorted(rates.missed)),
    )
