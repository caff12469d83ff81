"""Each constraint of meetings, claims and contributions refuses a bad row, on both databases."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from participation.claims.models import Claim, Rate
from participation.contributions.models import Change, Effect, Response, Told
from tests.cast import AT
from tests.make.chain import make_attendance, make_contribution, make_meeting, make_rate

DAY = date(2026, 3, 10)


def _refused(make, name: str) -> None:
    """The row is refused; PostgreSQL names the constraint, SQLite names it or its columns."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    assert connection.vendor == "sqlite" or name in str(error.value)


@pytest.fixture
def said(project):
    return make_contribution(project)


@pytest.fixture
def attendance(project, paula):
    return make_attendance(make_meeting(project), paula)


def test_hours_of_a_meeting(project):
    _refused(lambda: make_meeting(project, hours=-1), "meeting_hours_are_not_negative")


def test_attendance(attendance, project, rolf):
    meeting = attendance.meeting
    _refused(lambda: make_attendance(meeting, attendance.assignment), "attendance_once_per_meeting")
    _refused(
        lambda: make_attendance(meeting, rolf, was_present=False, hours=1), "attendance_absent_has_no_hours"
    )


def test_rates(municipality):
    make_rate(municipality)
    _refused(lambda: make_rate(municipality), "rate_once_per_day")
    _refused(lambda: make_rate(municipality, "travel_km", "-1"), "rate_is_not_negative")
    _refused(
        lambda: make_rate(municipality, "travel_km", valid_from=DAY, valid_to=date(2026, 3, 9)),
        "rate_ends_after_it_starts",
    )
    assert Rate.objects.count() == 1


def test_claims(attendance, municipality):
    def make(**fields):
        fields = {"kind": "fee", "quantity": 1, "amount": Decimal(1), "incurred_on": DAY} | fields
        return Claim.objects.create(municipality=municipality, attendance=attendance, **fields)

    make()
    _refused(make, "claim_one_fee_per_attendance")
    _refused(lambda: make(kind="travel", amount=-1), "claim_is_not_negative")


def test_what_was_said_and_answered(project, said, municipality):
    _refused(lambda: make_contribution(project, text=""), "contribution_says_something")
    _refused(
        lambda: Response.objects.create(
            municipality=municipality, contribution=said, answer="adopted", reason="", answered_on=DAY, at=AT
        ),
        "response_has_a_reason",
    )


def test_changes_and_effects(said, municipality):
    def change(level):
        return Change.objects.create(
            municipality=municipality,
            contribution=said,
            text="New",
            kind="information",
            outcome="product",
            attribution="alone",
            evidence_level=level,
            changed_on=DAY,
            at=AT,
        )

    _refused(lambda: change(6), "change_evidence_level_is_known")
    made = change(5)
    _refused(
        lambda: Effect.objects.create(municipality=municipality, change=made, at=AT),
        "effect_is_measured_or_says_why_not",
    )


def test_one_telling_of_one_thing_to_one_person(said, paula, municipality):
    def tell():
        return Told.objects.create(
            municipality=municipality,
            contribution=said,
            assignment=paula,
            step="answered",
            about_ref="one",
            channel="email",
            at=AT,
        )

    tell()
    _refused(tell, "told_once_per_step")
