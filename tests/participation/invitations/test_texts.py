"""Invitations as text messages: who gets one is not called, it names no illness, and is two parts at most."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from config.core.outbox import handling
from config.core.outbox import services as outbox
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from participation.invitations import queries, reminding, rules, services
from participation.invitations.models import Invitation
from participation.invitations.rules import Way
from participation.questions import services as questions
from representatives.proxies import services as proxies
from tests.cast import AT
from tests.make.invitations import make_choice, make_invitation, make_wanted
from tests.make.people import make_representative

MOBILE = "+4799999999"
# The letters of a text message (GSM 03.38) that ours may use; any other makes the parts less than half as long.
PLAIN = set("ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅabcdefghijklmnopqrstuvwxyzæøå0123456789 .,:;!?/-_%()\u00a0")
TWO_PARTS = 2 * 153


@pytest.fixture
def wanted(municipality, settings):
    settings.BASE_URL = "https://medvirk.granvik.kommune.no"
    municipality.facilitator_phone = "+4740612000"
    municipality.save()
    return make_wanted(municipality, title="Pårørende ved demens", seats=1)


@pytest.fixture
def texted(municipality):
    """Somebody who wants text messages."""

    def made(name="Siri Sms", **fields):
        fields = {"email": "", "phone": MOBILE, "channel": "sms"} | fields
        return make_representative(municipality, name, **fields)

    return made


def _deliver(at=AT):
    for message in outbox.claim(at=at):
        outbox.deliver(message, at=at)
    return Message.objects.order_by("-queued_at", "-id")[0]


def _sms(message, live=True):
    make = kind_of(message).render_sms
    assert make is not None
    return make(message, live)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_text_message_has_link_day_and_phone_and_no_illness(wanted, texted, language):
    invitation = make_invitation(wanted, texted(language=language))
    message = _deliver()
    sms = _sms(message)

    assert (message.channel, message.state, sms.to, sms.language) == ("sms", "sent", MOBILE, language)
    assert f"https://medvirk.granvik.kommune.no/answer/{services.token_of(invitation)}/" in sms.text
    assert "12" in sms.text and "406" in sms.text
    assert "demens" not in sms.text and wanted.project.unit.name not in sms.text
    assert services.token_of(invitation) not in _sms(message, live=False).text
    assert len(sms.text) <= TWO_PARTS and set(sms.text) <= PLAIN


def test_who_gets_a_text_message_is_not_called_until_it_fails(wanted, texted):
    invitation = make_invitation(wanted, texted())
    today = AT.date()
    (line,) = queries.lines(queries.with_details(Invitation.objects.all()), today=AT.date())
    assert (line.must_call, line.now, line.way) == (False, "queued", Way.SMS)
    assert not Invitation.objects.waiting_for("call", today)

    Message.objects.update(state="undeliverable", failure="sms 422")
    (line,) = queries.lines(queries.with_details(Invitation.objects.all()), today=AT.date())
    assert (line.must_call, line.now) == (True, "failed")
    assert Invitation.objects.waiting_for("call", today).get() == invitation


@pytest.mark.parametrize(
    ("fields", "way"),
    [
        ({}, Way.SMS),
        # A landline of a Norwegian takes no text message; of a foreign number nothing is known.
        ({"phone": "+4722222222"}, Way.CALL),
        ({"phone": "+46701234567"}, Way.SMS),
        ({"phone": ""}, Way.POST),
        ({"channel": "phone"}, Way.CALL),
        ({"channel": "letter"}, Way.POST),
        ({"channel": "email"}, Way.CALL),
        ({"channel": "email", "email": "siri@people.example.org"}, Way.MAIL),
    ],
)
def test_the_way_to_a_person(texted, fields, way):
    assert rules.way_to(texted(**fields)) == way


def test_in_production_without_a_gateway_nobody_is_thought_to_have_a_text_message(wanted, texted, settings):
    settings.IS_PRODUCTION, settings.SMS_URL = True, ""
    person = texted()
    make_invitation(wanted, person)

    assert rules.way_to(person) == Way.CALL
    assert not Message.objects.exists()


def test_a_text_message_goes_to_nobody_but_the_person(wanted, texted):
    person = texted()
    make_invitation(wanted, person)
    proxies.name(representative=person, by=None, at=AT, name="Lise Moen", email="lise@people.example.org")

    message = _deliver()

    assert (message.state, message.failure) == ("undeliverable", "somebody else gets the letters")
    assert rules.way_to(person) == Way.MAIL


def test_reminder_maybe_and_seat_are_text_messages_with_the_same_link(wanted, texted, municipality):
    invitation = make_invitation(wanted, texted(language="nb"))
    due = AT + timedelta(days=8)
    reminding.remind_due(at=due)
    reminder = Message.objects.get(kind="invitation.reminded")
    services.answer(invitation=invitation, answer="maybe", by="link", until=date(2026, 3, 18), at=due)
    reminding.remind_due(at=AT + timedelta(days=16))
    thought = Message.objects.get(kind="invitation.thought_over")

    for message, said in ((reminder, "En påminnelse fra Granvik"), (thought, "Du sa kanskje til et oppdrag")):
        sms = _sms(message)
        assert message.channel == "sms" and sms.text.startswith(said)
        assert services.token_of(invitation) in sms.text
        assert len(sms.text) <= TWO_PARTS and set(sms.text) <= PLAIN


def test_a_seat_is_offered_by_text_message(wanted, texted, municipality):
    first = make_invitation(wanted, make_representative(municipality, "Eva Epost"))
    second = make_invitation(wanted, texted(language="nb"))
    for one in (first, second):
        services.answer(invitation=one, answer="yes", by="link", at=AT)
    services.answer(invitation=first, answer="no", by="link", at=AT + timedelta(hours=1))
    services.promote(invitation=second, by=None, at=AT + timedelta(hours=2))

    message = Message.objects.get(kind="invitation.seat_opened")
    assert _sms(message).text.startswith("En plass er blitt ledig i Granvik. Vil du fortsatt ha den?")
    (line,) = queries.lines(queries.with_details(Invitation.objects.filter(pk=second.pk)), today=AT.date())
    assert (line.now, line.must_call) == ("promoted", False)

    Message.objects.filter(pk=message.pk).update(state="undeliverable")
    (line,) = queries.lines(queries.with_details(Invitation.objects.filter(pk=second.pk)), today=AT.date())
    assert (line.now, line.must_call) == ("promoted", True)
    assert Invitation.objects.waiting_for("call", AT.date()).get() == second


def test_an_answer_to_a_question_goes_as_a_link_and_not_as_words(wanted, texted, alice):
    at = timezone.now()
    reply_by = timezone.localdate(at) + timedelta(days=9)
    invitation = make_invitation(wanted, texted(language="nb"), at=at, reply_by=reply_by)
    services.answer(invitation=invitation, answer="question", by="link", message="Er det heis?", at=at)
    assert questions.sent_by(invitation, at) == "sms"
    assert questions.sent_by(invitation, at + timedelta(days=20)) == ""
    with pytest.raises(questions.CannotReply, match="gets no e-mail"):
        questions.reply(invitation=invitation, text="Ja", told="mail", by=alice, at=at)

    questions.reply(invitation=invitation, text="Ja, ved inngangen.", told="sms", by=alice, at=at)

    text = _sms(Message.objects.get(kind="question.answered")).text
    assert f"/answer/{services.token_of(invitation)}/question/" in text
    assert "inngangen" not in text and "heis" not in text
    assert len(text) <= TWO_PARTS and set(text) <= PLAIN


def test_before_sending_everybody_stands_with_the_way_they_are_asked(
    wanted, texted, municipality, client_of, alice
):
    people = [
        texted(language="nb"),
        texted("Pål Post", channel="letter"),
        texted("Rolf Ringes", channel="phone"),
        make_representative(municipality, "Eva Epost"),
    ]
    for person in people:
        make_choice(wanted, person)
    client, request = client_of(alice), f"/granvik/requests/{wanted.public_id}/sending/"
    page = client.get(request).content.decode()
    letters = client.post(f"{request}start/", follow=True).content.decode()

    for said in ("Siri Sms – får SMS", "Pål Post – får brev på papir", "Rolf Ringes – du ringer"):
        assert said in page
    assert "Eva Epost – får e-post" in page
    assert "spør om du vil ta et oppdrag. Les mer og svar innen" in letters


def test_a_held_invitation_takes_words_of_ones_own_and_a_text_message_takes_none(
    wanted, texted, municipality, alice, mailoutbox
):
    make_invitation(wanted, make_representative(municipality, "Eva Epost"))
    message = Message.objects.get()
    handling.hold(message=message, by=alice, at=AT)
    message.refresh_from_db()
    assert "words" in handling.can(message)
    handling.set_own_words(message=message, words="Hei <b>Eva</b>", by=alice, at=AT)
    handling.release(message=message, by=alice, at=AT)
    _deliver()

    assert mailoutbox[0].body.startswith("Hei <b>Eva</b>\n\nHei Eva!")
    assert "&lt;b&gt;Eva&lt;/b&gt;" in mailoutbox[0].alternatives[0].content
    make_invitation(wanted, texted())
    assert "words" not in handling.can(Message.objects.get(channel="sms"))


def test_own_words_on_an_invitation_are_offered_on_its_page_and_by_the_api(
    wanted, municipality, alice, client_of, api_of
):
    make_invitation(wanted, make_representative(municipality, "Eva Epost"))
    message = Message.objects.get()
    words = f"/granvik/outbox/{message.public_id}/words/"

    assert words in client_of(alice).get(f"/granvik/outbox/{message.public_id}/").content.decode()
    client_of(alice).post(words, {"words": "Vi gleder oss."})
    assert Message.objects.get().own_words == "Vi gleder oss."
    url = f"/api/v1/messages/{message.public_id}/words/"
    assert api_of(alice).post(url, {"words": "Vel møtt!"}, format="json").status_code == 204
    assert Message.objects.get().own_words == "Vel møtt!"

    Message.objects.update(state="sent", sent_at=AT)
    assert api_of(alice).post(url, {"words": "For sent"}, format="json").status_code == 409
