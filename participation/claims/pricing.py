"""Which rate prices a claim: the one in force on the day, of the person's role where the role has one of its own."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from participation.claims.fees import kroner, paid_hours
from participation.claims.models import FEES, Claim, Rate, RateKind

Kind = Claim.Kind
# Which rates price which kind of claim; of the other kinds each has its own amount.
PRICED_BY: dict[str, tuple[str, ...]] = {
    Kind.FEE: FEES,
    Kind.CANCELLED: (RateKind.FEE_CANCELLED,),
    Kind.PREPARATION: (RateKind.PREPARATION_HOUR,),
    Kind.TRAVEL_TIME: (RateKind.TRAVEL_HOUR,),
    Kind.TRAVEL: (RateKind.TRAVEL_KM,),
}


class Rates:
    """Every rate of a municipality, asked by day; remembers which kinds were missed."""

    def __init__(self, rates: Iterable[Rate]) -> None:
        self.missed: set[str] = set()
        self._rates: dict[str, list[Rate]] = defaultdict(list)
        for rate in sorted(rates, key=lambda rate: (rate.valid_from, rate.pk), reverse=True):
            self._rates[rate.kind].append(rate)

    def find(self, kinds: Iterable[str], day: date, role: int | None = None) -> Rate | None:
        """The rate of any of the kinds in force on a day: the role's own, otherwise the one for everybody."""
        held = [rate for kind in kinds for rate in self._rates[kind] if rate.holds_on(day)]
        held.sort(key=lambda rate: (rate.role_id is not None, rate.valid_from), reverse=True)
        return next((rate for rate in held if rate.role_id in (role, None)), None)

    def on(self, kind: str, day: date) -> Decimal:
        """The amount for everybody; nothing, and remembered, where there is none."""
        rate = self.find((kind,), day)
        if rate is None:
            self.missed.add(str(kind))
        return rate.amount if rate else Decimal(0)


def rates_of(municipality: Any) -> Rates:
    """The rates of one municipality, in one query."""
    return Rates(Rate.objects.filter(municipality=municipality))


def price(claim: Claim, rates: Rates) -> None:
    """Sets rate, quantity and amount by the rate of the day; without one the claim says nothing of money.

    Needs `attendance__assignment__request`. A claim with an amount of its own is left as it is.
    """
    kinds = PRICED_BY.get(claim.kind)
    if kinds is None:
        return
    role = claim.attendance.assignment.request.role_id
    measured = claim.attendance.hours if claim.kind == Kind.FEE else claim.measured or claim.quantity
    rate = claim.rate = rates.find(kinds, claim.incurred_on, role)
    if rate is None:
        claim.quantity = paid_hours(measured) if claim.kind == Kind.FEE else measured
        claim.amount = Decimal(0)
    else:
        claim.quantity = rate.quantity(measured)
        claim.amount = kroner(claim.quantity, rate.amount)
