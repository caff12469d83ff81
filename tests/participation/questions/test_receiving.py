"""A reply by mail becomes words in the thread of its invitation: from its reader alone, and never a yes or a no."""

import pytest
from django.utils import timezone

from config.core.outbox import returns
from config.core.outbox import services as outbox
from config.core.outbox.ids import message_id
from config.core.outbox.models import Message
from config.core.outbox.returns import Outcome
from participation.invitations import services as invitations
from participation.invitations.models import Answer, Invitation
from participation.questions import queries, services
from participation.questions.models import QuestionWord
from tests.helpers.replies import NB, SAMPLES, sample

PAULA = "paula@people.example.org"


@pytest.fixture
def asked(ask) -> Invitation:
    """An invitation without an answer, its letter in the mailbox."""
    invitation = ask(question="")
    _deliver()
    return invitation


def _deliver() -> None:
    for message in outbox.claim(at=timezone.now()):
        outbox.deliver(message, at=timezone.now())


def _letter(kind: str = "invitation.asked") -> Message:
    return Message.objects.get(kind=kind)


def _come(name: str = "gmail nb", *, sender: str = PAULA, to: Message | None = None, **more: str) -> Outcome:
    raw = sample(name, sender=sender, message_id=message_id(to or _letter()))
    head = "".join(f"{field.replace('_', '-')}: {value}\r\n" for field, value in more.items())
    return returns.take(head.encode() + raw, at=timezone.now())


def _fresh(invitation: Invitation) -> Invitation:
    return Invitation.objects.get(pk=invitation.pk)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_first_reply_is_the_answer_a_question(asked, name):
    assert _come(name) == Outcome.REPLY

    answer = Answer.objects.get()
    assert (answer.answer, answer.by, answer.message) == ("question", "mail", SAMPLES[name][1])
    assert queries.is_open(asked)
    assert not QuestionWord.objects.exists()


def test_a_yes_by_mail_is_no_yes(asked):
    text = f"From: {PAULA}\r\nIn-Reply-To: {message_id(_letter())}\r\n\r\nJa! Jeg er med.\r\n"

    assert returns.take(text.encode(), at=timezone.now()) == Outcome.REPLY

    assert _fresh(asked).answer == "question"
    assert not asked.assignments.exists()


def test_a_reply_after_an_answer_is_one_more_word_and_changes_no_answer(asked):
    invitations.answer(invitation=asked, answer="yes", by="link", at=timezone.now())

    assert [_come(), _come()] == [Outcome.REPLY, Outcome.REPLY]

    word = QuestionWord.objects.get()
    assert (word.side, word.way, word.text) == ("person", "mail", NB)
    assert (_fresh(asked).answer, Answer.objects.count()) == ("yes", 1)
    assert queries.is_open(asked)


def test_a_reply_to_our_answer_goes_on_in_the_thread(asked, alice, client_of):
    _come("apple mail nb")
    services.reply(invitation=asked, text="Ja, gjerne.", told="mail", by=alice, at=timezone.now())
    _deliver()
    assert not queries.is_open(asked)

    assert _come("outlook nb", to=_letter("question.answered")) == Outcome.REPLY

    assert [turn.text[:10] for turn in queries.thread(asked)] == ["Kan jeg ta", "Ja, gjerne", "Hei!\n\nKan "]
    page = client_of(alice).get(f"/granvik/invitations/{asked.public_id}/questions/").content.decode()
    assert "På e-post, som svar på brevet" in page


@pytest.mark.parametrize(
    "more",
    [
        {"sender": "eva@people.example.org"},
        {"sender": ""},
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
    ],
    ids=["another", "nobody", "automatic", "list"],
)
def test_what_is_not_from_the_reader_or_not_from_a_person_changes_nothing(asked, more):
    assert _come(**more) in (Outcome.OTHER, Outcome.AUTO_REPLY)

    assert not Answer.objects.exists()


def test_a_reply_to_no_letter_of_ours_or_with_no_words_changes_nothing(asked):
    strange = sample("gmail nb", sender=PAULA, message_id=f"<{'2' * 22}@127.0.0.1>")
    empty = f"From: {PAULA}\r\nIn-Reply-To: {message_id(_letter())}\r\n\r\n> Hei\r\n".encode()

    assert [returns.take(raw, at=timezone.now()) for raw in (strange, empty)] == [Outcome.OTHER] * 2
    assert not Answer.objects.exists()


def test_a_reply_to_an_invitation_that_was_taken_back_is_kept_nowhere(asked):
    invitations.withdraw(invitation=asked, by=None, at=timezone.now())

    assert _come() == Outcome.OTHER
    assert not QuestionWord.objects.exists()


def test_a_long_reply_says_that_it_was_cut(asked):
    head = f"From: {PAULA}\r\nIn-Reply-To: {message_id(_letter())}\r\n\r\n"

    returns.take((head + "Hei. " * 1000).encode(), at=timezone.now())

    message = Answer.objects.get().message
    assert len(message) == services.LENGTH
    assert message.endswith(" […]")
