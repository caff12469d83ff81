"""What each person is owed for a meeting, from draft to approved. Nothing is paid out here."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.audit import services as audit
from config.core.audit.models import AuditEvent
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from participation.claims.fees import paid_hours
from participation.claims.models import Claim
from participation.claims.pricing import PRICED_BY, price, rates_of
from participation.invitations import rules
from participation.meetings.models import Attendance, Meeting

Kind, State = Claim.Kind, Claim.State
# What a person or the facilitator writes: in kilometres or hours by a rate, or in kroner.
MEASURED = (Kind.TRAVEL, Kind.PREPARATION, Kind.TRAVEL_TIME)
IN_KRONER = (Kind.EXPENSE, Kind.LOST_EARNINGS)
RETURNED = "claim.returned"
# What changes no more by itself.
SETTLED = (State.APPROVED, State.EXPORTED)
WITH_REST = "attendance__meeting", "attendance__assignment__request", "attendance__assignment__representative"


class CannotClaim(Exception):
    """The claim cannot be made or changed like this; the text can be shown."""


def draft_fee(*, attendance: Attendance, by: Any, at: datetime) -> Claim | None:
    """The fee of one attendance, as `draft_fees` makes it; None for someone who was not there."""
    return next(iter(draft_fees(attendances=[attendance], by=by, at=at)), None)


@transaction.atomic(savepoint=False)
def draft_fees(*, attendances: Sequence[Attendance], by: Any, at: datetime) -> list[Claim]:
    """A draft of the fee of everyone who was there, at the rate of the day; brought up to date where there is one.

    A draft is taken away from someone who was not there. Without a rate on the day it says nothing of money until one
    is added. Who has said no to money for the whole assignment has it declined from the start. Refuses to change a fee
    that has been approved or has gone to payroll; one that the person has declined stays declined. Needs
    `assignment__request`; as many statements for thirty people as for one.
    """
    if not attendances:
        return []
    rows = Claim.objects.select_for_update(of=("self",)).filter(attendance__in=attendances, kind=Kind.FEE)
    before = {claim.attendance_id: claim for claim in rows}
    rates = rates_of(attendances[0].municipality_id)
    fees, dropped, lines = [], [], []
    for attendance in attendances:
        claim = before.get(attendance.pk)
        if claim and claim.state in SETTLED:
            fees.append(_unchanged(claim, attendance))
        elif attendance.was_present:
            claim = claim or _first_fee(attendance)
            claim.attendance, claim.incurred_on = attendance, attendance.meeting.held_on
            price(claim, rates)
            fees.append(claim)
            lines.append(_line("claim.drafted", claim, by, at, ["amount"]))
        elif claim and claim.state == State.DRAFT:
            claim.attendance = attendance
            dropped.append(claim.pk)
            lines.append(_line("claim.dropped", claim, by, at))
    Claim.objects.filter(pk__in=dropped).delete()
    Claim.objects.bulk_create([claim for claim in fees if claim.attendance_id not in before])
    priced = [claim for claim in fees if claim.attendance_id in before and claim.state not in SETTLED]
    Claim.objects.bulk_update(priced, ["rate", "quantity", "amount", "incurred_on"])
    audit.record_many(lines)
    return fees


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

    Refuses a meeting that is not called off, a day without a rate for it, and one that was called off in such good time
    that the rate pays nothing. Whoever has it already gets no more.
    """
    if meeting.state != Meeting.State.CANCELLED:
        raise CannotClaim(_("This meeting is not called off."))
    rates, made = rates_of(meeting.municipality_id), []
    notice = (meeting.held_on - timezone.localdate(meeting.last_changed_at)).days
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
        if not claim.rate.pays_when_called_off(notice):
            raise CannotClaim(_in_good_time(notice, claim.rate.notice_days or 0))
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


@transaction.atomic
def give_back(*, claim: Claim, word: str, by: Any, at: datetime) -> Claim:
    """Back to the person, with a word about what is missing; a letter tells of it, where the person gets letters.

    Refuses to do so without a word, and a fee.
    """
    word = word.strip()
    if not word:
        raise CannotClaim(_("Write what is missing, so that it can be mended."))
    if claim.kind in (Kind.FEE, Kind.CANCELLED):
        raise CannotClaim(_("A fee is counted from the meeting. Correct the meeting instead."))
    moved = _move(claim, State.RETURNED, "claim.returned", by, at, word=word[:300])
    _tell(moved, at)
    return moved


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


def _tell(claim: Claim, at: datetime) -> None:
    """Each time it comes back is news; an earlier letter that has not left gives way."""
    person = _person(claim)
    way = rules.way_to(person)
    outbox.cancel(Message.objects.filter(kind=RETURNED, about_id=claim.public_id).waiting())
    if way.is_sent:
        outbox.queue(
            kind=RETURNED,
            channel=way.value,
            municipality=person.municipality,
            recipient=person,
            about=claim,
            dedupe_key=f"{RETURNED}:{claim.public_id}:{at.isoformat()}",
            at=at,
        )


def _in_good_time(notice: int, most: int) -> str:
    called_off = ngettext(
        "The meeting was called off %(days)s day before.",
        "The meeting was called off %(days)s days before.",
        notice,
    ) % {"days": notice}
    paid = ngettext(
        "It is paid when that is %(days)s day before or later.",
        "It is paid when that is %(days)s days before or later.",
        most,
    ) % {"days": most}
    return f"{called_off} {paid}"


def _first_fee(attendance: Attendance) -> Claim:
    declines = attendance.assignment.declines_fees
    return Claim(
        municipality_id=attendance.municipality_id,
        kind=Kind.FEE,
        state=State.DECLINED if declines else State.DRAFT,
    )


def _line(kind: str, claim: Claim, by: Any, at: datetime, fields: Sequence[str] = ()) -> AuditEvent:
    return audit.line(kind, obj=claim, by=by, at=at, fields=fields, subject=_person(claim))


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
