"""What participation cost: cash and time apart, time valued by the rates in force on the day. Whole kroner."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.claims.fees import share
from participation.claims.models import Claim, RateKind
from participation.reports.figures.definitions import Counted, Measure, Part, figure
from participation.reports.rows import Rows
from participation.reports.tables import Owed

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
CASH = ("fees", "travel", "lost_earnings", "other_expenses", "employer_share")
TIME = ("professional_time", "facilitator_time")


def _claimed(rows: Rows, *kinds: str) -> Counted:
    return _sum([one for one in rows.claim_table if one.kind in kinds])


def _sum(claims: list[Owed]) -> Counted:
    amount = sum((one.amount for one in claims), Decimal(0))
    return Counted(round(amount), tuple(one.public_id for one in claims))


@figure(
    "fees", _("Meeting fees"), counts=_("Fees for meetings in the period."), leaves_out=_DECLINED, **_CLAIMS
)
def fees(rows: Rows) -> Counted:
    return _claimed(rows, *Claim.PAY)


@figure("travel", _("Travel"), counts=_("Travel to meetings in the period."), leaves_out=_DECLINED, **_CLAIMS)
def travel(rows: Rows) -> Counted:
    return _claimed(rows, Claim.Kind.TRAVEL)


@figure(
    "lost_earnings",
    _("Lost earnings"),
    counts=_("What people lost of their own pay to be at meetings in the period."),
    leaves_out=_DECLINED,
    **_CLAIMS,
)
def lost_earnings(rows: Rows) -> Counted:
    return _claimed(rows, Claim.Kind.LOST_EARNINGS)


@figure(
    "other_expenses",
    _("Other expenses"),
    counts=_("Expenses for meetings in the period, such as a companion or a child minder."),
    leaves_out=_("Left out are travel and lost earnings, and what people have declined."),
    **_CLAIMS,
)
def other_expenses(rows: Rows) -> Counted:
    return _claimed(rows, Claim.Kind.EXPENSE)


@figure(
    "expenses",
    _("Expenses and lost earnings"),
    counts=_("Lost earnings and other expenses together, as earlier reports had them."),
    leaves_out=_DECLINED,
    **_CLAIMS,
)
def expenses(rows: Rows) -> Counted:
    parts = [lost_earnings(rows), other_expenses(rows)]
    return Counted(sum(part.value or 0 for part in parts), _behind(parts))


@figure(
    "employer_share",
    _("Employer's contribution"),
    counts=_("A share of the fees, by the rate in force on the day of each meeting."),
    leaves_out=_("Left out are fees on days without a rate."),
    **_CLAIMS,
)
def employer_share(rows: Rows) -> Counted:
    """Reckoned project by project, kind by kind and day by day, as the forecast of the year does."""
    found = paid_with_share(rows, lambda one: True)
    return Counted(round(sum(found.values(), Decimal(0))), tuple(found_ids(rows)))


def paid_with_share(rows: Rows, is_counted: Any) -> dict[tuple[int, str, date], Decimal]:
    """The employer's contribution of each project, kind of pay and day."""
    paid: dict[tuple[int, str, date], Decimal] = defaultdict(Decimal)
    for one in rows.claim_table:
        if one.kind in Claim.PAY and is_counted(one):
            paid[one.project, one.kind, one.incurred_on] += one.amount
    found = {}
    for key, amount in paid.items():
        rate = rows.rate_on(RateKind.EMPLOYER_SHARE, key[2])
        if rate is not None:
            found[key] = share(amount, rate.amount)
    return found


def found_ids(rows: Rows) -> list[str]:
    """Claims of pay on days with a rate for the employer's contribution."""
    return [
        one.public_id
        for one in rows.claim_table
        if one.kind in Claim.PAY and rows.rate_on(RateKind.EMPLOYER_SHARE, one.incurred_on)
    ]


@figure(
    "cash",
    _("Cash"),
    counts=_("Fees, travel, lost earnings, other expenses and the employer's contribution together."),
    leaves_out=_DECLINED,
    **_CLAIMS,
)
def cash(rows: Rows) -> Counted:
    parts = [fees, travel, lost_earnings, other_expenses, employer_share]
    return Counted(
        sum(part(rows).value or 0 for part in parts), tuple(one.public_id for one in rows.claim_table)
    )


def _valued(rows: Rows, name: str, kind: str) -> Counted:
    total, behind = Decimal(0), []
    for met in rows.meeting_table:
        hours = getattr(met, name)
        rate = rows.rate_on(kind, met.held_on) if hours > 0 else None
        if rate is not None:
            total += hours * rate.amount
            behind.append(met.public_id)
    return Counted(round(total), tuple(behind))


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
    return Counted(sum(part.value or 0 for part in parts), _behind(parts))


def _behind(parts: list[Counted]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(public_id for part in parts for public_id in part.records))
