"""Planning, holding and correcting a meeting."""

from datetime import date
from decimal import Decimal

import pytest

from config.core.audit.models import AuditEvent
from participation.meetings import services
from participation.meetings.models import Attendance, Meeting
from participation.meetings.services import Account, Presence
from projects.models import Project
from tests.make.chain import make_assignment, make_meeting, make_project, make_request
from tests.make.people import make_representative
from tests.participation.seats import LATER

DAY = date(2026, 3, 10)
ACCOUNT = Account(DAY, Decimal(2), Decimal(6), Decimal(3), "We read the letter.")


def _hold(meeting, alice, *presences, account=ACCOUNT):
    return services.hold(meeting=meeting, account=account, presences=presences, by=alice, at=LATER)


def test_a_meeting_is_planned(project, alice):
    meeting = services.plan_meeting(project=project, title="Kick-off", held_on=DAY, by=alice, at=LATER)

    assert meeting.state == Meeting.State.PLANNED
    assert meeting.municipality == project.municipality
    assert AuditEvent.objects.filter(kind="meeting.planned", object_id=meeting.public_id).exists()


@pytest.mark.parametrize("state", [Project.State.CLOSED, Project.State.CANCELLED])
def test_a_project_that_has_ended_plans_no_meeting(unit, alice, state):
    with pytest.raises(services.CannotPlan):
        services.plan_meeting(
            project=make_project(unit, state=state), title="Kick-off", held_on=DAY, by=alice, at=LATER
        )


def test_editing_names_what_changed(project, alice):
    meeting = make_meeting(project, place="Room 1")

    changed = services.edit(
        meeting=meeting, changes={"place": "Room 2", "title": meeting.title}, by=alice, at=LATER
    )

    assert changed == ["place"]
    assert AuditEvent.objects.get(kind="meeting.edited").fields == ["place"]


def test_the_state_is_not_edited(project, alice):
    with pytest.raises(ValueError, match="state"):
        services.edit(meeting=make_meeting(project), changes={"state": "held"}, by=alice, at=LATER)


def test_a_meeting_is_held_with_who_was_there(project, paula, rolf, alice):
    meeting = make_meeting(project)

    _hold(
        meeting,
        alice,
        Presence(paula, was_present=True, hours=Decimal("2.5")),
        Presence(rolf, was_present=False, hours=Decimal(2)),
    )

    meeting.refresh_from_db()
    assert (meeting.state, meeting.professional_hours, meeting.minutes) == (
        "held",
        Decimal(6),
        "We read the letter.",
    )
    rows = dict(Attendance.objects.order_by("id").values_list("assignment", "hours"))
    assert rows == {paula.pk: Decimal("2.5"), rolf.pk: Decimal(0)}


def test_a_meeting_is_closed_once(project, alice):
    meeting = make_meeting(project)
    _hold(meeting, alice)

    with pytest.raises(services.CannotEdit, match="already closed"):
        _hold(meeting, alice)
    with pytest.raises(services.CannotEdit):
        services.cancel(meeting=meeting, by=alice, at=LATER)


def test_a_cancelled_meeting_stays_cancelled(project, alice):
    meeting = make_meeting(project)
    services.cancel(meeting=meeting, by=alice, at=LATER)

    with pytest.raises(services.CannotEdit, match="cancelled"):
        _hold(meeting, alice)


def test_a_meeting_of_tomorrow_is_not_closed_today(project, alice):
    account = Account(date(2026, 3, 21), Decimal(2))

    with pytest.raises(services.CannotHold, match="not come"):
        _hold(make_meeting(project), alice, account=account)
    assert Meeting.objects.get().state == Meeting.State.PLANNED


def test_people_of_another_project_were_not_there(project, unit, paula, alice):
    stranger = make_assignment(make_request(make_project(unit, title="Another")), paula.representative)

    with pytest.raises(services.CannotHold, match="no assignment"):
        _hold(make_meeting(project), alice, Presence(stranger, was_present=True, hours=Decimal(2)))
    assert not Attendance.objects.exists()


def test_a_day_has_twenty_four_hours(project, paula, alice):
    with pytest.raises(services.CannotHold, match="24"):
        _hold(make_meeting(project), alice, Presence(paula, was_present=True, hours=Decimal(25)))


def test_thirty_people_cost_no_more_statements_than_one(
    project, municipality, alice, django_assert_max_num_queries
):
    request = make_request(project, seats=30)
    seats = [make_assignment(request, make_representative(municipality, f"Nora {n}")) for n in range(30)]
    there = [Presence(seat, was_present=True, hours=Decimal(2)) for seat in seats]

    with django_assert_max_num_queries(10):
        written = _hold(make_meeting(project), alice, *there)

    assert [row.assignment for row in written] == seats
    assert Attendance.objects.filter(was_present=True, hours=2).count() == 30


def test_only_what_was_held_is_corrected(project, paula, alice):
    meeting = make_meeting(project)
    with pytest.raises(services.CannotHold):
        services.correct(meeting=meeting, account=ACCOUNT, presences=[], by=alice, at=LATER)
    _hold(meeting, alice, Presence(paula, was_present=True, hours=Decimal(2)))

    services.correct(
        meeting=meeting, account=ACCOUNT, presences=[Presence(paula, was_present=False)], by=alice, at=LATER
    )

    assert list(Attendance.objects.values_list("was_present", "hours")) == [(False, Decimal(0))]


def test_the_first_day_of_the_calendar_has_a_day_to_prepare_too(project):
    assert make_meeting(project, held_on=date.min).prepared_on == date.min
