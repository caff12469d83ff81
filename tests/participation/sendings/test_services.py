"""A sending: put together quietly, let go after a pause, stopped in time, and never to more than was meant."""

from datetime import timedelta

import pytest

from config.core.outbox.models import Message
from participation.invitations import services as invitations
from participation.invitations.models import Invitation
from participation.sendings import leaving, services
from participation.sendings.models import Sending, SendingLine
from tests.cast import AT, make_user
from tests.helpers.constraints import assert_refused
from tests.make.invitations import REPLY_BY, make_choice, make_invitation, make_wanted
from tests.make.people import make_representative
from tests.participation.sendings.conftest import AFTER

State = Sending.State


def make_crowd(wanted, count):
    """So many people in a draft, as rows: what is tried is the brake, not the way into the network."""
    draft = Sending.objects.create(
        municipality=wanted.municipality, request=wanted, reply_by=REPLY_BY, made_at=AT
    )
    person = make_representative(wanted.municipality, "Anna En")
    rows = type(person).objects
    others = rows.bulk_create(
        type(person)(municipality=wanted.municipality, given_name=f"Person {one}", created_at=AT)
        for one in range(count - 1)
    )
    SendingLine.objects.bulk_create(
        SendingLine(municipality=wanted.municipality, sending=draft, representative=one, does="ask")
        for one in (person, *others)
    )
    return draft


def test_nobody_hears_of_it_before_the_pause_is_over(draft):
    held = services.send(sending=draft, by=None, at=AT)

    assert (held.state, held.leaves_at) == (State.HELD, AFTER)
    assert leaving.leave_due(at=AFTER - timedelta(seconds=1)) == 0
    assert not Invitation.objects.exists()
    assert not Message.objects.exists()


def test_all_are_asked_at_once_when_it_is_over(draft, people, gone):
    sending = gone(draft)

    assert sending.state == State.SENT
    assert set(sending.lines.values_list("outcome", flat=True)) == {"left"}
    asked = Invitation.objects.filter(state="sent", reply_by=REPLY_BY)
    assert {row.representative for row in asked} == set(people)
    assert Message.objects.count() == 2
    assert leaving.leave_due(at=AFTER) == 0


def test_pressed_twice_it_is_one_sending(draft):
    for _press in range(2):
        services.send(sending=draft, by=None, at=AT)
    leaving.leave_due(at=AFTER)
    leaving.leave_due(at=AFTER + timedelta(minutes=1))

    assert Invitation.objects.count() == 3
    assert Message.objects.count() == 2


def test_stopped_in_the_pause_it_is_a_draft_again(draft):
    held = services.send(sending=draft, by=None, at=AT)

    stopped = services.stop(sending=held, by=None, at=AT + timedelta(minutes=1))
    leaving.leave_due(at=AFTER)

    assert (stopped.state, stopped.leaves_at, stopped.lines.count()) == (State.DRAFT, None, 3)
    assert not Invitation.objects.exists()


def test_stopped_on_its_way_the_rest_is_not_sent(draft, monkeypatch):
    services.send(sending=draft, by=None, at=AT)
    told = leaving._ask

    def ask_and_stop(sending, line, at):
        monkeypatch.setattr(leaving, "_ask", told)
        outcome = told(sending, line, at)
        SendingLine.objects.filter(pk=line.pk).update(outcome=outcome)
        services.stop(sending=sending, by=None, at=at)
        return outcome

    monkeypatch.setattr(leaving, "_ask", ask_and_stop)
    leaving.leave_due(at=AFTER)

    outcomes = list(draft.lines.values_list("outcome", flat=True))
    assert outcomes == ["left", "stopped", "stopped"]
    assert Invitation.objects.count() == 1


def test_what_is_through_cannot_be_stopped(draft, gone):
    with pytest.raises(services.CannotStop, match="left already"):
        services.stop(sending=gone(draft), by=None, at=AFTER)


@pytest.mark.parametrize("number", [None, 100, 102])
def test_above_a_hundred_the_number_is_typed(wanted, number):
    draft = make_crowd(wanted, 101)

    with pytest.raises(services.NumberMissing, match="101"):
        services.send(sending=draft, by=None, at=AT, number=number)
    draft.refresh_from_db()

    assert draft.state == State.DRAFT
    assert services.send(sending=draft, by=None, at=AT, number=101).state == State.HELD


def test_above_a_thousand_a_second_person_looks(wanted, alice, municipality):
    draft = make_crowd(wanted, 1001)
    other = make_user("Ada", municipality, "facilitator")

    waiting = services.send(sending=draft, by=alice, at=AT, number=1001)
    with pytest.raises(services.CannotSend, match="else"):
        services.approve(sending=waiting, by=alice, at=AT)
    assert not Sending.objects.due(AFTER).exists()
    approved = services.approve(sending=waiting, by=other, at=AT)

    assert (waiting.state, approved.state, approved.leaves_at) == (State.APPROVAL, State.HELD, AFTER)


