"""What makes people ready: conversations, courses and what they open for, declarations, and pairs."""

from datetime import timedelta
from typing import Any

import pytest

from config.core.audit.models import AuditEvent
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.onboarding import declarations, links, queries, services
from representatives.onboarding.models import Conversation, Course, Declaration, MentorPair, Training
from representatives.registry import services as registry
from tests.cast import AT
from tests.make.people import make_representative, make_term


@pytest.fixture
def paula(municipality):
    return make_representative(municipality)


@pytest.fixture
def chairing(db):
    return make_term("role", "chair", "Møteleder")


@pytest.fixture
def course(municipality, chairing, alice):
    return services.create_course(
        municipality=municipality, name="Å lede møter", roles=[chairing], by=alice, at=AT
    )


def _talk(person, by, **fields) -> Conversation:
    said: dict[str, Any] = {"held_on": AT.date(), "outcome": "training"} | fields
    return services.record_conversation(representative=person, by=by, at=AT, **said)


def test_a_conversation_keeps_what_was_talked_about_and_never_the_answers(paula, alice):
    talk = _talk(paula, alice, talked_about=["pay", "limits"], summary="Vil helst sitte", next_step="Ringe")

    fresh = Conversation.objects.get()
    assert (fresh.talked_about, fresh.summary, fresh.held_by) == (["limits", "pay"], "Vil helst sitte", alice)
    line = AuditEvent.objects.about(talk).get()
    assert (line.kind, line.subject_id) == ("conversation.recorded", paula.public_id)
    assert "sitte" not in str(line.__dict__)


def test_a_new_conversation_settles_the_step_of_the_last_one(paula, alice, municipality):
    _talk(paula, alice, next_step="Ringe", next_step_on=AT.date())
    second = _talk(paula, alice, next_step="Sende kursdato")

    assert list(queries.open_steps(user=alice, municipality=municipality)) == [second]
    services.finish_step(conversation=second, by=alice, at=AT)
    assert not queries.open_steps(user=alice, municipality=municipality)
    with pytest.raises(services.CannotRecord):
        services.finish_step(conversation=second, by=alice, at=AT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"held_on": AT.date() + timedelta(days=1)},
        {"talked_about": ["shoe size"]},
        {"next_step_on": AT.date()},
    ],
)
def test_what_cannot_be_written_down_is_refused(paula, alice, wrong):
    with pytest.raises(services.CannotRecord):
        _talk(paula, alice, **wrong)
    assert not Conversation.objects.exists()


def test_what_is_remembered_goes_with_the_yes_to_experience_and_with_the_person(paula, alice, municipality):
    other = make_representative(municipality, "Odd Også")
    _talk(paula, alice, summary="Om paula")
    _talk(other, alice, summary="Om odd", next_step="Ringe")

    consent.withdraw(representative=paula, purpose=Consent.Purpose.EXPERIENCE, by=alice, at=AT)
    registry.move(representative=other, to="left", by=alice, at=AT)

    assert {talk.summary for talk in Conversation.objects.all()} == {""}
    assert not queries.open_steps(user=alice, municipality=municipality)
    with pytest.raises(services.CannotRecord):
        _talk(other, alice)


def test_a_role_without_a_course_is_open_to_everybody_and_one_with_waits_for_it(
    paula, alice, course, chairing
):
    reader = make_term("role", "reader", "Leser")
    assert queries.opened_roles(paula) == [reader]
    assert queries.readiness(paula).missing == [(chairing, [course])]
    assert queries.missing_for(chairing, [paula]) == {paula.pk: [course]}
    assert queries.missing_for(reader, [paula]) == queries.missing_for(chairing, []) == {}

    services.record_training(representative=paula, course=course, by=alice, at=AT)
    assert set(queries.opened_roles(paula)) == {reader, chairing}
    assert queries.missing_for(chairing, [paula]) == {}


def test_a_course_no_longer_offered_asks_nothing_of_others(paula, alice, course, chairing):
    services.update_course(course=course, changes={"is_offered": False}, roles=None, by=alice, at=AT)

    assert queries.opened_roles(paula) == [chairing]


def test_a_course_refuses_a_name_in_use_and_what_is_no_role(municipality, other_municipality, alice, course):
    skill, theirs = make_term("skill", "plain-language"), make_term("role", "theirs")
    theirs.municipality = other_municipality
    theirs.save()
    for fields in ({"name": course.name}, {"name": "B", "roles": [skill]}, {"name": "C", "roles": [theirs]}):
        with pytest.raises(services.CannotOffer):
            services.create_course(municipality=municipality, by=alice, at=AT, **fields)
    assert Course.objects.count() == 1


