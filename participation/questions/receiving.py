"""A reply by e-mail to a letter about an invitation: words in its thread, never a yes or a no."""

from datetime import datetime

from config.core.outbox.models import Message
from participation.invitations import rules
from participation.invitations import services as invitations
from participation.invitations.models import Answer, Invitation
from participation.questions import services
from participation.questions.models import QuestionWord

Way = QuestionWord.Way
_MORE = " […]"


def take(message: Message, text: str, at: datetime) -> bool:
    """Keeps what a person wrote, and says whether it could be kept.

    Where nothing is answered yet it is the answer “a question”: nobody is reminded who has written, and the facilitator
    reads it. After an answer it is one more word in the thread. The same words again, as from a mailbox that is read
    twice, change nothing.
    """
    invitation = _invitation(message)
    if invitation is None or invitation.representative.has_left:
        return False
    said = _shortened(text)
    if _has_said(invitation, said):
        return True
    try:
        if not invitation.answer and invitation.is_open_on(rules.day(at)):
            question, by = Invitation.Reply.QUESTION, Answer.By.MAIL
            invitations.answer(invitation=invitation, answer=question, by=by, message=said, at=at)
        else:
            services.add(invitation=invitation, text=said, way=Way.MAIL, at=at)
    except (invitations.CannotAnswer, services.CannotAsk):
        return False
    return True


def _invitation(message: Message) -> Invitation | None:
    """The invitation that a letter is about: itself, the seat that it offers, or the question that it answers."""
    rows = Invitation.objects.filter(municipality=message.municipality_id).select_related("representative")
    for path in ("public_id", "offers__public_id", "question_words__public_id"):
        found: Invitation | None = rows.filter(**{path: message.about_id}).first()
        if found is not None:
            return found
    return None


def _has_said(invitation: Invitation, text: str) -> bool:
    words = QuestionWord.objects.filter(invitation=invitation, side=QuestionWord.Side.PERSON, way=Way.MAIL)
    answers = Answer.objects.filter(invitation=invitation, by=Answer.By.MAIL)
    return text in [*(word.text for word in words), *(answer.message for answer in answers)]


def _shortened(text: str) -> str:
    return text if len(text) <= services.LENGTH else text[: services.LENGTH - len(_MORE)] + _MORE
