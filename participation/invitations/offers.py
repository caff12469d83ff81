"""The reserve: a seat that has opened is offered to one person, held for them, and theirs only with their yes."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from participation.assignments.models import Assignment
from participation.invitations import rules
from participation.invitations.models import SEAT_LETTER, SEATING, Invitation, Offer
from projects.models import Request
from representatives.turns import services as turns
from representatives.turns.models import Turn

Outcome = Offer.Outcome
DAYS_TO_TAKE = timedelta(days=3)
LONGEST_OFFER = timedelta(days=30)


class CannotPromote(Exception):
    """The seat cannot be offered to this person; the text can be shown."""


class ReasonMissing(CannotPromote):
    """Somebody else waits longer, and there is no reason; the text can be shown."""


def free_seats(request: Request) -> int:
    """Seats that are neither taken nor held for somebody. Exact under the request's lock."""
    taken = Assignment.objects.running().filter(request=request).count()
    held = Offer.objects.open().filter(invitation__request=request).count()
    return max(request.seats - taken - held, 0)


def next_in_line(request: Request) -> Invitation | None:
    """Who has waited longest on the reserve and is not offered a seat."""
    waiting = Invitation.objects.on_reserve().filter(request=request)
    return waiting.exclude(offers__in=Offer.objects.open()).first()


@transaction.atomic
def promote(
    *, invitation: Invitation, by: Any, at: datetime, reason: str = "", until: date | None = None
) -> Offer:
    """Offers a free seat to one on the reserve, by a letter with the same link; whoever gets none is called.

    The seat is held until the end of `until` (three days, unless said). Refuses where no seat is free, a request that
    is not under way, a person who is not on the reserve or cannot be asked now, a date that has passed or is far off;
    and somebody else than the first in line without a reason.
    """
    held = rules.lock(invitation)
    until = until or rules.day(at) + DAYS_TO_TAKE
    refusal = _why_not(held) or _wrong_day(until, at)
    if refusal:
        raise CannotPromote(refusal)
    if not reason.strip() and next_in_line(held.request) != held:
        raise ReasonMissing(_("Somebody else has waited longer. Write why this person is offered the seat."))
    offer = Offer.objects.create(
        municipality_id=held.municipality_id,
        invitation=held,
        until=until,
        offered_at=at,
        offered_by=by,
        reason=reason.strip()[:200],
    )
    rules.send(kind=SEAT_LETTER, held=held, key=letter_key(offer), at=at, about=offer)
    audit.record("invitation.promoted", obj=held, by=by, at=at, subject=held.representative)
    return offer


def settle(*, invitation: Invitation, outcome: str, by: Any, at: datetime) -> Offer | None:
    """Ends the open offer of a locked invitation, if it has one, and takes its letter back if it has not left."""
    offer = Offer.objects.open().filter(invitation=invitation).first()
    if offer is None:
        return None
    offer.outcome, offer.settled_at = outcome, at
    offer.save(update_fields=["outcome", "settled_at"])
    outbox.cancel(Message.objects.filter(dedupe_key=letter_key(offer)))
    audit.record(
        "offer.settled", obj=offer, by=by, at=at, fields=["outcome"], subject=invitation.representative
    )
    return offer


def lapse_due(*, at: datetime) -> int:
    """Ends offers whose day has passed in silence, and offers each seat to the next in line; returns how many ended."""
    due = Offer.objects.open().filter(until__lt=rules.day(at)).select_related("invitation__request")
    ended = [offer for offer in due.order_by("until", "id") if _lapse(offer, at)]
    for offer in ended:
        _pass_on(offer.invitation.request, at)
    return len(ended)


@transaction.atomic
def _lapse(offer: Offer, at: datetime) -> bool:
    held = rules.lock(offer.invitation)
    still = Offer.objects.open().filter(pk=offer.pk, until__lt=rules.day(at)).exists()
    # A question waits for us, not for the person.
    if not still or held.answer == Invitation.Reply.QUESTION:
        return False
    settle(invitation=held, outcome=Outcome.SILENT, by=None, at=at)
    held.state, held.on_reserve_since = Invitation.State.EXPIRED, None
    held.save(update_fields=["state", "on_reserve_since"])
    person = held.representative
    turns.write(representative=person, kind=Turn.Kind.SILENT, at=at, request_ref=held.request.public_id)
    audit.record("invitation.expired", obj=held, by=None, at=at, fields=["state"], subject=person)
    return True


def _pass_on(request: Request, at: datetime) -> None:
    """To the next in line who can be asked; the others keep their place, and the facilitator sees them."""
    waiting = Invitation.objects.on_reserve().filter(request=request)
    for number, invitation in enumerate(waiting.exclude(offers__in=Offer.objects.open())):
        reason = _("The one before cannot be asked now.") if number else ""
        try:
            promote(invitation=invitation, by=None, at=at, reason=reason)
        except CannotPromote:
            continue
        return


def letter_key(offer: Offer) -> str:
    """One letter for each offer."""
    return f"{SEAT_LETTER}:{offer.public_id}"


def _why_not(held: Invitation) -> str:
    person = held.representative
    if held.state != Invitation.State.SENT or held.on_reserve_since is None:
        return _("This person is not on the reserve.")
    if held.request.state not in SEATING:
        return _("The request is not open, so nobody can be offered a seat in it now.")
    if Offer.objects.open().filter(invitation=held).exists():
        return _("The seat has been offered to this person already.")
    if person.has_left or person.state == person.State.RESTING or not rules.has_consent(person):
        return _("This person has left, is taking a break, or has withdrawn the consent.")
    if free_seats(held.request) < 1:
        return _("No seat is free now.")
    return ""


def _wrong_day(until: date, at: datetime) -> str:
    today = rules.day(at)
    if today <= until <= today + LONGEST_OFFER:
        return ""
    return _("Choose a last day from today to a month ahead.")