def test_training_is_one_of_ours_or_another_by_name(paula, alice, course, other_municipality):
    free = services.record_training(representative=paula, name="Kurs i Bergen", by=alice, at=AT)
    assert (free.course, free.name) == (None, "Kurs i Bergen")
    theirs = Course.objects.create(municipality=other_municipality, name="Lauvdalkurs", created_at=AT)
    tomorrow = AT.date() + timedelta(days=1)

    for wrong in (
        {},
        {"course": course, "name": "Begge"},
        {"course": theirs},
        {"name": "I morgen", "completed_on": tomorrow},
    ):
        with pytest.raises(services.CannotRecord):
            services.record_training(representative=paula, by=alice, at=AT, **wrong)
    assert Training.objects.count() == 1


def _sign(person, by, **fields) -> Declaration:
    signed: dict[str, Any] = {"channel": "paper", "signed_on": AT.date(), "reference": "Skap 2"} | fields
    return declarations.sign(representative=person, by=by, at=AT, **signed)


def test_a_paper_says_where_it_is_and_a_text_is_signed_once(paula, alice):
    for wrong in ({"reference": " "}, {"signed_on": AT.date() + timedelta(days=1)}):
        with pytest.raises(services.CannotRecord):
            _sign(paula, alice, **wrong)

    assert _sign(paula, alice) == _sign(paula, None, channel="screen")
    assert declarations.has_signed(paula)


def test_a_link_signs_for_one_person_only(paula, municipality):
    token = links.make(paula)
    other = make_representative(municipality, "Odd Også")

    assert links.find(token + ".") == paula
    assert links.find(token.replace(paula.public_id, other.public_id)) is None
    assert links.find("tull") is links.find("") is links.find(f"{paula.public_id}-x-y") is None


def test_the_person_reads_and_signs_on_screen(paula, client):
    address = f"/declaration/{links.make(paula)}/"
    page = client.get(address).content.decode()
    assert paula.family_name not in page

    assert client.post(address).status_code == 422
    assert (
        client.post(address, {"confirmed": "on"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    )
    assert not Declaration.objects.exists()
    assert client.post(address, {"confirmed": "on"}, follow=True).status_code == 200
    signed = Declaration.objects.get()
    assert (signed.channel, signed.representative) == (Declaration.Channel.SCREEN, paula)
    assert client.get("/declaration/tull/").status_code == 404


def test_the_letter_is_sent_once_a_day_and_not_after_the_signature(paula, alice, mailoutbox):
    for _press in range(2):
        declarations.ask(representative=paula, by=alice, at=AT)
    assert Message.objects.count() == 1
    for message in outbox.claim(at=AT):
        outbox.deliver(message, at=AT)
    assert links.make(paula) in mailoutbox[0].body

    declarations.ask(representative=paula, by=alice, at=AT + timedelta(days=1))
    _sign(paula, alice)
    for message in outbox.claim(at=AT + timedelta(days=1)):
        outbox.deliver(message, at=AT + timedelta(days=1))
    assert len(mailoutbox) == 1
    with pytest.raises(services.CannotRecord):
        declarations.ask(representative=paula, by=alice, at=AT)


def _pair(new, mentor, by) -> MentorPair:
    return services.pair(representative=new, mentor=mentor, started_on=AT.date(), by=by, at=AT)


def test_a_pair_is_of_two_who_can_be_one(municipality, other_municipality, paula, alice):
    eva, away = make_representative(municipality, "Eva Erfaren"), make_representative(other_municipality)
    resting = make_representative(municipality, "Rita Ro")
    registry.move(representative=resting, to="resting", by=alice, at=AT)
    for mentor in (paula, away, resting):
        with pytest.raises(services.CannotPair):
            _pair(paula, mentor, alice)
    made = _pair(paula, eva, alice)
    with pytest.raises(services.CannotPair):
        _pair(paula, eva, alice)

    services.end_pair(pair=made, by=alice, at=AT)
    with pytest.raises(services.CannotPair):
        services.end_pair(pair=made, by=alice, at=AT)
    assert _pair(paula, eva, alice)


def test_a_pair_ends_when_either_leaves(municipality, paula, alice):
    eva, odd = make_representative(municipality, "Eva Erfaren"), make_representative(municipality, "Odd Også")
    _pair(paula, eva, alice)
    _pair(eva, odd, alice)
    registry.move(representative=eva, to="left", by=alice, at=AT)

    assert not MentorPair.objects.filter(ended_on=None).exists()


def test_those_who_could_are_named_with_reasons_the_free_ones_first(municipality, paula, alice):
    skill = make_term("skill", "plain-language", "Klart språk")
    busy = make_representative(municipality, "Anna Aktiv", skills=(skill,), level=4)
    free = make_representative(municipality, "Frida Fri", skills=(skill,), level=4)
    make_representative(municipality, "Ny Nilsen", skills=(skill,), level=1)
    _pair(make_representative(municipality, "Per P"), busy, alice)

    found = queries.mentors_for(paula, user=alice)

    assert [one.mentor for one in found] == [free, busy]
    assert "Klart språk" in found[0].reasons[0]
    assert len({one.reasons[1] for one in found}) == 2
