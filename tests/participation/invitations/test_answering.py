"""Answers: every one is kept, the last holds, and seats are never oversold."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.core.audit.models import AuditEvent
from config.core.outbox.models import Message
from participation.assignments.models import Assignment
from participation.invitations import services
from participation.invitations.models import Answer, Invitation
from projects.models import Request
from representatives.turns.models import Turn
from tests.cast import AT
from tests.make.invitations import at_once, make_invitation, make_wanted
from tests.make.people import make_representative


@pytest.fixture
def wanted(municipality) -> Request:
    return make_wanted(municipality, seats=1)


@pytest.fixture
def invitation(wanted) -> Invitation:
    return make_invitation(wanted)


def _say(invitation, answer, at=AT, **given):
    return services.answer(invitation=invitation, answer=answer, at=at, **({"by": "link"} | given))


def _kinds():
    return list(Turn.objects.values_list("kind", flat=True))


def test_a_yes_takes_the_seat(invitation, wanted):
    _say(invitation, "yes")

    invitation.refresh_from_db()
    wanted.refresh_from_db()
    assignment = Assignment.objects.get()
    assert (invitation.answer, invitation.answered_at) == ("yes", AT)
    assert (assignment.request, assignment.invitation) == (wanted, invitation)
    assert wanted.state == Request.State.FILLED
    assert _kinds() == [Turn.Kind.ASKED, Turn.Kind.ACCEPTED, Turn.Kind.ASSIGNED]
    event = AuditEvent.objects.get(kind="invitation.answered")
    assert (event.actor_id, event.purpose, event.fields) == ("", "link", ["answer"])


def test_an_answer_stops_a_letter_that_has_not_left(invitation):
    _say(invitation, "no")

    assert Message.objects.get().state == Message.State.CANCELLED


def test_a_yes_without_a_seat_is_kept_as_reserve(invitation, wanted, municipality):
    other = make_invitation(wanted, make_representative(municipality, "Berit To"))
    _say(invitation, "yes")

    _say(other, "yes")

    other.refresh_from_db()
    assert other.answer == "yes"
    assert services.is_reserve(other)
    assert not services.is_reserve(Invitation.objects.get(pk=invitation.pk))
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize("second", ["no", "maybe"])
def test_a_yes_that_is_taken_back_gives_up_the_seat(invitation, second):
    _say(invitation, "yes")
    _say(invitation, second, at=AT + timedelta(hours=1))

    assert Assignment.objects.get().state == Assignment.State.ENDED
    assert list(Answer.objects.values_list("answer", flat=True)) == ["yes", second]

    _say(invitation, "yes", at=AT + timedelta(hours=2))

    assert Assignment.objects.running().count() == 1
    assert Answer.objects.count() == 3


def test_a_question_after_a_yes_keeps_the_seat(invitation):
    _say(invitation, "yes")
    _say(invitation, "question", message="Er det heis?")

    assert Assignment.objects.get().state == Assignment.State.RUNNING
    assert _kinds()[-1] == Turn.Kind.UNCLEAR


def test_words_are_sealed_in_the_database(invitation):
    _say(invitation, "question", message="Kan broren min følge meg?")

    sealed = Answer.objects.values_list("message", flat=True).get()
    assert "broren" not in sealed
    assert Answer.objects.get().message == "Kan broren min følge meg?"


def test_a_second_press_changes_nothing(invitation):
    rows = {_say(invitation, "maybe", at=AT + timedelta(seconds=n)).pk for n in range(150)}

    assert len(rows) == Answer.objects.count() == 1
    assert _kinds().count(Turn.Kind.UNCLEAR) == 1


def test_the_facilitator_writes_down_an_answer(invitation, alice):
    answer = _say(invitation, "no", by="phone", recorded_by=alice)

    assert (answer.by, answer.recorded_by) == ("phone", alice)
    assert AuditEvent.objects.get(kind="invitation.answered").actor_id == alice.public_id
    assert _kinds() == [Turn.Kind.ASKED, Turn.Kind.DECLINED]


def test_the_day_lasts_until_midnight_in_norway(invitation):
    # 12 March 2026, winter time: midnight in Oslo is 23.00 UTC.
    _say(invitation, "yes", at=datetime(2026, 3, 12, 22, 59, tzinfo=UTC))

    with pytest.raises(services.CannotAnswer, match="passed"):
        _say(invitation, "no", at=datetime(2026, 3, 12, 23, 1, tzinfo=UTC))
    assert Answer.objects.count() == 1


def test_what_is_withdrawn_or_not_sent_takes_no_answer(wanted, municipality, invitation):
    ready = make_invitation(wanted, make_representative(municipality, "Berit To"), is_sent=False)
    services.withdraw(invitation=invitation, by=None, at=AT)

    for one in (ready, invitation):
        with pytest.raises(services.CannotAnswer):
            _say(one, "yes")
    assert not Answer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_answers_in_a_race_leave_one_state_and_both_in_the_history(municipality):
    invitation = make_invitation(make_wanted(municipality, seats=1))
    for number in range(4):
        at = AT + timedelta(hours=number)
        before = Answer.objects.count()

        came = at_once(
            partial(_say, invitation, "yes", at=at),
            partial(_say, invitation, "no", at=at - timedelta(seconds=1)),
        )

        invitation.refresh_from_db()
        last = Answer.objects.order_by("-at", "-id")[0]
        assert all(isinstance(one, Answer) for one in came)
        assert Answer.objects.count() - before in (1, 2)
        assert (invitation.answer, invitation.answered_at) == (last.answer, last.at)
        assert Assignment.objects.running().count() == (last.answer == "yes")


@pytest.mark.django_db(transaction=True)
def test_many_yes_at_once_fill_the_seats_exactly(municipality):
    wanted = make_wanted(municipality, seats=2)
    people = [make_representative(municipality, f"Person {number}") for number in range(6)]
    asked = [make_invitation(wanted, person) for person in people]

    came = at_once(*(partial(_say, one, "yes") for one in asked))

    assert all(isinstance(one, Answer) for one in came)
    assert Assignment.objects.running().filter(request=wanted).count() == 2
    assert Invitation.objects.filter(answer="yes").count() == 6


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seats=st.integers(1, 2),
    said=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["yes", "no", "maybe", "question"])), max_size=10
    ),
)
def test_never_more_in_seats_than_there_are_whatever_the_order(municipality, seats, said):
    with transaction.atomic():
        wanted = make_wanted(municipality, seats=seats)
        asked = [make_invitation(wanted, make_representative(municipality, f"P {n}")) for n in range(3)]
        for number, (who, answer) in enumerate(said):
            _say(asked[who], answer, at=AT + timedelta(minutes=number))

            running = Assignment.objects.running().filter(request=wanted)
            assert running.count() <= seats
            last: dict[Any, str] = dict(Invitation.objects.values_list("pk", "answer"))
            assert all(last[seat.invitation_id] in ("yes", "question") for seat in running)
        transaction.set_rollback(True)
