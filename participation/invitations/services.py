"""Asking people: prepare, send, send again, take back, and let the date pass. Answering is in `answering`."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.letters.queries import why_not
from config.core.privacy import crypto
from participation.assignments import services as assignments
from participation.assignments.models import Assignment
from participation.invitations import links, offers, rules
from participation.invitations.answering import answer, check, is_reserve, latest_until, say_why, think_until
from participation.invitations.models import Invitation, Offer
from participation.invitations.offers import (
    DAYS_TO_TAKE,
    CannotPromote,
    ReasonMissing,
    lapse_due,
    next_in_line,
    promote,
)
from participation.invitations.recording import Said, record
from participation.invitations.rules import CannotAnswer, CannotInvite, CannotSend, CannotWithdraw
from projects.models import Request
from representatives.registry.models import Representative
from representatives.turns import services as turns
from representatives.turns.models import Turn

__all__ = [
    "DAYS_TO_TAKE",
    "CannotAnswer",
    "CannotInvite",
    "CannotPromote",
    "CannotSend",
    "CannotWithdraw",
    "ReasonMissing",
    "Said",
    "answer",
    "ask",
    "check",
    "expire_due",
    "is_reserve",
    "lapse_due",
    "latest_until",
    "next_in_line",
    "prepare",
    "promote",
    "record",
    "revoke",
    "say_why",
    "send",
    "send_again",
    "think_until",
    "token_of",
    "withdraw",
    "withdraw_all",
]

State = Invitation.State


@transaction.atomic
def prepare(
    *, request: Request, representative: Representative, reply_by: date, by: Any, at: datetime
) -> Invitation:
    """An invitation that is ready to send, with its link made.

    Refuses a request that is not open; a person who has left, rests, has not consented, is invited already or has said
    no to this request; and a reply-by date before the day of `at`.
    """
    person, held = assignments.lock(representative_id=representative.pk, request_id=request.pk)
    standing = rules.standings(request=held, people=[person])[person.pk]
    reason = rules.why_not(request=held, person=person, standing=standing) or _too_early(reply_by, at)
    if reason:
        raise CannotInvite(reason)
    invitation = Invitation(
        municipality_id=held.municipality_id,
        request=held,
        representative=person,
        reply_by=reply_by,
        key_id=crypto.current_key_id(),
        created_at=at,
        created_by=by,
    )
    invitation.token_hash = links.hash_of(links.make(invitation))
    invitation.save(force_insert=True)
    audit.record("invitation.prepared", obj=invitation, by=by, at=at, subject=person)
    return invitation


def token_of(invitation: Invitation) -> str:
    """The token in the person's link; the same each time, until the invitation is revoked or sent again."""
    return links.make(invitation)


@transaction.atomic
def send(*, invitation: Invitation, by: Any, at: datetime) -> Invitation:
    """Asks the person: a letter in the outbox for one who wants e-mail; others are called by the facilitator.

    Asks consent again, and refuses what is not ready, a request no longer open, a date that has passed.
    """
    held = rules.lock(invitation)
    if held.state != State.READY:
        raise CannotSend(_("This invitation has been sent already, or withdrawn."))
    _may_leave(held, at)
    _to_sent(held, by, at, kind="invitation.sent")
    _turn(held, Turn.Kind.ASKED, at)
    return held


@transaction.atomic
def ask(
    *, request: Request, representative: Representative, reply_by: date, by: Any, at: datetime
) -> Invitation:
    """Prepares and sends in one go; an invitation that stands ready already is sent as it is, with its own date."""
    ready = Invitation.objects.filter(
        request=request, representative=representative, state=State.READY
    ).first()
    made = ready or prepare(request=request, representative=representative, reply_by=reply_by, by=by, at=at)
    return send(invitation=made, by=by, at=at)


@transaction.atomic
def send_again(*, invitation: Invitation, reply_by: date, by: Any, at: datetime) -> Invitation:
    """A new letter with a new link and date; the old link stops working, answers are kept.

    Counts as asking once more only where the date had passed in silence. Refuses what was never sent or is withdrawn,
    a no, a date that has passed, and what `send` refuses.
    """
    held = rules.lock(invitation)
    if held.state not in (State.SENT, State.EXPIRED, State.THANKED):
        raise CannotSend(_("Only an invitation that has been sent can be sent again."))
    if held.answer in Invitation.NOES:
        raise CannotSend(_("This person has said no to this request. A no is not asked about again."))
    was_silent, was_over = held.state == State.EXPIRED, held.state != State.SENT
    if held.answer == Invitation.Reply.YES and not was_over:
        raise CannotSend(_("This person has said yes, and is not asked again."))
    held.reply_by = reply_by
    _may_leave(held, at)
    if was_over:
        # A yes that found no seat, or let it go: what was said then is not said to this letter.
        held.answer, held.answered_at = "", None
        held.maybe_until = None
        held.save(update_fields=["answer", "answered_at", "maybe_until"])
    rules.cancel_letters(held)
    links.renew(held)
    _to_sent(held, by, at, kind="invitation.sent_again")
    if was_silent:
        _turn(held, Turn.Kind.ASKED, at)
    return held


