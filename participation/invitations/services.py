"""Asking people: prepare, send, send again, take back, and let the date pass. Answering is in `answering`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.outbox import services as outbox
from config.core.privacy import crypto
from participation.assignments import services as assignments
from participation.assignments.models import Assignment
from participation.invitations import links, rules
from participation.invitations.answering import answer, is_reserve
from participation.invitations.models import Invitation
from participation.invitations.rules import CannotAnswer, CannotInvite, CannotSend, CannotWithdraw
from projects.models import Request
from representatives.registry.models import Representative
from representatives.turns import services as turns
from representatives.turns.models import Turn

__all__ = [
    "CannotAnswer",
    "CannotInvite",
    "CannotSend",
    "CannotWithdraw",
    "Outcome",
    "answer",
    "expire_due",
    "invite",
    "is_reserve",
    "prepare",
    "revoke",
    "send",
    "send_again",
    "send_all",
    "token_of",
    "withdraw",
    "withdraw_all",
]

State = Invitation.State


@dataclass(frozen=True)
class Outcome:
    """What came of inviting several people: those asked now, and for each other one why not."""

    sent: tuple[Invitation, ...]
    refused: tuple[tuple[Representative, str], ...]


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


def send_all(*, request: Request, by: Any, at: datetime) -> Outcome:
    """Sends every invitation of the request that is ready; those that may not leave are named with the reason."""
    ready = Invitation.objects.filter(request=request, state=State.READY)
    sent, refused = [], []
    for invitation in ready.select_related("representative").order_by("id"):
        try:
            sent.append(send(invitation=invitation, by=by, at=at))
        except CannotSend as refusal:
            refused.append((invitation.representative, str(refusal)))
    return Outcome(tuple(sent), tuple(refused))


def invite(
    *, request: Request, representatives: Iterable[Representative], reply_by: date, by: Any, at: datetime
) -> Outcome:
    """Prepares and sends in one go; who cannot be asked is named with the reason, and holds nobody else up."""
    sent, refused = [], []
    for person in representatives:
        try:
            with transaction.atomic():
                made = prepare(request=request, representative=person, reply_by=reply_by, by=by, at=at)
                sent.append(send(invitation=made, by=by, at=at))
        except (CannotInvite, CannotSend) as refusal:
            refused.append((person, str(refusal)))
    return Outcome(tuple(sent), tuple(refused))


@transaction.atomic
def send_again(*, invitation: Invitation, reply_by: date, by: Any, at: datetime) -> Invitation:
    """A new letter with a new link and date; the old link stops working, answers are kept.

    Counts as asking once more only where the date had passed in silence. Refuses what was never sent or is withdrawn,
    a no, a date that has passed, and what `send` refuses.
    """
    held = rules.lock(invitation)
    if held.state not in (State.SENT, State.EXPIRED):
        raise CannotSend(_("Only an invitation that has been sent can be sent again."))
    if held.answer == Invitation.Reply.NO:
        raise CannotSend(_("This person has said no to this request. A no is not asked about again."))
    was_silent = held.state == State.EXPIRED
    held.reply_by = reply_by
    _may_leave(held, at)
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
    if held.state not in Invitation.MOVES[State.WITHDRAWN]:
        raise CannotWithdraw(_("This invitation has been withdrawn already."))
    if Assignment.objects.running().filter(invitation=held).exists():
        raise CannotWithdraw(_("This person has a seat. End the assignment instead."))
    was_asked = held.state != State.READY
    held.state = State.WITHDRAWN
    held.save(update_fields=["state"])
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
    due = Invitation.objects.awaiting().filter(reply_by__lt=timezone.localtime(at).date())
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
    reason = _too_early(held.reply_by, at)
    if reason:
        raise CannotSend(reason)


def _too_early(reply_by: date, at: datetime) -> str:
    return _("Choose a reply-by date that has not passed.") if reply_by < rules.day(at) else ""


def _to_sent(held: Invitation, by: Any, at: datetime, *, kind: str) -> None:
    held.state, held.sent_at = State.SENT, at
    held.save(update_fields=["state", "sent_at", "reply_by", "generation", "key_id", "token_hash"])
    if rules.gets_mail(held.representative):
        outbox.queue(
            kind=rules.KIND,
            municipality=held.representative.municipality,
            recipient=held.representative,
            about=held,
            dedupe_key=rules.dedupe_key(held),
            at=at,
        )
    audit.record(kind, obj=held, by=by, at=at, fields=["state"], subject=held.representative)


def _turn(held: Invitation, kind: str, at: datetime) -> None:
    turns.write(representative=held.representative, kind=kind, at=at, request_ref=held.request.public_id)
