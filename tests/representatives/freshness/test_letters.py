"""The letter: in the person's language, one link, no name of what is kept, and asked once more before it leaves."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from config.core.outbox import services as outbox
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from representatives.consent import services as consents
from representatives.freshness import links, messages, services
from representatives.freshness.models import Checkup
from representatives.proxies import services as proxies
from representatives.registry.models import Representative
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


def _name_lise(person, **more):
    given = {"name": "Lise Moen", "email": "lise@people.example.org", "by": None, "at": timezone.now()}
    return proxies.name(representative=person, **given | more)


def test_the_letter_goes_to_the_proxy_who_gets_the_letters_and_says_for_whom(person, client):
    person.email, person.channel = "", "phone"
    person.save()
    _name_lise(person)
    checkup = services.ask(person=person, at=timezone.now())

    (letter,) = _deliver()
    html = letter.alternatives[0][0]
    assert letter.to == ["lise@people.example.org"]
    for text in (letter.body, html):
        assert "Hello Lise Moen," in text
        assert f"because you answer for {person.name}" in text
        assert f"about {person.given_name} still right" in text
        assert "about you" not in text
    assert person.given_name not in letter.subject
    page = f"/still-right/{links.make(checkup)}/"
    assert "somebody else" in client.get(page).content.decode()
    client.post(page, {"reply": "right", "consent_network": "yes", "consent_experience": "no"})
    checkup.refresh_from_db()
    assert checkup.reply == Checkup.Reply.RIGHT


def test_a_notice_and_a_reminder_to_a_proxy_are_about_the_person(checkup, person):
    _name_lise(person)
    checkup.kind = Checkup.Kind.NOTICE
    notice = messages.letter(checkup, "https://x.example.org", is_reminder=False)
    assert f"what we keep about {person.given_name}" in notice.text
    assert "about you" not in notice.text + notice.subject

    checkup.kind = Checkup.Kind.STILL_RIGHT
    reminder = messages.letter(checkup, "https://x.example.org", is_reminder=True)
    assert "only reminder" in reminder.text
    assert "\n\n\n" not in reminder.text


def test_a_proxy_who_gets_no_letters_leaves_them_to_the_person(person):
    _name_lise(person, gets_mail=False)
    services.ask(person=person, at=timezone.now())

    assert [letter.to for letter in _deliver()] == [[person.email]]


def test_a_proxy_without_mail_is_called_and_no_letter_leaves(person):
    _name_lise(person, email="", phone="+4740612399")
    services.ask(person=person, at=timezone.now())

    assert _deliver() == []
    assert not Message.objects.exists()
    assert not Checkup.objects.by_mail().exists()


def test_one_who_wants_text_messages_gets_one(person):
    Representative.objects.filter(pk=person.pk).update(channel=Representative.Channel.SMS)
    person = Representative.objects.get(pk=person.pk)
    person.phone = "+4799999999"
    person.save()
    checkup = services.ask(person=person, at=timezone.now())
    message = Message.objects.get()
    kind = kind_of(message)
    sms = kind.render_sms(message, True)

    assert _deliver() == []
    assert Message.objects.get().state == Message.State.SENT
    assert (message.channel, sms.to) == ("sms", "+4799999999")
    assert links.make(checkup) in sms.text and len(sms.text) < 320
    assert links.make(checkup) not in kind.render_sms(message, False).text


def test_one_who_wants_text_messages_and_has_a_proxy_is_asked_by_the_proxys_mail(person):
    Representative.objects.filter(pk=person.pk).update(channel=Representative.Channel.SMS)
    proxies.name(
        representative=person,
        name="Ola Nær",
        relation="next_of_kin",
        email="ola@example.org",
        by=None,
        at=timezone.now(),
    )
    services.ask(person=Representative.objects.get(pk=person.pk), at=timezone.now())

    assert [letter.to for letter in _deliver()] == [["ola@example.org"]]