@transaction.atomic
def revoke(*, invitation: Invitation, by: Any, at: datetime) -> Invitation:
    """Makes the link useless without taking the invitation back; for a letter that went astray."""
    held = rules.lock(invitation)
    rules.cancel_letters(held)
    links.renew(held)
    held.save(update_fields=["generation", "key_id", "token_hash"])
    audit.record(
        "invitation.revoked", obj=held, by=by, at=at, fields=["generation"], subject=held.representative
    )
    return held


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Any, at: datetime) -> Invitation:
    """Takes an invitation back: its link and waiting letter die, and it no longer counts as asked.

    Refuses one that is withdrawn already, and one whose yes has a seat: there the assignment is ended instead.
    """
    held = rules.lock(invitation)
    if held.state == State.WITHDRAWN:
        raise CannotWithdraw(_("This invitation has been withdrawn already."))
    if Assignment.objects.running().filter(invitation=held).exists():
        raise CannotWithdraw(_("This person has a seat. End the assignment instead."))
    was_asked = held.state != State.READY
    offers.settle(invitation=held, outcome=Offer.Outcome.TAKEN_BACK, by=by, at=at)
    held.state, held.on_reserve_since = State.WITHDRAWN, None
    held.save(update_fields=["state", "on_reserve_since"])
    rules.cancel_letters(held)
    if was_asked:
        _turn(held, Turn.Kind.WITHDRAWN, at)
    audit.record(
        "invitation.withdrawn", obj=held, by=by, at=at, fields=["state"], subject=held.representative
    )
    return held


def withdraw_all(*, invitations: Any, by: Any, at: datetime) -> int:
    """Takes back every open invitation of a queryset but those with a seat; returns how many."""
    count = 0
    for invitation in invitations.open().order_by("id"):
        try:
            withdraw(invitation=invitation, by=by, at=at)
        except CannotWithdraw:
            continue
        count += 1
    return count


def expire_due(*, at: datetime) -> int:
    """Writes silence down where the date has passed without an answer; returns for how many. Safe to run twice."""
    due = Invitation.objects.awaiting().filter(reply_by__lt=timezone.localdate(at))
    return sum(_expire(invitation, at) for invitation in due.order_by("id"))


@transaction.atomic
def _expire(invitation: Invitation, at: datetime) -> bool:
    held = rules.lock(invitation)
    if held.state != State.SENT or held.answer or held.is_open_on(rules.day(at)):
        return False
    held.state = State.EXPIRED
    held.save(update_fields=["state"])
    rules.cancel_letters(held)
    _turn(held, Turn.Kind.SILENT, at)
    audit.record(
        "invitation.expired", obj=held, by=None, at=at, fields=["state"], subject=held.representative
    )
    return True


def _may_leave(held: Invitation, at: datetime) -> None:
    person = held.representative
    if held.request.state != Request.State.OPEN:
        raise CannotSend(_("The request is not open, so nobody can be invited to it now."))
    if person.has_left or person.state == Representative.State.RESTING or not rules.has_consent(person):
        raise CannotSend(_("This person has left, is taking a break, or has withdrawn the consent."))
    words = why_not(kind=rules.KIND, municipality=person.municipality, language=person.speaks)
    reason = _too_early(held.reply_by, at) or words
    if reason:
        raise CannotSend(reason)


def _too_early(reply_by: date, at: datetime) -> str:
    return _("Choose a reply-by date that has not passed.") if reply_by < rules.day(at) else ""


def _to_sent(held: Invitation, by: Any, at: datetime, *, kind: str) -> None:
    held.state, held.sent_at = State.SENT, at
    held.save(update_fields=["state", "sent_at", "reply_by", "generation", "key_id", "token_hash"])
    rules.send(kind=rules.KIND, held=held, key=rules.dedupe_key(held), at=at)
    audit.record(kind, obj=held, by=by, at=at, fields=["state"], subject=held.representative)


def _turn(held: Invitation, kind: str, at: datetime) -> None:
    turns.write(representative=held.representative, kind=kind, at=at, request_ref=held.request.public_id)
