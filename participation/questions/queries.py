"""Threads of questions: which wait for the facilitator, and what was said in one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Case, DateTimeField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from participation.invitations.models import Answer, Invitation, InvitationQuerySet
from participation.questions.models import QuestionWord

Side = QuestionWord.Side
Reply = Invitation.Reply


@dataclass(frozen=True)
class Turn:
    """One thing said: by the person or by the facilitator, how, and when."""

    is_person: bool
    text: str
    way: str
    at: datetime
    by: Any


def with_threads(rows: InvitationQuerySet) -> Any:
    """Invitations about which something was asked, each with `is_waiting` and since when.

    One waits whose answer is a question, or who has asked more since the last yes, no or wish for something else, and
    has had no reply to it.
    """
    asked = Answer.objects.filter(invitation=OuterRef("pk"), answer=Reply.QUESTION)
    words = QuestionWord.objects.filter(invitation=OuterRef("pk"))
    found = rows.filter(Exists(asked) | Exists(words)).annotate(
        asked_first=_newest(asked),
        asked_more=_newest(words.filter(side=Side.PERSON)),
        replied_at=_newest(words.filter(side=Side.FACILITATOR)),
    )
    first = Q(answer=Reply.QUESTION) & (Q(replied_at=None) | Q(asked_first__gt=F("replied_at")))
    is_settled = Q(answer__in=[Reply.YES, *Invitation.NOES], answered_at__gt=F("asked_more"))
    more = (
        Q(asked_more__isnull=False) & (Q(replied_at=None) | Q(asked_more__gt=F("replied_at"))) & ~is_settled
    )
    waits = (first | more) & ~Q(state=Invitation.State.WITHDRAWN)
    return found.annotate(
        is_waiting=Case(When(waits, then=Value(True)), default=Value(False), output_field=BooleanField())  # noqa: FBT003
    )


def open_threads(rows: InvitationQuerySet) -> Any:
    """Those in which the person had the last word, the longest waiting first."""
    found = with_threads(rows).filter(is_waiting=True)
    return found.order_by(Coalesce("asked_more", "asked_first"), "id")


def _newest(rows: Any) -> Subquery:
    return Subquery(rows.order_by("-at").values("at")[:1], output_field=DateTimeField())


def is_open(invitation: Invitation) -> bool:
    """Whether the person had the last word in this thread."""
    return bool(open_threads(Invitation.objects.filter(pk=invitation.pk)).exists())


def thread(invitation: Invitation) -> list[Turn]:
    """Everything that was asked and answered about one invitation, the first first."""
    asked = invitation.answers.filter(answer=Invitation.Reply.QUESTION).select_related("recorded_by")
    turns = [
        Turn(True, row.message, row.get_by_display(), row.at, row.recorded_by)  # noqa: FBT003  # a value
        for row in asked.order_by("at", "id")
    ]
    turns += [
        Turn(row.side == Side.PERSON, row.text, row.get_way_display(), row.at, row.by)
        for row in QuestionWord.objects.filter(invitation=invitation)
        .select_related("by")
        .order_by("at", "id")
    ]
    return sorted(turns, key=lambda turn: turn.at)


def replies(invitation: Invitation) -> list[QuestionWord]:
    """What the facilitator has answered, the newest first; the only part that an open page shows."""
    rows = QuestionWord.objects.filter(invitation=invitation, side=Side.FACILITATOR)
    return list(rows.order_by("-at", "-id"))
