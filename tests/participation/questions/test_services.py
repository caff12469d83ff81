"""Threads: who has the last word, what is refused, and the letter with the answer."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone, translation

from config.core.audit.models import AuditEvent
from config.core.letters import services as words
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from participation.invitations import services as invitations
from participation.invitations.models import Invitation
from participation.questions import queries, services
from participation.questions.models import QuestionWord
from tests.helpers.constraints import assert_refused


def _reply(invitation, alice, text="Ja, det er heis.", told="mail", at=None):
    return services.reply(invitation=invitation, text=text, told=told, by=alice, at=at or timezone.now())


def _add(invitation, text="Og parkering?", way="page", at=None, by=None):
    return services.add(invitation=invitation, text=text, way=way, by=by, at=at or timezone.now())


def _deliver():
    at = timezone.now() + timedelta(seconds=1)
    for message in outbox.claim(at=at):
        outbox.deliver(message, at=at)


def test_a_thread_waits_while_the_person_has_the_last_word(invitation, alice):
    assert queries.is_open(invitation)

    _reply(invitation, alice)
    assert not queries.is_open(invitation)

    _add(invitation)
    assert queries.is_open(invitation)
    said = [(turn.is_person, turn.text) for turn in queries.thread(invitation)]
    assert said == [(True, "Er det heis?"), (False, "Ja, det er heis."), (True, "Og parkering?")]


def test_a_no_since_the_question_wants_no_answer(invitation):
    invitations.answer(invitation=invitation, answer="no", by="link", at=timezone.now())

    assert not queries.is_open(invitation)


def test_the_longest_waiting_stands_first(ask, alice):
    first, second, third = ask("Eva En"), ask("Tora To"), ask("Tre Tre", question="")
    _reply(first, alice)
    _add(first, "Mer?")
    _add(third, "Hva er lønna?", way="mail")

    order = list(queries.open_threads(Invitation.objects.all()))

    assert order == [second, first, third]


def test_the_letter_has_the_answer_and_the_same_link_and_repeats_no_question(invitation, alice, municipality):
    words.write(
        municipality=municipality,
        kind="question.answered",
        language="nb",
        opening="Fint at du spør, {navn}!",
        closing="",
        signature="",
        by=alice,
        at=timezone.now(),
    )
    _reply(invitation, alice)
    Message.objects.exclude(kind="question.answered").delete()

    _deliver()

    (letter,) = mail.outbox
    assert letter.to == [invitation.representative.email]
    assert letter.subject == "Svar på spørsmålet ditt (Granvik)"
    assert "Fint at du spør, Paula!" in letter.body
    assert "Ja, det er heis." in letter.body
    assert f"/answer/{invitations.token_of(invitation)}/" in letter.body
    assert "Er det heis?" not in letter.body
    assert "Ja, det er heis." in letter.alternatives[0].content


def test_a_letter_does_not_leave_for_an_invitation_that_was_taken_back(invitation, alice):
    _reply(invitation, alice)
    invitations.withdraw(invitation=invitation, by=alice, at=timezone.now())

    _deliver()

    assert not [letter for letter in mail.outbox if "heis" in letter.body]
    assert Message.objects.get(kind="question.answered").state == Message.State.CANCELLED


def test_told_by_phone_sends_nothing(ask, alice):
    invitation = ask("Turid Telefon", email="", phone="+4740612001")

    with translation.override("nb"), pytest.raises(services.CannotReply, match="får ikke e-post"):
        _reply(invitation, alice)
    word = _reply(invitation, alice, told="phone")

    assert (word.side, word.way, word.by) == ("facilitator", "phone", alice)
    assert not Message.objects.filter(kind="question.answered").exists()
    line = AuditEvent.objects.get(kind="question.answered")
    assert (line.actor_id, line.fields, line.purpose) == (alice.public_id, ["text"], "phone")


def test_on_the_page_until_the_date_and_by_mail_after_it(invitation):
    late = timezone.now() + timedelta(days=20)

    with translation.override("nb"), pytest.raises(services.CannotAsk, match="fristen"):
        _add(invitation, at=late)
    assert _add(invitation, way="mail", at=late).text == "Og parkering?"


def test_nothing_twice_nothing_empty_and_not_for_ever(invitation, monkeypatch):
    monkeypatch.setattr(services, "MOST", 2)
    assert _add(invitation) == _add(invitation, " Og parkering? ")
    _add(invitation, "To")

    with translation.override("nb"):
        with pytest.raises(services.CannotAsk, match="Ring oss heller"):
            _add(invitation, "Tre")
        with pytest.raises(services.CannotAsk, match="Skriv hva"):
            _add(invitation, "  ")

    assert QuestionWord.objects.count() == 2


def test_a_withdrawn_invitation_takes_neither(invitation, alice):
    invitations.withdraw(invitation=invitation, by=alice, at=timezone.now())

    with pytest.raises(services.CannotAsk):
        _add(invitation, way="mail")
    with pytest.raises(services.CannotReply):
        _reply(invitation, alice)


def test_question_word_comes_a_way(invitation, alice, charlie):
    word = _reply(invitation, alice)

    assert_refused(
        lambda: QuestionWord.objects.filter(pk=word.pk).update(way="page"), "question_word_comes_a_way"
    )
    assert list(QuestionWord.objects.visible_to(alice)) == [word]
    assert not QuestionWord.objects.visible_to(charlie).exists()
