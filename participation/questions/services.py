"""Asking more and answering: the person on the page or by mail, the facilitator by mail or by phone."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.audit import services as audit
from participation.invitations import rules
from participation.invitations.models import Invitation
from participation.questions.models import QuestionWord

# The kind of message in the outbox.
ANSWERED = "question.answered"
LENGTH = 2000
# More from one link is no longer a conversation.
MOST = 30
# After the seats are taken a question is answered all the same.
TALKING = (Invitation.State.SENT, Invitation.State.EXPIRED, Invitation.State.THANKED)
Side, Way = QuestionWord.Side, QuestionWord.Way
# What goes out by itself.
SENT = (Way.MAIL, Way.SMS)
_NONE_GOES: dict[str, Any] = {
    Way.MAIL: gettext_lazy("This person gets no e-mail. Call, and write down that it was told by phone."),
    Way.SMS: gettext_lazy("No text message can go now. Call, and write down that it was told by phone."),
}


class CannotAsk(Exception):
    """Nothing more can be asked about this invitation; the text can be shown."""


class CannotReply(Exception):
    """The answer cannot be given; the text can be shown."""


@transaction.atomic
def add(*, invitation: Invitation, text: str, way: str, at: datetime, by: Any = None) -> QuestionWord:
    """Keeps what the person asks, and opens the thread again.

    `way` is `page`, `mail` (a reply to a letter, read from the mailbox), `phone` or `paper`; for the last
    two `by` is the facilitator who wrote it down. On the page one may ask as long as one may answer; a mail is kept
    also after that.
    Refuses nothing written, an invitation that is not sent or is taken back, and more than thirty turns. The same words
    again, as from a second press, change nothing.
    """
    held = rules.lock(invitation)
    said = text.strip()[:LENGTH]
    if not said:
        raise CannotAsk(_("Write what you want to ask."))
    is_open = held.is_open_on(rules.day(at))
    is_late = way != Way.PAGE and held.state in TALKING
    if not (is_open or is_late):
        raise CannotAsk(_("The date for answering has passed."))
    words = QuestionWord.objects.filter(invitation=held).order_by("-at", "-id")
    last = words.first()
    if last is not None and (last.side, last.text, last.way) == (Side.PERSON, said, way):
        return last
    if words.filter(side=Side.PERSON).count() >= MOST:
        raise CannotAsk(_("There have been many questions here. Call us instead, and we talk about it."))
    return _keep(held, Side.PERSON, way, said, by, at)


@transaction.atomic
def reply(*, invitation: Invitation, text: str, told: str, by: Any, at: datetime) -> QuestionWord:
    """Keeps the facilitator's answer, and tells the person.

    `told` is `mail` (a letter goes out, with the link to answer the invitation), `sms` (a text message with the link to
    the answer), `phone` or `paper` (it was told so). Refuses nothing written, an invitation that is taken back, and a
    mail or text message to one who gets none, or whose link opens nothing any more.
    """
    held = rules.lock(invitation)
    said = text.strip()[:LENGTH]
    if not said:
        raise CannotReply(_("Write what you answer."))
    if held.state not in TALKING:
        raise CannotReply(_("This invitation has been withdrawn."))
    person = held.representative
    if told in SENT and not (told == sent_by(held, at) and rules.has_consent(person)):
        raise CannotReply(_NONE_GOES[told])
    word = _keep(held, Side.FACILITATOR, told, said, by, at)
    if told in SENT:
        rules.send(kind=ANSWERED, held=held, key=f"{ANSWERED}:{word.public_id}", at=at, about=word)
    return word


def sent_by(invitation: Invitation, at: datetime) -> str:
    """How an answer can go by itself: `mail`, `sms` as long as the link opens the page where it stands, or empty."""
    way = rules.way_to(invitation.representative)
    if way == rules.Way.SMS and not invitation.is_open_on(rules.day(at)):
        return ""
    return way.value if way.is_sent else ""


def _keep(held: Invitation, side: str, way: str, text: str, by: Any, at: datetime) -> QuestionWord:
    newest = QuestionWord.objects.filter(invitation=held).order_by("-at", "-id").first()
    word = QuestionWord.objects.create(
        municipality_id=held.municipality_id,
        invitation=held,
        side=side,
        way=way,
        text=text,
        # Two that raced are put in the order in which they got here.
        at=max(at, newest.at) if newest else at,
        by=by,
    )
    kind = "question.asked" if side == Side.PERSON else ANSWERED
    audit.record(kind, obj=word, by=by, at=at, fields=["text"], subject=held.representative, purpose=str(way))
    return word