def test_a_second_person_is_asked_only_where_one_is_needed(draft, alice):
    with pytest.raises(services.CannotSend, match="second person"):
        services.approve(sending=draft, by=alice, at=AT)


def test_a_draft_is_made_anew_and_is_the_only_one(prepare, people):
    first = prepare(ask=people)
    second = prepare(ask=people[:1])

    assert first.pk == second.pk
    assert [line.representative for line in second.lines.all()] == people[:1]
    services.send(sending=second, by=None, at=AT)
    with pytest.raises(services.CannotPrepare, match="on its way"):
        prepare(ask=people)


def test_what_a_draft_refuses(prepare, wanted, people, municipality):
    resting = make_representative(municipality, "Rolf Rest", state="resting")
    make_choice(wanted, resting)
    silent = make_invitation(wanted, make_representative(municipality, "Stille Sara"))

    for given, why in (
        ({}, "at least one"),
        ({"ask": [make_representative(municipality, "Ukjent Una")]}, "not chosen"),
        ({"ask": [resting]}, "break"),
        ({"ask": people, "reply_by": AT.date() - timedelta(days=1)}, "not passed"),
        ({"thank": [silent]}, "seat is free"),
    ):
        with pytest.raises(services.CannotPrepare, match=why):
            prepare(**given)
    assert not Sending.objects.exists()


def test_a_draft_is_thrown_away_and_the_choices_stay(draft, wanted):
    services.discard(sending=draft, by=None, at=AT)

    assert not Sending.objects.exists()
    assert wanted.choices.count() == 3


def test_what_is_held_is_not_thrown_away(draft):
    held = services.send(sending=draft, by=None, at=AT)

    with pytest.raises(services.CannotStop, match="being prepared"):
        services.discard(sending=held, by=None, at=AT)


def test_a_request_that_is_closed_meanwhile_lets_nothing_go(draft, wanted):
    wanted.state = "closed"
    wanted.save()

    with pytest.raises(services.CannotSend, match="not open"):
        services.send(sending=draft, by=None, at=AT)


def test_who_cannot_be_asked_any_more_is_named_and_holds_nobody_up(draft, people, gone):
    people[0].state = "resting"
    people[0].save()

    sending = gone(draft)

    outcomes = [(line.representative, line.outcome, "pause" in line.reason) for line in sending.lines.all()]
    assert outcomes[0] == (people[0], "refused", True)
    assert [outcome for _who, outcome, _why in outcomes[1:]] == ["left", "left"]


def test_one_row_that_fails_keeps_nobody_waiting(draft, gone, monkeypatch, people):
    whole = invitations.ask

    def ask(**given):
        if given["representative"] == people[0]:
            raise ZeroDivisionError
        return whole(**given)

    monkeypatch.setattr(invitations, "ask", ask)
    sending = gone(draft)

    assert list(sending.lines.values_list("outcome", flat=True)) == ["refused", "left", "left"]
    assert Invitation.objects.count() == 2


def test_an_invitation_that_stands_ready_goes_with_the_others(prepare, wanted, people, gone):
    ready = make_invitation(wanted, people[0], is_sent=False, reply_by=REPLY_BY - timedelta(days=1))

    gone(prepare(ask=people))
    ready.refresh_from_db()

    assert (ready.state, ready.reply_by) == ("sent", REPLY_BY - timedelta(days=1))
    assert Invitation.objects.count() == 3


def test_an_invitation_that_stands_ready_goes_also_without_a_choice(prepare, wanted, municipality, gone):
    ready = make_invitation(wanted, make_representative(municipality, "Rita Ready"), is_sent=False)

    gone(prepare(ask=[ready.representative]))
    ready.refresh_from_db()

    assert ready.state == "sent"


def test_another_request_has_a_sending_of_its_own(draft, municipality, people):
    other = make_wanted(municipality)
    make_choice(other, people[0])

    made = services.prepare(request=other, ask=people[:1], thank=[], reply_by=REPLY_BY, by=None, at=AT)

    assert made.pk != draft.pk


def _sending(wanted, **fields):
    given = {"municipality": wanted.municipality, "request": wanted, "reply_by": REPLY_BY, "made_at": AT}
    return Sending.objects.create(**(given | fields))


def test_sending_one_open_each_request(draft, wanted):
    assert_refused(lambda: _sending(wanted), "sending_one_open_each_request")


def test_sending_leaves_at_a_time(wanted):
    assert_refused(lambda: _sending(wanted, state="held"), "sending_leaves_at_a_time")


def test_sending_approved_by_another(wanted, alice):
    both = {"sent_by": alice, "approved_by": alice}
    assert_refused(lambda: _sending(wanted, **both), "sending_approved_by_another")


def test_sending_line_one_each(draft, people):
    line = {"municipality": draft.municipality, "sending": draft, "representative": people[0], "does": "ask"}
    assert_refused(lambda: SendingLine.objects.create(**line), "sending_line_one_each")


def test_sending_line_told_by_hand(draft):
    assert_refused(lambda: draft.lines.update(told_at=AT), "sending_line_told_by_hand")
