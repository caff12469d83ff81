"""The kind word: the seats are taken, and whoever still waits or thinks is told so and thanked."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.assignments.models import Assignment
from participation.invitations import offers, rules, waiting
from participation.invitations.models import THANKS, Invitation, InvitationQuerySet, Offer
from projects.models import Request

State, Reply = Invitation.State, Invitation.Reply


class CannotThank(Exception):
    """The person has a seat or an answer already, or a seat is free; the text can be shown."""


def waiting_in_vain(request: Request) -> InvitationQuerySet:
    """Who was asked and has neither said no nor got a seat; nobody as long as a seat is free for them."""
    no_seat = ~Q(request__state=Request.State.OPEN) | Q(request__seats__lte=waiting.seats_gone())
    undecided = Q(answer__in=["", Reply.MAYBE, Reply.QUESTION]) | Q(on_reserve_since__isnull=False)
    seated = Assignment.objects.running().filter(request=request).values("representative")
    rows = Invitation.objects.filter(no_seat, undecided, request=request, state=State.SENT)
    return rows.exclude(representative__in=seated)


@transaction.atomic
def thank(*, invitation: Invitation, by: Any, at: datetime) -> bool:
    """Ends an invitation kindly: its link answers no more, its place on the reserve and an offered seat go.

    That the person was asked still counts. True where a letter says it; the others are told by the facilitator.
    """
    held = rules.lock(invitation)
    if not waiting_in_vain(held.request).filter(pk=held.pk).exists():
        raise CannotThank(_("A seat is free, or this person has a seat or has said no."))
    offers.settle(invitation=held, outcome=Offer.Outcome.TAKEN_BACK, by=by, at=at)
    held.state, held.on_reserve_since = State.THANKED, None
    held.save(update_fields=["state", "on_reserve_since"])
    rules.cancel_letters(held)
    person = held.representative
    audit.record("invitation.thanked", obj=held, by=by, at=at, fields=["state"], subject=person)
    return rules.send(kind=THANKS, held=held, key=key_of_thanks(held), at=at)


def key_of_thanks(invitation: Invitation) -> str:
    """One kind word for each time the person was asked."""
    return f"{THANKS}:{invitation.public_id}:{invitation.generation}"
