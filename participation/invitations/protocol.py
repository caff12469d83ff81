"""What an invitation is now, in one word, and which word may follow which.

Nothing is kept twice: the word is read from the invitation's own state and answer, its letter in the outbox, the seat
and the seat that is offered. `MOVES` is the whole table; `docs/invitations.md` is printed from it, and a test walks at
random and looks whether every step that the services take is in it.
"""

from collections.abc import Iterable

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from config.core.outbox.models import Message
from participation.invitations import rules
from participation.invitations.models import Invitation

State, Reply = Invitation.State, Invitation.Reply
Letter = Message.State


class Now(models.TextChoices):
    """What an invitation is now."""

    DRAFT = "draft", _("Chosen, not asked yet")
    READY = "ready", _("Ready to send")
    QUEUED = "queued", _("The letter is on its way")
    BY_HAND = "by_hand", _("To be called or written to")
    DELIVERED = "delivered", _("Waiting for an answer")
    FAILED = "failed", _("The letter did not arrive")
    MAYBE = "maybe", _("Maybe")
    QUESTION = "question", _("A question")
    DECLINED = "declined", _("No")
    OTHER = "other", _("Not this, but something else")
    RESERVE = "reserve", _("Yes, on the reserve")
    PROMOTED = "promoted", _("Yes, and is offered a seat")
    CONFIRMED = "confirmed", _("Yes, has a seat")
    ENDED = "ended", _("Yes, and the assignment has ended")
    EXPIRED = "expired", _("Date passed without an answer")
    THANKED = "thanked", _("Thanked: the seats are taken")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# Asked, and not a word yet.
ASKED = frozenset({Now.QUEUED, Now.BY_HAND, Now.DELIVERED, Now.FAILED})
# The person may go from each of these to another until the last day.
_OPEN = ASKED | {
    Now.MAYBE,
    Now.QUESTION,
    Now.DECLINED,
    Now.OTHER,
    Now.RESERVE,
    Now.PROMOTED,
    Now.CONFIRMED,
    Now.ENDED,
}
# From where it is sent again, with a new link.
_AGAIN = ASKED | {Now.EXPIRED, Now.THANKED}

# To each word from which others. Staying what it is, is always allowed.
MOVES: dict[Now, frozenset[Now]] = {
    Now.DRAFT: frozenset(),
    Now.READY: frozenset({Now.DRAFT}),
    Now.QUEUED: frozenset({Now.READY}) | _AGAIN,
    Now.BY_HAND: frozenset({Now.READY}) | _AGAIN,
    # By post also from where a letter on paper is printed, and in the place of one that did not arrive.
    Now.DELIVERED: frozenset({Now.QUEUED, Now.READY, Now.BY_HAND, Now.FAILED}),
    Now.FAILED: frozenset({Now.QUEUED}),
    Now.MAYBE: _OPEN,
    Now.QUESTION: _OPEN,
    Now.DECLINED: _OPEN,
    Now.OTHER: _OPEN,
    Now.RESERVE: _OPEN - {Now.CONFIRMED, Now.ENDED},
    Now.PROMOTED: frozenset({Now.RESERVE}),
    Now.CONFIRMED: _OPEN - {Now.RESERVE, Now.ENDED},
    Now.ENDED: frozenset({Now.CONFIRMED, Now.QUESTION}),
    Now.EXPIRED: ASKED | {Now.PROMOTED},
    Now.THANKED: ASKED | {Now.MAYBE, Now.QUESTION, Now.RESERVE, Now.PROMOTED},
    # From a seat only when the project is cancelled or the person leaves: the assignment ends in the same moment.
    Now.WITHDRAWN: frozenset({Now.READY, Now.EXPIRED, Now.THANKED}) | _OPEN,
}

_ANSWERED = {
    Reply.NO: Now.DECLINED,
    Reply.OTHER: Now.OTHER,
    Reply.MAYBE: Now.MAYBE,
    Reply.QUESTION: Now.QUESTION,
}


def may(now: Now, to: Now) -> bool:
    """Whether the table lets one follow the other."""
    return now == to or now in MOVES[to]


def letters_of(invitations: Iterable[Invitation]) -> dict[int, Message]:
    """The letter of each invitation's present link, by primary key; one that goes without mail has none."""
    keys = {rules.dedupe_key(row): row.pk for row in invitations}
    found = Message.objects.filter(dedupe_key__in=list(keys))
    return {keys[letter.dedupe_key]: letter for letter in found}


def posted_of(invitations: Iterable[Invitation]) -> set[int]:
    """The invitations, by primary key, whose letter on paper is posted."""
    ids = [row.pk for row in invitations]
    return set(Invitation.objects.posted().filter(pk__in=ids).values_list("pk", flat=True))


def now_of(invitation: Invitation, *, letter: Message | None, has_seat: bool, is_posted: bool = False) -> Now:
    """What the invitation is, from what has been read of it."""
    if invitation.state != State.SENT:
        return Now(invitation.state)
    if invitation.answer == Reply.YES:
        if has_seat:
            return Now.CONFIRMED
        if invitation.open_offer:
            return Now.PROMOTED
        return Now.RESERVE if invitation.on_reserve_since else Now.ENDED
    if invitation.answer:
        return _ANSWERED[Reply(invitation.answer)]
    return Now.DELIVERED if is_posted else _letter_now(letter)


def read_now(invitation: Invitation) -> Now:
    """What one invitation is, with its letter and seat looked up."""
    return now_of(
        invitation,
        letter=letters_of([invitation]).get(invitation.pk),
        has_seat=invitation.assignments.running().exists(),
        is_posted=bool(posted_of([invitation])),
    )


def _letter_now(letter: Message | None) -> Now:
    if letter is None or letter.state == Letter.CANCELLED:
        return Now.BY_HAND
    if letter.state == Letter.UNDELIVERABLE:
        return Now.FAILED
    return Now.DELIVERED if letter.state == Letter.SENT else Now.QUEUED


def table() -> tuple[list[str], list[list[str]]]:
    """Head and rows of the table in the documentation: each word, what it says, and what it may become."""
    with translation.override("en"):
        rows = [
            [f"`{now}`", str(now.label), ", ".join(f"`{to}`" for to in Now if now in MOVES[to] - {to}) or "–"]
            for now in Now
        ]
    return ["now", "in words", "may become"], rows
