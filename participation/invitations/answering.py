"""Answering an invitation: by the person's link, or by the facilitator for one who phoned or wrote."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.assignments import services as assignments
from participation.assignments.models import Assignment
from participation.invitations import offers
from participation.invitations.models import Answer, Invitation, Offer
from participation.invitations.rules import CannotAnswer, cancel_letters, day, last_answer, lock
from representatives.turns import services as turns
from representatives.turns.models import Turn

Reply = Invitation.Reply
MESSAGE_LENGTH = 2000

# Answers with which a seat, or a place on the reserve, is given up.
GIVES_UP = Invitation.NOES | {Reply.MAYBE}
LONGEST_THOUGHT, ONE_DAY = timedelta(days=30), timedelta(days=1)

_TURN: dict[str, str] = {
    Reply.YES: Turn.Kind.ACCEPTED,
    Reply.NO: Turn.Kind.DECLINED,
    Reply.OTHER: Turn.Kind.DECLINED,
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
    why: str = "",
    until: date | None = None,
    recorded_by: Any = None,
) -> Answer:
    """Keeps one answer and returns its row; the last word holds, and all are kept.

    `by` is `link`, `proxy`, `phone` or `paper`; for the last two `recorded_by` is the facilitator. `why` goes with a no
    and `until` with a maybe. A yes takes a seat: where none is left, or others wait for one, the yes waits on the
    reserve. A no or maybe after a yes gives the seat or the place on the reserve up; a question does not. The same
    answer again, as from a second press, changes nothing. Open until the end of the last day in Norway; refuses after
    it, and an invitation that is not sent or is withdrawn.
    """
    held = _lock_open(invitation, at)
    message = message.strip()[:MESSAGE_LENGTH]
    until = _until(held, until, at) if answer == Reply.MAYBE and until else None
    last = last_answer(held)
    is_offered = held.open_offer is not None
    if last is not None and held.answer == answer and _is_same(last, by, message) and not is_offered:
        return last
    # Two that raced are put in the order in which they got here: the later one holds, and reads as later.
    at = max(at, last.at) if last is not None else at
    row = _keep(held, answer, by, at, message, recorded_by)
    _seat(held, answer, recorded_by, at, has_said=last is not None)
    if until:
        _think(held, until)
    if why and answer == Reply.NO:
        _say(row, why, "")
    cancel_letters(held)
    return row


@transaction.atomic
def say_why(*, invitation: Invitation, why: str, at: datetime, message: str = "") -> Answer:
    """Keeps why the person said no, after the no: one of a few reasons, own words, or both. Only the last word counts.

    Refuses where the last answer is no no, and what `answer` refuses.
    """
    held = _lock_open(invitation, at)
    last = last_answer(held)
    if last is None or last.answer != Reply.NO:
        raise CannotAnswer(_("Why not is kept together with a no."))
    _say(last, why, message.strip()[:MESSAGE_LENGTH])
    audit.record("invitation.why_not", obj=held, by=None, at=at, fields=["why"], subject=held.representative)
    return last


@transaction.atomic
def think_until(*, invitation: Invitation, until: date, at: datetime) -> Invitation:
    """Keeps until when a person who has said maybe wants to think; they are asked once more then.

    Refuses where the last answer is no maybe, a day that is too near or too far, and what `answer` refuses.
    """
    held = _lock_open(invitation, at)
    if held.answer != Reply.MAYBE:
        raise CannotAnswer(_("Only somebody who has said maybe chooses a day."))
    _think(held, _until(held, until, at))
    audit.record(
        "invitation.thinking", obj=held, by=None, at=at, fields=["maybe_until"], subject=held.representative
    )
    return held


@transaction.atomic
def check(*, answer: Answer, by: Any, at: datetime) -> Answer:
    """Writes down that the facilitator has made sure of an answer, or taken note of a wish. Twice is once."""
    (held,) = Answer.objects.select_for_update(of=("self",)).filter(pk=answer.pk)
    if held.checked_at is None:
        held.checked_at, held.checked_by = at, by
        held.save(update_fields=["checked_at", "checked_by"])
        person = held.invitation.representative
        audit.record("answer.checked", obj=held, by=by, at=at, fields=["checked_at"], subject=person)
    return held


def latest_until(invitation: Invitation, today: date) -> date:
    """The last day that a person may choose to think until: a month ahead, but before the work begins."""
    starts_on = invitation.request.starts_on
    month = max(today + LONGEST_THOUGHT, invitation.reply_by)
    return min(month, starts_on - ONE_DAY) if starts_on and starts_on - ONE_DAY > today else month


def is_reserve(invitation: Invitation) -> bool:
    """Whether the person has said yes and waits for a seat."""
    return invitation.on_reserve_since is not None


def _lock_open(invitation: Invitation, at: datetime) -> Invitation:
    held = lock(invitation)
    if held.state == Invitation.State.WITHDRAWN:
        raise CannotAnswer(_("This invitation has been withdrawn."))
    if held.state == Invitation.State.READY:
        raise CannotAnswer(_("This invitation has not been sent yet."))
    if held.state == Invitation.State.THANKED:
        raise CannotAnswer(
            _("The seats are taken, and the person has been told. Send the invitation again first.")
        )
    if not held.is_open_on(day(at)):
        raise CannotAnswer(_("The date for answering has passed."))
    return held


def _is_same(last: Answer, by: str, message: str) -> bool:
    """Whether the same answer in the same way, as from a second press, says nothing new."""
    return last.by == by and message in ("", last.message)


def _until(held: Invitation, until: date, at: datetime) -> date:
    latest = latest_until(held, day(at))
    if not day(at) < until <= latest:
        raise CannotAnswer(
            _("Choose a day from tomorrow to %(day)s.") % {"day": date_format(latest, "DATE_FORMAT")}
        )
    return until


def _think(held: Invitation, until: date) -> None:
    held.maybe_until = until
    held.save(update_fields=["maybe_until"])


def _say(row: Answer, why: str, message: str) -> None:
    row.why = why
    row.message = message or row.message
    row.save(update_fields=["why", "message"])


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
    held.maybe_until = None
    if answer in GIVES_UP:
        held.on_reserve_since = None
    held.save(update_fields=["answer", "answered_at", "on_reserve_since", "maybe_until"])
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


def _seat(held: Invitation, answer: str, by: Any, at: datetime, *, has_said: bool) -> None:
    """What an answer does to seats; whoever `has_said` nothing before has nothing to give up."""
    if answer in GIVES_UP and has_said:
        offers.settle(invitation=held, outcome=Offer.Outcome.DECLINED, by=by, at=at)
        reason = _("The person changed the answer.")
        assignments.end_all(assignments=_running(held), by=by, at=at, reason=reason)
    elif answer == Reply.YES and held.open_offer is not None:
        _take_offered(held, by, at)
    elif answer == Reply.YES and held.on_reserve_since is None:
        _take_or_wait(held, by, at)


def _take_offered(held: Invitation, by: Any, at: datetime) -> None:
    """The seat that was held for the person; where the request has ended since, they wait as before."""
    try:
        _take(held, by, at)
    except assignments.CannotSeat:
        offers.settle(invitation=held, outcome=Offer.Outcome.TAKEN_BACK, by=by, at=at)
        return
    offers.settle(invitation=held, outcome=Offer.Outcome.ACCEPTED, by=by, at=at)
    held.on_reserve_since = None
    held.save(update_fields=["on_reserve_since"])


def _take_or_wait(held: Invitation, by: Any, at: datetime) -> None:
    try:
        if _others_wait(held):
            raise assignments.NoSeatLeft
        _take(held, by, at)
    except assignments.CannotSeat:
        # The yes stands; the page says politely that the seats are taken.
        held.on_reserve_since = at
        held.save(update_fields=["on_reserve_since"])


def _take(held: Invitation, by: Any, at: datetime) -> None:
    assignments.take_seat(
        request=held.request, representative=held.representative, invitation=held, by=by, at=at
    )


def _others_wait(held: Invitation) -> bool:
    """Whether somebody said yes before and waits; a seat that the person has already is theirs all the same."""
    return (
        Invitation.objects.on_reserve().filter(request=held.request).exists() and not _running(held).exists()
    )


def _running(invitation: Invitation) -> Any:
    return Assignment.objects.running().filter(invitation=invitation)
