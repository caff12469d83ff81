"""The letter: in the person's language, one link, no name of what is kept, and asked once more before it leaves."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from config.core.outbox import services as outbox
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from representatives.consent import services as consents
from representatives.freshness import links, services
from representatives.freshness.models import Checkup
from tests.make.people import make_representative, make_term


@pytest.fixture
def person(municipality):
    at = timezone.now() - timedelta(days=400)
    return make_representative(
        municipality, at=at, experience=((make_term(name="Demens"), "own"),), language="en"
    )


@pytest.fixture
def checkup(person):
    return services.ask(person=person, at=timezone.now())


def _deliver():
    at = timezone.now() + timedelta(seconds=1)
    for message in outbox.claim(at=at):
        outbox.deliver(message, at=at)
    return mail.outbox


def test_the_letter_has_one_link_and_tells_nothing_that_is_kept(checkup, person):
    (letter,) = _deliver()

    assert letter.to == [person.email]
    assert letter.body.count("/still-right/") == 1
    assert links.make(checkup) in letter.body
    assert "whether you still say yes" in letter.body
    assert "Demens" not in letter.body + letter.subject
    assert letter.subject.startswith("Is it still right?")


def test_the_outbox_shows_the_letter_without_a_living_link(checkup):
    message = Message.objects.get()

    assert links.make(checkup) not in kind_of(message).render(message, False).text


def test_a_reminder_says_that_it_is_the_only_one(person):
    services.ask(person=person, at=timezone.now() - timedelta(days=31))
    services.go_round(at=timezone.now())

    assert [("only reminder" in letter.body) for letter in _deliver()] == [False, True]
    assert (
        len({line for letter in mail.outbox for line in letter.body.split() if "/still-right/" in line}) == 1
    )


def test_a_letter_whose_question_was_answered_or_called_off_does_not_leave(checkup, person, alice):
    consents.withdraw(representative=person, purpose="network", by=alice, at=timezone.now())
    Message.objects.update(state=Message.State.QUEUED)

    assert _deliver() == []
    assert Message.objects.get().state == Message.State.CANCELLED


def test_a_person_whose_address_is_taken_away_is_called(checkup, person, alice):
    person.email = ""
    person.save()

    assert _deliver() == []
    assert Message.objects.get().state == Message.State.UNDELIVERABLE
    assert not Checkup.objects.by_mail().exists()
