"""What each person is owed for a meeting, from draft to approved. Nothing is paid out here."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.claims.fees import paid_hours
from participation.claims.models import Claim
from participation.claims.pricing import PRICED_BY, price, rates_of
from participation.meetings.models import Attendance, Meeting

Kind, State = Claim.Kind, Claim.State
# What a person or the facilitator writes: in kilometres or hours by a rate, or in kroner.
MEASURED = (Kind.TRAVEL, Kind.PREPARATION, Kind.TRAVEL_TIME)
IN_KRONER = (Kind.EXPENSE, Kind.LOST_EARNINGS)
WITH_REST = "attendance__meeting", "attendance__assignment__request", "attendance__assignment__representative"


class CannotClaim(Exception):
    """The claim cannot be made or changed like this; the text can be shown."""


@transaction.atomic
def draft_fee(*, attendance: Attendance, by: Any, at: datetime) -> Claim | None:
    """The fee of one attendance as a draft, at the rate in force on the day; brought up to date when there is one.

    None, and a draft taken away, for someone who was not there. Without a rate on the day the draft says nothing of
    money until one is added. Refuses to change a fee that has been approved or has gone to payroll; one that the person
    has declined stays declined.
    """
    existing = (
        Claim.objects.select_for_update(of=("self",)).filter(attendance=attendance, kind=Kind.FEE).first()
    )
    if existing and existing.state in (State.APPROVED, State.EXPORTED):
        return _unchanged(existing, attendance)
    if not attendance.was_present:
        if existing and existing.state == State.DRAFT:
            audit.record("claim.dropped", obj=existing, by=by, at=at, subject=_person(existing))
            existing.delete()
        return None
    claim = existing or Claim(municipality_id=attendance.municipality_id, kind=Kind.FEE)
    claim.attendance, claim.incurred_on = attendance, attendance.meeting.held_on
    price(claim, rates_of(attendance.municipality_id))
    claim.save()
    audit.record("claim.drafted", obj=claim, by=by, at=at, fields=["amount"], subject=_person(claim))
    return claim


@transaction.atomic
def add_expense(
    *,
    attendance: Attendance,
    kind: str,
    quantity: Decimal,
    by: Any,
    at: datetime,
    amount: Decimal | None = None,
    note: str = "",
) -> Claim:
    """Kilometres or hours, priced by the rate of the day, or lost earnings and expenses with their amount in kroner.

    Refuses someone who was not there, a fee, and an expense without an amount.
    """
    if not attendance.was_present:
        raise CannotClaim(_("Only someone who was there has expenses."))
    claim = Claim(
        municipality_id=attendance.municipality_id,
        attendance=attendance,
        kind=kind,
        incurred_on=attendance.meeting.held_on,
    )
    _say(claim, quantity, amount, note)
    claim.save()
    audit.record("claim.added", obj=claim, by=by, at=at, fields=["amount"], subject=_person(claim))
    return claim


@transaction.atomic
def call_off(*, meeting: Meeting, assignments: Iterable[Any], by: Any, at: datetime) -> list[Claim]:
    """What those are owed who had kept the time free for a meeting that was called off, at the rate of the day.

    Refuses a meeting that is not called off, and a day without a rate for it. Whoever has it already gets no more.
    """
    if meeting.state != Meeting.State.CANCELLED:
        raise CannotClaim(_("This meeting is not called off."))
    rates, made = rates_of(meeting.municipality_id), []
    for assignment in assignments:
        attendance, _made = Attendance.objects.get_or_create(
            meeting=meeting,
            assignment=assignment,
            defaults={"municipality_id": meeting.municipality_id, "was_present": False},
        )
        if Claim.objects.filter(attendance=attendance, kind=Kind.CANCELLED).exists():
            continue
        claim = Claim(
            municipality_id=meeting.municipality_id,
            attendance=attendance,
            kind=Kind.CANCELLED,
            quantity=Decimal(1),
            incurred_on=meeting.held_on,
        )
        price(claim, rates)
        if claim.rate is None:
            raise CannotClaim(
                _("No rate for a meeting that is called off holds on that day. Add the rate first.")
            )
        claim.save()
        audit.record("claim.added", obj=claim, by=by, at=at, fields=["amount"], subject=_person(claim))
        made.append(claim)
    return made


@transaction.atomic
def mend(
    *,
    claim: Claim,
    quantity: Decimal,
    by: Any,
    at: datetime,
    amount: Decimal | None = None,
    note: str = "",
) -> Claim:
    """Corrects what was written, and sends it again if it came back. Refuses a fee, and what has been approved."""
    held = Claim.objects.select_for_update(of=("self",)).select_related(*WITH_REST).get(pk=claim.pk)
    if held.state not in (State.DRAFT, State.RETURNED):
        raise CannotClaim(_("Only a draft, or what was sent back, can be changed."))
    _say(held, quantity, amount, note)
    held.state, held.word = State.DRAFT, ""
    held.save()
    changed = ["quantity", "amount", "note", "state"]
    audit.record("claim.mended", obj=held, by=by, at=at, fields=changed, subject=_person(held))
    return held


def approve(*, claim: Claim, by: Any, at: datetime) -> Claim:
    """The facilitator vouches for a draft. Refuses one without a rate to price it."""
    if claim.kind in PRICED_BY and claim.rate_id is None:
        raise CannotClaim(_("No rate is in force on that day. Add the rate first."))
    return _move(claim, State.APPROVED, "claim.approved", by, at)


def give_back(*, claim: Claim, word: str, by: Any, at: datetime) -> Claim:
    """Back to the person, with a word about what is missing. Refuses to do so without one, and a fee."""
    word = word.strip()
    if not word:
        raise CannotClaim(_("Write what is missing, so that it can be mended."))
    if claim.kind in (Kind.FEE, Kind.CANCELLED):
        raise CannotClaim(_("A fee is counted from the meeting. Correct the meeting instead."))
    return _move(claim, State.RETURNED, "claim.returned", by, at, word=word[:300])


def send_again(*, claim: Claim, by: Any, at: datetime) -> Claim:
    """What came back is sent again as it is, for example with a receipt. Refuses what has not come back."""
    if claim.state != State.RETURNED:
        raise CannotClaim(_("This has not been sent back."))
    return _move(claim, State.DRAFT, "claim.sent_again", by, at)


def decline(*, claim: Claim, by: Any, at: datetime) -> Claim:
    """The person does not want the money. It is never asked why."""
    return _move(claim, State.DECLINED, "claim.declined", by, at)


def reopen(*, claim: Claim, by: Any, at: datetime) -> Claim:
    """Back to a draft: the person wants it after all, or something must be mended."""
    return _move(claim, State.DRAFT, "claim.reopened", by, at)


def want_after_all(*, claim: Claim, by: Any, at: datetime) -> Claim:
    """The person takes back a no. Refuses what was not declined: only the facilitator takes an approval back."""
    if claim.state != State.DECLINED:
        raise CannotClaim(_("You have not said no to this."))
    return reopen(claim=claim, by=by, at=at)


@transaction.atomic
def _move(claim: Claim, to: Claim.State, event: str, by: Any, at: datetime, *, word: str = "") -> Claim:
    movable = Claim.objects.filter(pk=claim.pk, state__in=Claim.MOVES[to])
    moved = movable.update(state=to, word=word)
    claim.refresh_from_db()
    if not moved:
        raise CannotClaim(
            _("A claim that is “%(from)s” cannot become “%(to)s”.")
            % {"from": claim.get_state_display(), "to": to.label}
        )
    audit.record(event, obj=claim, by=by, at=at, fields=["state"], subject=_person(claim))
    return claim


def _say(claim: Claim, quantity: Decimal, amount: Decimal | None, note: str) -> None:
    """What somebody wrote: kilometres and hours are priced, kroner are as they are."""
    if claim.kind in MEASURED and quantity > 0:
        claim.measured = claim.quantity = quantity
        price(claim, rates_of(claim.municipality_id))
    elif claim.kind in IN_KRONER and amount is not None:
        claim.quantity, claim.amount = Decimal(1), amount
    else:
        raise CannotClaim(_("Write how many kilometres or hours, or an amount in kroner."))
    claim.note = note.strip()[:200]


def _unchanged(claim: Claim, attendance: Attendance) -> Claim:
    hours = attendance.hours
    counted = claim.rate.quantity(hours) if claim.rate else paid_hours(hours)
    same = attendance.was_present and claim.quantity == counted
    if not same or claim.incurred_on != attendance.meeting.held_on:
        raise CannotClaim(
            _("The fee of somebody here is already approved. Take the approval back before changing it.")
        )
    return claim


def _person(claim: Claim) -> Any:
    return claim.attendance.assignment.representative
