"""What participation cost: cash and time apart, time valued by the rates in force on the day. Whole kroner."""

from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from participation.claims.models import Claim, RateKind
from participation.reports.figures.definitions import Counted, Measure, Part, counted, figure
from participation.reports.figures.work import hours_of_involvement
from participation.reports.rows import Rows

_DECLINED = _("Left out is what people have declined, and what was never claimed.")
_NO_RATE = _("Left out are hours on days without a rate.")
_CLAIMS: dict[str, Any] = {
    "measure": Measure.KRONER,
    "part": Part.COSTS,
    "source": _("From the claims."),
    "records": "claim",
}
_TIME: dict[str, Any] = {
    "measure": Measure.KRONER,
    "part": Part.COSTS,
    "source": _("From the meetings and the dated rates."),
    "records": "meeting",
}
CASH = ("fees", "travel", "expenses", "employer_share")
TIME = ("professional_time", "facilitator_time")


def _claimed(rows: Rows, *kinds: str) -> Counted:
    claims = rows.claims().filter(kind__in=kinds)
    return Counted(_whole(claims.aggregate(sum=Sum("amount"))["sum"]), counted(claims).records)


def _whole(amount: Any) -> int:
    return round(Decimal(amount or 0))


@figure(
    "fees", _("Meeting fees"), counts=_("Fees for meetings in the period."), leaves_out=_DECLINED, **_CLAIMS
)
def fees(rows: Rows) -> Counted:
    return _claimed(rows, *Claim.PAY)


@figure("travel", _("Travel"), counts=_("Travel to meetings in the period."), leaves_out=_DECLINED, **_CLAIMS)
def travel(rows: Rows) -> Counted:
    return _claimed(rows, Claim.Kind.TRAVEL)


@figure(
    "expenses",
    _("Other expenses"),
    counts=_("Other expenses for meetings in the period."),
    leaves_out=_DECLINED,
    **_CLAIMS,
)
def expenses(rows: Rows) -> Counted:
    return _claimed(rows, Claim.Kind.EXPENSE, Claim.Kind.LOST_EARNINGS)


@figure(
    "employer_share",
    _("Employer's contribution"),
    counts=_("A share of the fees, by the rate in force on the day of each meeting."),
    leaves_out=_("Left out are fees on days without a rate."),
    **_CLAIMS,
)
def employer_share(rows: Rows) -> Counted:
    total, behind = Decimal(0), []
    claims = rows.claims().filter(kind__in=Claim.PAY).order_by("pk")
    for public_id, amount, day in claims.values_list("public_id", "amount", "incurred_on"):
        rate = rows.rate_on(RateKind.EMPLOYER_SHARE, day)
        if rate is not None:
            total += amount * rate.amount / 100
            behind.append(public_id)
    return Counted(_whole(total), tuple(behind))


@figure(
    "cash",
    _("Cash"),
    counts=_("Fees, travel, other expenses and the employer's contribution together."),
    leaves_out=_DECLINED,
    **_CLAIMS,
)
def cash(rows: Rows) -> Counted:
    parts = [part(rows) for part in (fees, travel, expenses, employer_share)]
    return Counted(sum(part.value or 0 for part in parts), counted(rows.claims()).records)


def _hours(rows: Rows, name: str) -> Counted:
    there = rows.meetings().filter(**{f"{name}__gt": 0})
    return Counted(round(float(there.aggregate(sum=Sum(name))["sum"] or 0), 2), counted(there).records)


def _valued(rows: Rows, name: str, kind: str) -> Counted:
    total, behind = Decimal(0), []
    there = rows.meetings().filter(**{f"{name}__gt": 0}).order_by("pk")
    for public_id, hours, day in there.values_list("public_id", name, "held_on"):
        rate = rows.rate_on(kind, day)
        if rate is not None:
            total += hours * rate.amount
            behind.append(public_id)
    return Counted(_whole(total), tuple(behind))


@figure(
    "professional_hours",
    _("Hours of professionals"),
    counts=_("Hours of professionals at meetings in the period, summed over people."),
    leaves_out=_("Left out are hours between meetings."),
    **(_TIME | {"measure": Measure.HOURS, "source": _("From the meetings.")}),
)
def professional_hours(rows: Rows) -> Counted:
    return _hours(rows, "professional_hours")


@figure(
    "facilitator_hours",
    _("Hours of the facilitator"),
    counts=_("Hours that the facilitator gave to meetings in the period."),
    leaves_out=_("Left out are hours between meetings."),
    **(_TIME | {"measure": Measure.HOURS, "source": _("From the meetings.")}),
)
def facilitator_hours(rows: Rows) -> Counted:
    return _hours(rows, "facilitator_hours")


@figure(
    "professional_time",
    _("Time of professionals"),
    counts=_("Hours of professionals at the rate in force on the day. It is working time, not paid out."),
    leaves_out=_NO_RATE,
    **_TIME,
)
def professional_time(rows: Rows) -> Counted:
    return _valued(rows, "professional_hours", RateKind.PROFESSIONAL_HOUR)


@figure(
    "facilitator_time",
    _("Time of the facilitator"),
    counts=_("Hours of the facilitator at the rate in force on the day. It is working time, not paid out."),
    leaves_out=_NO_RATE,
    **_TIME,
)
def facilitator_time(rows: Rows) -> Counted:
    return _valued(rows, "facilitator_hours", RateKind.FACILITATOR_HOUR)


@figure(
    "time",
    _("Staff’s working time"),
    counts=_("Time of professionals and of the facilitator together, in kroner."),
    leaves_out=_NO_RATE,
    **_TIME,
)
def time(rows: Rows) -> Counted:
    parts = [professional_time(rows), facilitator_time(rows)]
    behind = dict.fromkeys(public_id for part in parts for public_id in part.records)
    return Counted(sum(part.value or 0 for part in parts), tuple(behind))


@figure(
    "cash_per_hour",
    _("Cash for each hour of involvement"),
    counts=_("Cash divided by the hours that representatives gave."),
    leaves_out=_("Left out is working time."),
    **_CLAIMS,
)
def cash_per_hour(rows: Rows) -> Counted:
    hours, paid = hours_of_involvement(rows).value, cash(rows)
    if not hours:
        return Counted(None)
    return Counted(round((paid.value or 0) / hours), paid.records)
