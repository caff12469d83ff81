"""Taking a seat and leaving it: never more than there are, and the ledger is told."""

from datetime import timedelta
from functools import partial

import pytest

from config.core.audit.models import AuditEvent
from participation.assignments import services
from participation.assignments.models import Assignment
from projects.models import Request
from representatives.turns.models import Turn
from tests.cast import AT
from tests.make.invitations import at_once, make_wanted
from tests.make.people import make_representative


@pytest.fixture
def wanted(municipality) -> Request:
    return make_wanted(municipality, seats=2)


def _seat(wanted, person, by=None):
    return services.take_seat(request=wanted, representative=person, by=by, at=AT)


def test_taking_a_seat_writes_the_ledger_and_the_audit_trail(wanted, municipality, alice):
    person = make_representative(municipality)

    assignment = _seat(wanted, person, alice)

    turn = Turn.objects.get(kind=Turn.Kind.ASSIGNED)
    assert (turn.representative, turn.request_ref) == (person, wanted.public_id)
    assert turn.assignment_ref == assignment.public_id
    assert AuditEvent.objects.filter(kind="assignment.started", subject_id=person.public_id).count() == 1
    assert assignment.started_on == AT.date()


def test_the_last_seat_fills_the_request_and_the_next_is_refused(wanted, municipality):
    for name in ("Anna En", "Berit To"):
        _seat(wanted, make_representative(municipality, name))
    wanted.refresh_from_db()

    assert wanted.state == Request.State.FILLED
    with pytest.raises(services.NoSeatLeft, match="taken"):
        _seat(wanted, make_representative(municipality, "Cato Tre"))
    assert Assignment.objects.running().count() == 2


def test_a_person_has_one_seat_however_often_it_is_asked_for(wanted, municipality):
    person = make_representative(municipality)

    assert _seat(wanted, person) == _seat(wanted, person)
    assert Turn.objects.filter(kind=Turn.Kind.ASSIGNED).count() == 1


def test_a_closed_request_has_no_seats(municipality):
    wanted = make_wanted(municipality, state=Request.State.CLOSED)

    with pytest.raises(services.CannotSeat, match="not open"):
        _seat(wanted, make_representative(municipality))


def test_ending_frees_the_seat_and_leaves_the_request_filled(municipality, alice):
    wanted = make_wanted(municipality, seats=1)
    assignment = _seat(wanted, make_representative(municipality))

    ended = services.end(assignment=assignment, by=alice, at=AT + timedelta(days=3), reason="Flytter")

    wanted.refresh_from_db()
    assert (ended.state, ended.end_reason) == ("ended", "Flytter")
    assert ended.ended_on == (AT + timedelta(days=3)).date()
    assert wanted.state == Request.State.FILLED
    assert Turn.objects.get(kind=Turn.Kind.ENDED).assignment_ref == assignment.public_id
    assert _seat(wanted, make_representative(municipality, "Berit To")).state == "running"


def test_what_has_ended_cannot_end_again(wanted, municipality):
    assignment = _seat(wanted, make_representative(municipality))
    services.end(assignment=assignment, by=None, at=AT, reason="Ferdig")

    with pytest.raises(services.CannotEnd):
        services.end(assignment=assignment, by=None, at=AT, reason="Ferdig")
    assert Turn.objects.filter(kind=Turn.Kind.ENDED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_want_the_last_seat_get_one_between_them(municipality):
    for number in range(5):
        wanted = make_wanted(municipality, seats=1)
        people = [make_representative(municipality, f"Person {number}{letter}") for letter in "ab"]

        came = at_once(*(partial(_seat, wanted, person) for person in people))

        assert sorted(type(one).__name__ for one in came) == ["Assignment", "NoSeatLeft"]
        assert Assignment.objects.running().filter(request=wanted).count() == 1
