"""Every constraint of participation refuses a bad row, by name."""

from datetime import timedelta

import pytest

from participation.models import (
    Ask,
    Assignment,
    Attendance,
    Change,
    Claim,
    Effect,
    Invitation,
    Rate,
    Reflection,
    Report,
    Response,
    Told,
    UnitStep,
)
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.chain import (
    make_assignment,
    make_contribution,
    make_meeting,
    make_project,
    make_request,
)
from tests.make.people import make_representative

DAY = AT.date()
BEFORE = DAY - timedelta(days=1)


@pytest.fixture
def project(unit):
    return make_project(unit)


@pytest.fixture
def seat(municipality, project):
    return make_assignment(make_request(project), make_representative(municipality))


@pytest.fixture
def attendance(municipality, project, seat):
    meeting = make_meeting(project)
    return Attendance.objects.create(
        municipality=municipality, meeting=meeting, assignment=seat, was_present=True, hours=2
    )


def test_an_assignment(seat):
    again = {"request": seat.request, "representative": seat.representative}

    assert_refused(lambda: make_assignment(**again), "assignment_once_per_request")
    assert_refused(
        lambda: make_assignment(**again, state=Assignment.State.ENDED), "assignment_ended_has_a_day"
    )


def test_an_invitation(municipality, project):
    row = {
        "municipality": municipality,
        "request": make_request(project),
        "representative": make_representative(municipality),
        "reply_by": DAY,
        "key_id": "k1",
        "created_at": AT,
    }
    Invitation.objects.create(**row, token_hash="a")

    assert_refused(lambda: Invitation.objects.create(**row, token_hash="b"), "invitation_once_per_request")
    answered = {**row, "state": "withdrawn", "answer": "yes", "token_hash": "c"}
    assert_refused(lambda: Invitation.objects.create(**answered), "invitation_answer_has_a_time")


def test_a_meeting_and_who_was_there(municipality, project, attendance):
    other = make_meeting(project, title="Et annet møte")
    row = {"municipality": municipality, "assignment": attendance.assignment}

    assert_refused(lambda: make_meeting(project, hours=-1), "meeting_hours_are_not_negative")
    assert_refused(
        lambda: Attendance.objects.create(**row, meeting=attendance.meeting, was_present=True),
        "attendance_once_per_meeting",
    )
    assert_refused(
        lambda: Attendance.objects.create(**row, meeting=other, was_present=False, hours=1),
        "attendance_absent_has_no_hours",
    )


def test_rates(municipality):
    row = {"municipality": municipality, "kind": "fee_hour", "valid_from": DAY}
    Rate.objects.create(**row, amount=355)

    assert_refused(lambda: Rate.objects.create(**row, amount=360), "rate_once_per_day")
    other = {**row, "kind": "travel_km"}
    assert_refused(lambda: Rate.objects.create(**other, amount=-1), "rate_is_not_negative")
    assert_refused(
        lambda: Rate.objects.create(**other, amount=5, valid_to=BEFORE), "rate_ends_after_it_starts"
    )


def test_claims(municipality, attendance):
    row = {
        "municipality": municipality,
        "attendance": attendance,
        "quantity": 2,
        "incurred_on": DAY,
    }
    Claim.objects.create(**row, kind="fee", amount=710)

    assert_refused(lambda: Claim.objects.create(**row, kind="fee", amount=1), "claim_one_fee_per_attendance")
    assert_refused(lambda: Claim.objects.create(**row, kind="travel", amount=-1), "claim_is_not_negative")


def test_the_chain(municipality, project):
    said = make_contribution(project)
    row = {"municipality": municipality, "at": AT}
    change = Change.objects.create(
        **row,
        contribution=said,
        text="Kortere brev",
        kind="information",
        outcome="product",
        attribution="alone",
        changed_on=DAY,
    )

    assert_refused(lambda: make_contribution(project, text=""), "contribution_says_something")
    assert_refused(
        lambda: Response.objects.create(
            **row, contribution=said, answer="adopted", reason="", answered_on=DAY
        ),
        "response_has_a_reason",
    )
    assert_refused(
        lambda: Change.objects.filter(pk=change.pk).update(evidence_level=6), "change_evidence_level_is_known"
    )
    for other in ({"kind": "process"}, {"kind": ""}, {"outcome": "service"}):
        assert_refused(
            lambda other=other: Change.objects.filter(pk=change.pk).update(**other),
            "change_kind_is_of_its_class",
        )
    assert_refused(lambda: Effect.objects.create(**row, change=change), "effect_is_measured_or_says_why_not")


def test_told_once_per_step(municipality, project, seat):
    row = {"municipality": municipality, "contribution": make_contribution(project), "step": "answered"}
    row |= {"channel": "phone", "assignment": seat, "about_ref": "x", "at": AT}
    Told.objects.create(**row)

    assert_refused(lambda: Told.objects.create(**row), "told_once_per_step")


def test_a_step_of_a_unit(municipality, unit):
    row = {"municipality": municipality, "unit": unit, "wanted": 3, "set_on": DAY, "at": AT}

    assert_refused(lambda: UnitStep.objects.create(**row, step=5, basis="Møte"), "unit_step_is_on_the_ladder")
    assert_refused(lambda: UnitStep.objects.create(**row, step=1, basis=""), "unit_step_rests_on_something")


def test_reflections_reports_and_asks(municipality, project):
    assert_refused(
        lambda: Reflection.objects.create(
            municipality=municipality, project=project, went_well="", held_on=DAY, at=AT
        ),
        "reflection_kept_says_something",
    )
    assert_refused(
        lambda: Report.objects.create(
            municipality=municipality,
            title="X",
            period_from=DAY,
            period_to=BEFORE,
            snapshot_hash="x",
            made_at=AT,
            frozen_at=AT,
        ),
        "report_period_ends_after_start",
    )
    assert_refused(
        lambda: Ask.objects.create(
            municipality=municipality, title="X", need="Y", decide_by=DAY, created_at=AT, state="granted"
        ),
        "ask_answered_has_a_time",
    )
