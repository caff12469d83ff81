"""What each invitation waits for, as conditions that a list and a count share."""

from datetime import date
from typing import Any

from django.db.models import CharField, Count, Exists, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from config.core.outbox.models import Message
from participation.assignments.models import Assignment
from participation.invitations.models import (
    LETTER,
    SEAT_LETTER,
    SEATING,
    THOUGHT,
    TO_SPARE,
    Answer,
    Invitation,
    Offer,
)

Waits, Reply = Invitation.Waits, Invitation.Reply
_LOST = (Message.State.UNDELIVERABLE, Message.State.CANCELLED)


def condition(what: str, today: date) -> Q:
    """The invitations that wait for something, today."""
    sent = Q(state=Invitation.State.SENT)
    silent = sent & Q(answer="", reply_by__gte=today)
    waits: dict[str, Any] = {
        Waits.SENDING: Q(state=Invitation.State.READY),
        Waits.CALL: silent & _unreached() | unasked_again(today),
        Waits.REPLY: sent & Q(answer=Reply.QUESTION),
        Waits.WISH: sent & Q(answer=Reply.OTHER) & Exists(_unchecked_wishes()),
        Waits.SEAT: Q(pk__in=_with_a_free_seat().order_by().values("pk")),
        Waits.MAYBE: sent & Q(answer=Reply.MAYBE),
        Waits.PERSON: silent,
    }
    found: Q = waits[Waits(what)]
    return found


def unasked_again(today: date) -> Q:
    """Whom no letter asks once more: those who are offered a seat, and those who wanted to think until a day that has
    come, as long as they may answer.
    """
    sent = Q(state=Invitation.State.SENT)
    may_answer = Q(reply_by__gte=today) | Q(maybe_until__gte=today - TO_SPARE)
    has_thought = Q(answer=Reply.MAYBE, maybe_until__lte=today) & may_answer
    offered = Exists(_offers_without_a_letter())
    return sent & (offered | has_thought & ~Exists(_letters_on_their_way(THOUGHT)))


def _unreached() -> Any:
    """Whom no letter has reached, nor is on its way to: neither by the outbox nor by post."""
    posted = Invitation.objects.posted().filter(pk=OuterRef("pk"))
    return ~Exists(_letters_on_their_way(LETTER)) & ~Exists(posted)


def _letters_on_their_way(kind: str) -> Any:
    """The letter of a kind with each invitation's present link, where there is one that has not failed."""
    key = Concat(
        Value(f"{kind}:"), OuterRef("public_id"), Value(":"), Cast(OuterRef("generation"), CharField())
    )
    return Message.objects.filter(dedupe_key=key).exclude(state__in=_LOST)


def _offers_without_a_letter() -> Any:
    """Seats offered to somebody whom no letter reaches."""
    key = Concat(Value(f"{SEAT_LETTER}:"), OuterRef("public_id"))
    letters = Message.objects.filter(dedupe_key=key).exclude(state__in=_LOST)
    return Offer.objects.open().filter(~Exists(letters), invitation=OuterRef("pk"))


def _unchecked_wishes() -> Any:
    return Answer.objects.filter(invitation=OuterRef("pk"), answer=Reply.OTHER, checked_at__isnull=True)


def _with_a_free_seat() -> Any:
    """On the reserve and offered no seat, while the request has more seats than are taken or held."""
    offered = Offer.objects.open().filter(invitation=OuterRef("pk"))
    rows = Invitation.objects.on_reserve().filter(~Exists(offered), request__state__in=SEATING)
    return rows.filter(request__seats__gt=seats_gone())


def seats_gone() -> Any:
    """How many seats of an invitation's request are taken or held for somebody, as a number for a condition."""
    taken = Assignment.objects.running().filter(request=OuterRef("request"))
    held = Offer.objects.open().filter(invitation__request=OuterRef("request"))
    return _count(taken) + _count(held)


def _count(rows: Any) -> Any:
    """How many rows there are, as a number that a condition can reckon with."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number"), output_field=IntegerField()), 0)
