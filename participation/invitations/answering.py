"""Answering an invitation: by the person's link, or by the facilitator for one who phoned or wrote."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.assignments import services as assignments
from participation.assignments.models import Assignment
from participation.invitations.models import Answer, Invitation
from participation.invitations.rules import CannotAnswer, cancel_letters, day, last_answer, lock
from representatives.turns import services as turns
from representatives.turns.models import Turn

Reply = Invitation.Reply
MESSAGE_LENGTH = 2000

_TURN: dict[str, str] = {
    Reply.YES: Turn.Kind.ACCEPTED,
    Reply.NO: Turn.Kind.DECLINED,
    Reply.MAYBE: Turn.Kind.UNCLEAR,
    Reply.QUESTION: Turn.Kind.UNCLEAR,
}


@transaction.atomic
def answer(
    *,
    invitation: Invitation,
    answer: str,
    by: str,
    at: datetime,
    message: str = "",
    recorded_by: Any = None,
) -> Answer:
    """Keeps one answer and returns its row; the last word holds, and all are kept.

    `by` is `link`, `proxy`, `phone` or `paper`; for the last two `recorded_by` is the facilitator. A yes takes a seat:
    where none is left the yes is kept without one, as a reserve. A no or maybe after a yes gives the seat up; a
    question does not. The same answer again, as from a second press, changes nothing. Open until the end of the
    reply-by day in Norway; refuses after it, and an invitation that is not sent or is withdrawn.
    """
    held = lock(invitation)
    if held.state == Invitation.State.WITHDRAWN:
        raise CannotAnswer(_("This invitation has been withdrawn."))
    if held.state == Invitation.State.READY:
        raise CannotAnswer(_("This invitation has not been sent yet."))
    if not held.is_open_on(day(at)):
        raise CannotAnswer(_("The date for answering has passed."))
    message = message.strip()[:MESSAGE_LENGTH]
    last = last_answer(held)
    if last is not None and last.answer == answer and last.by == by and message in ("", last.message):
        return last
    # Two that raced are put in the order in which they got here: the later one holds, and reads as later.
    at = max(at, last.at) if last is not None else at
    row = _keep(held, answer, by, at, message, recorded_by)
    _seat(held, answer, recorded_by, at)
    cancel_letters(held)
    return row


def is_reserve(invitation: Invitation) -> bool:
    """Whether the person has said yes and got no seat."""
    return invitation.answer == Reply.YES and not _running(invitation).exists()


def _keep(held: Invitation, answer: str, by: str, at: datetime, message: str, recorded_by: Any) -> Answer:
    row = Answer.objects.create(
        municipality_id=held.municipality_id,
        invitation=held,
        answer=answer,
        by=by,
        message=message,
        at=at,
        recorded_by=recorded_by,
    )
    held.answer, held.answered_at = answer, at
    held.save(update_fields=["answer", "answered_at"])
    turns.write(
        representative=held.representative,
        kind=_TURN[answer],
        at=at,
        request_ref=held.request.public_id,
    )
    audit.record(
        "invitation.answered",
        obj=held,
        by=recorded_by,
        at=at,
        fields=["answer", "message"] if message else ["answer"],
        subject=held.representative,
        purpose=by,
    )
    return row


def _seat(held: Invitation, answer: str, by: Any, at: datetime) -> None:
    if answer == Reply.YES:
        try:
            assignments.take_seat(
                request=held.request, representative=held.representative, invitation=held, by=by, at=at
            )
        except assignments.CannotSeat:
            # The yes stands; the page says politely that the seats are taken.
            return
    elif answer in (Reply.NO, Reply.MAYBE):
        reason = _("The person changed the answer.")
        assignments.end_all(assignments=_running(held), by=by, at=at, reason=reason)


def _running(invitation: Invitation) -> Any:
    return Assignment.objects.running().filter(invitation=invitation)
