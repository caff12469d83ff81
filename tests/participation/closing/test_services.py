"""Closing a meeting: attendance, fees and what was said, all or nothing."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext

from participation.claims.models import Claim
from participation.closing import services
from participation.contributions.models import Contribution
from participation.contributions.saying import Said
from participation.meetings.models import Attendance, Meeting
from participation.meetings.services import Account, CannotEdit, Presence
from tests.make.chain import make_assignment, make_meeting, make_rate, make_request
from tests.make.people import make_representative
from tests.participation.seats import LATER

ACCOUNT = Account(date(2026, 3, 10), Decimal("2.25"))


def _close(meeting, by, attendances=(), contributions=()):
    return services.hold_meeting(
        meeting=meeting,
        account=ACCOUNT,
        attendances=list(attendances),
        contributions=list(contributions),
        by=by,
        at=LATER,
    )


def test_closing_writes_attendance_fees_and_what_was_said(project, municipality, paula, rolf, owner, alice):
    make_rate(municipality)
    meeting = make_meeting(project)
    there = [Presence(paula, was_present=True, hours=Decimal("2.25")), Presence(rolf, was_present=False)]
    said = [Said("The letter is too long.", owner, paula), Said("Meet in the afternoon.", owner)]

    closed = _close(meeting, alice, there, said)

    assert closed.meeting.state == Meeting.State.HELD
    assert [(claim.quantity, claim.amount) for claim in closed.claims] == [
        (Decimal("2.5"), Decimal("887.50"))
    ]
    one, group = closed.contributions
    assert (one.assignment, one.is_from_group, one.due_on) == (paula, False, date(2026, 4, 9))
    assert (group.assignment, group.is_from_group, group.meeting) == (None, True, meeting)


def test_one_thing_refused_and_nothing_is_stored(project, paula, alice):
    meeting = make_meeting(project)

    with pytest.raises(services.REFUSALS):
        _close(
            meeting,
            alice,
            [Presence(paula, was_present=True, hours=Decimal(2))],
            [Said("No owner.", None, paula)],
        )

    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PLANNED
    assert not Attendance.objects.exists()
    assert not Claim.objects.exists()


def test_at_most_fifty_contributions_at_a_time(project, owner, alice):
    with pytest.raises(services.REFUSALS, match="fifty"):
        _close(make_meeting(project), alice, contributions=[Said("Again.", owner)] * 51)


def test_a_correction_mends_the_draft_fees(project, municipality, paula, rolf, alice):
    make_rate(municipality)
    meeting = make_meeting(project)
    _close(
        meeting,
        alice,
        [Presence(paula, was_present=True, hours=Decimal(2)), Presence(rolf, was_present=False)],
    )

    services.correct_meeting(
        meeting=meeting,
        account=ACCOUNT,
        attendances=[Presence(paula, was_present=False), Presence(rolf, was_present=True, hours=Decimal(3))],
        by=alice,
        at=LATER,
    )

    claim = Claim.objects.get()
    assert (claim.attendance.assignment, int(claim.amount)) == (rolf, 1065)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_at_once_one_wins(project, municipality, paula, owner, alice):
    make_rate(municipality)
    meeting = make_meeting(project)
    start, outcomes = threading.Barrier(2), []

    def close() -> None:
        close_old_connections()
        start.wait()
        try:
            _close(
                meeting,
                alice,
                [Presence(paula, was_present=True, hours=Decimal(2))],
                [Said("Once.", owner, paula)],
            )
            outcomes.append("closed")
        except CannotEdit:
            outcomes.append("refused")
        connection.close()

    both = [threading.Thread(target=close) for _one in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(outcomes) == ["closed", "refused"]
    assert (Contribution.objects.count(), Claim.objects.count()) == (1, 1)


def test_a_meeting_of_thirty_is_closed_in_as_few_statements_as_one_of_two(
    project, municipality, paula, rolf, owner, alice
):
    make_rate(municipality)
    seats = [
        paula,
        rolf,
        *(make_assignment(make_request(project), make_representative(municipality)) for _ in range(28)),
    ]
    said = [Said(f"Saying {number}", owner, paula) for number in range(5)]

    def statements(people):
        there = [Presence(seat, was_present=True, hours=Decimal(2)) for seat in people]
        with CaptureQueriesContext(connection) as captured:
            closed = _close(make_meeting(project), alice, there, said)
        assert len(closed.claims) == len(people)
        return len(captured)

    few, many = statements(seats[:2]), statements(seats)

    assert many == few
    assert many <= 25
