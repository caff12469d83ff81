"""The board: what each step does, what it refuses, and what is left when it ends."""

from datetime import timedelta

import pytest

from config.core.audit.models import AuditEvent
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.onboarding import services as onboarding
from representatives.recruitment import applications, queries
from representatives.recruitment.models import Application
from representatives.registry import services as registry
from representatives.registry.models import Representative
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.people import make_representative, make_term
from tests.make.recruitment import make_application, make_channel

NETWORK, EXPERIENCE = Consent.Purpose.NETWORK, Consent.Purpose.EXPERIENCE


@pytest.fixture
def application(municipality):
    return make_application(
        make_channel(municipality), "Nina Ny", NETWORK, EXPERIENCE, words="Om mor", experience=(make_term(),)
    )


def _fresh(application) -> Application:
    return Application.objects.select_related("representative").get(pk=application.pk)


def _talk(application, alice, **fields):
    said = {"held_on": AT.date(), "outcome": "training"} | fields
    return onboarding.record_conversation(representative=application.representative, by=alice, at=AT, **said)


def test_who_takes_it_handles_it(application, alice):
    applications.take(application=application, by=alice, at=AT)

    assert _fresh(application).handled_by == alice
    assert AuditEvent.objects.filter(kind="application.taken").exists()


def test_starting_moves_the_person_and_can_be_done_once(application, alice):
    applications.start(application=application, by=alice, at=AT)

    assert _fresh(application).representative.state == "in_conversation"
    assert _fresh(application).handled_by == alice
    with pytest.raises(applications.CannotHandle):
        applications.start(application=application, by=alice, at=AT)


def test_a_welcome_makes_active_and_writes(application, alice):
    applications.welcome(application=application, by=alice, at=AT)

    fresh = _fresh(application)
    assert (fresh.outcome, fresh.closed_at, fresh.representative.state) == ("welcomed", AT, "active")
    assert Message.objects.filter(kind="application.welcomed").count() == 1


def test_nobody_is_welcomed_without_consent_to_the_network(application, alice):
    consent.withdraw(representative=application.representative, purpose=NETWORK, by=alice, at=AT)

    with pytest.raises(applications.CannotHandle):
        applications.welcome(application=application, by=alice, at=AT)
    assert _fresh(application).outcome == ""


@pytest.mark.parametrize(
    ("end", "outcome", "letters"), [("decline", "declined", 1), ("withdraw", "withdrawn", 0)]
)
def test_an_end_deletes_experience_and_words_at_once(application, alice, end, outcome, letters):
    getattr(applications, end)(application=application, by=alice, at=AT)

    fresh = _fresh(application)
    assert (fresh.outcome, fresh.words, fresh.representative.state) == (outcome, "", "left")
    assert not fresh.representative.terms.exists()
    assert not Consent.objects.in_force().filter(representative=fresh.representative).exists()
    assert Message.objects.filter(kind="application.declined").count() == letters


@pytest.mark.parametrize("step", ["take", "start", "welcome", "decline", "withdraw"])
def test_a_closed_application_takes_no_step(application, alice, step):
    applications.decline(application=application, by=alice, at=AT)

    with pytest.raises(applications.CannotHandle):
        getattr(applications, step)(application=application, by=alice, at=AT)


def test_whoever_leaves_by_another_way_has_changed_their_mind(application, alice):
    registry.move(representative=application.representative, to="left", by=alice, at=AT)

    assert (_fresh(application).outcome, _fresh(application).words) == ("withdrawn", "")


def test_words_go_with_the_yes_to_experience_with_a_press_and_with_time(application, alice, municipality):
    other = make_application(make_channel(municipality, "B"), "Odd", NETWORK, EXPERIENCE, words="Om far")
    third = make_application(make_channel(municipality, "C"), "Per", NETWORK, EXPERIENCE, words="Om meg")

    consent.withdraw(representative=application.representative, purpose=EXPERIENCE, by=alice, at=AT)
    applications.forget_words(application=other, by=alice, at=AT)
    assert [_fresh(one).words for one in (application, other, third)] == ["", "", "Om meg"]

    assert applications.forget_old_words(AT + timedelta(days=364)) == 0
    assert applications.forget_old_words(AT + timedelta(days=366)) == 1
    assert _fresh(third).words == ""


def test_the_letters_are_kind_short_and_name_no_illness(application, alice, mailoutbox):
    applications.decline(application=application, by=alice, at=AT)
    for message in outbox.claim(at=AT):
        outbox.deliver(message, at=AT)

    # The receipt waited until there was another answer, and is not sent after it.
    assert [letter.to for letter in mailoutbox] == [["nina@people.example.org"]]
    text = mailoutbox[0].body + mailoutbox[0].subject
    assert "Nina" in text
    assert "demen" not in text.lower()
    assert Message.objects.get(kind="application.received").state == Message.State.CANCELLED


def test_the_board_has_three_columns_with_waiting_and_the_next_step(application, alice, municipality):
    talking = make_application(make_channel(municipality, "B"), "Tone T")
    ready = make_application(make_channel(municipality, "C"), "Rita R")
    for one in (talking, ready):
        applications.start(application=one, by=alice, at=AT)
    _talk(talking, alice, next_step="Ringer onsdag")
    _talk(ready, alice, outcome="welcome")
    board = queries.board(user=alice, municipality=municipality, today=AT.date() + timedelta(days=5))

    assert [card.application for card in board.applied] == [application]
    assert [card.application for card in board.talking] == [talking]
    assert [card.application for card in board.ready] == [ready]
    assert board.applied[0].waiting_days == 5
    assert board.talking[0].next_step.next_step == "Ringer onsdag"


def test_the_same_number_is_told_to_the_facilitator_on_the_board(application, alice, municipality):
    there = make_representative(municipality, "Nina Nordby", email="nina@people.example.org")
    board = queries.board(user=alice, municipality=municipality, today=AT.date())

    assert board.applied[0].same == (there,)


def test_those_who_came_another_way_stand_beside_and_can_be_put_on_the_board(municipality, alice, charlie):
    person = make_representative(municipality, state=Representative.State.IN_CONVERSATION)
    assert queries.board(user=alice, municipality=municipality, today=AT.date()).beside == [person]

    first, second = (applications.add(representative=person, by=alice, at=AT) for _ in range(2))
    assert first == second
    board = queries.board(user=alice, municipality=municipality, today=AT.date())
    assert ([card.person for card in board.talking], board.beside) == ([person], [])
    assert queries.board(user=charlie, municipality=municipality, today=AT.date()).is_empty


def test_an_active_person_is_not_put_on_the_board(municipality, alice):
    with pytest.raises(applications.CannotHandle):
        applications.add(representative=make_representative(municipality), by=alice, at=AT)


def test_the_board_costs_the_same_whatever_its_length(municipality, alice, client_of):
    channel, client = make_channel(municipality), client_of(alice)

    def more(count: int) -> None:
        for _number in range(count):
            application = make_application(channel, f"Nina{Application.objects.count()} Ny")
            _talk(application, alice, next_step="Ringe")

    assert_constant_queries(more, lambda: client.get("/granvik/applicants/"))
