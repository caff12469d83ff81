"""Rates by day, and claims from draft to approved or declined."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from config.core.audit.models import AuditEvent
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from participation.assignments import resting
from participation.claims import rating, services
from participation.claims.models import Claim, Rate
from participation.claims.queries import rate_on
from tests.cast import AT
from tests.make.chain import make_attendance, make_meeting, make_rate


@pytest.fixture
def attendance(project, paula):
    return make_attendance(make_meeting(project, state="held"), paula, hours=Decimal("2.25"))


def _add(municipality, amount, valid_from, kind="fee_hour", **more):
    return rating.add_rate(
        municipality=municipality,
        kind=kind,
        amount=Decimal(amount),
        valid_from=valid_from,
        by=None,
        at=AT,
        **more,
    )


def _draft(attendance):
    return services.draft_fee(attendance=attendance, by=None, at=AT)


def _amount_on(day, municipality, kind="fee_hour"):
    rate = rate_on(kind, day, municipality)
    return rate and rate.amount


def test_a_new_rate_ends_the_old_one_the_day_before(municipality):
    _add(municipality, 355, date(2026, 1, 1))
    _add(municipality, 370, date(2026, 7, 1))

    assert _amount_on(date(2026, 6, 30), municipality) == 355
    assert _amount_on(date(2026, 7, 1), municipality) == 370
    assert rate_on("fee_hour", date(2025, 12, 31), municipality) is None
    assert rate_on("travel_km", date(2026, 7, 1), municipality) is None


def test_a_rate_put_in_between_ends_before_the_next(municipality):
    _add(municipality, 370, date(2026, 7, 1))
    _add(municipality, 350, date(2026, 1, 1))
    _add(municipality, 360, date(2026, 4, 1))

    days: Any = list(Rate.objects.order_by("valid_from").values_list("amount", "valid_to"))
    assert days == [(350, date(2026, 3, 31)), (360, date(2026, 6, 30)), (370, None)]


def test_one_rate_of_a_kind_from_a_day(municipality):
    _add(municipality, 355, date(2026, 1, 1))

    with pytest.raises(rating.CannotSetRate):
        _add(municipality, 370, date(2026, 1, 1))
    with pytest.raises(rating.CannotSetRate):
        _add(municipality, -1, date(2026, 2, 1))


def test_a_fee_is_counted_by_the_rate_of_the_day(municipality, attendance):
    make_rate(municipality, amount="300", valid_to=date(2026, 3, 9))
    make_rate(municipality, amount="355.55", valid_from=date(2026, 3, 10))

    claim = _draft(attendance)

    assert (claim.state, claim.quantity, claim.amount) == ("draft", Decimal("2.5"), Decimal("888.88"))
    assert AuditEvent.objects.filter(kind="claim.drafted", object_id=claim.public_id).exists()


def test_a_draft_without_a_rate_waits_for_one(municipality, attendance):
    claim = _draft(attendance)
    assert (claim.rate, claim.amount) == (None, 0)
    with pytest.raises(services.CannotClaim, match="No rate"):
        services.approve(claim=claim, by=None, at=AT)

    _add(municipality, 400, date(2026, 3, 1))

    claim.refresh_from_db()
    assert claim.amount == 1000


def test_a_new_rate_leaves_what_is_approved(municipality, attendance):
    _add(municipality, 355, date(2026, 1, 1))
    claim = services.approve(claim=_draft(attendance), by=None, at=AT)

    _add(municipality, 500, date(2026, 3, 1))

    claim.refresh_from_db()
    assert claim.amount == Decimal("887.50")


def test_who_was_not_there_gets_no_fee(attendance):
    _draft(attendance)
    attendance.was_present, attendance.hours = False, 0
    attendance.save()

    assert _draft(attendance) is None
    assert not Claim.objects.exists()


def test_a_draft_follows_a_correction_and_an_approved_fee_does_not(municipality, attendance):
    make_rate(municipality)
    claim = _draft(attendance)
    attendance.hours = Decimal(4)

    assert _draft(attendance).amount == 1420
    services.approve(claim=claim, by=None, at=AT)
    assert _draft(attendance).amount == 1420
    attendance.hours = Decimal(5)
    with pytest.raises(services.CannotClaim, match="already approved"):
        _draft(attendance)


def test_a_fee_is_declined_and_taken_up_again(municipality, attendance):
    make_rate(municipality)
    claim = _draft(attendance)

    services.decline(claim=claim, by=None, at=AT)
    assert _draft(attendance).state == Claim.State.DECLINED
    services.reopen(claim=claim, by=None, at=AT)
    services.approve(claim=claim, by=None, at=AT)

    kinds = AuditEvent.objects.filter(object_id=claim.public_id).order_by("id").values_list("kind", flat=True)
    assert [k for k in kinds if k != "claim.drafted"] == [
        "claim.declined",
        "claim.reopened",
        "claim.approved",
    ]


def test_what_has_gone_to_payroll_is_settled_there(municipality, attendance):
    make_rate(municipality)
    claim = _draft(attendance)
    Claim.objects.update(state=Claim.State.EXPORTED)

    with pytest.raises(services.CannotClaim, match="Sent to payroll"):
        services.decline(claim=claim, by=None, at=AT)


def test_travel_is_counted_by_the_kilometre(municipality, attendance):
    make_rate(municipality, "travel_km", "5.30")

    claim = services.add_expense(attendance=attendance, kind="travel", quantity=Decimal(41), by=None, at=AT)

    assert claim.amount == Decimal("217.30")


def test_an_expense_has_its_amount(attendance):
    claim = services.add_expense(
        attendance=attendance, kind="expense", quantity=Decimal(1), amount=Decimal(98), by=None, at=AT
    )
    assert claim.amount == 98
    with pytest.raises(services.CannotClaim):
        services.add_expense(attendance=attendance, kind="expense", quantity=Decimal(1), by=None, at=AT)
    with pytest.raises(services.CannotClaim):
        services.add_expense(attendance=attendance, kind="fee", quantity=Decimal(1), by=None, at=AT)


def test_fees_of_thirty_cost_as_many_statements_as_of_one(municipality, project, paula, rolf):
    make_rate(municipality)
    meeting = make_meeting(project, state="held")
    rows = [make_attendance(meeting, seat, hours=Decimal(2)) for seat in (paula, rolf)]

    made = services.draft_fees(attendances=rows, by=None, at=AT)
    again = services.draft_fees(attendances=rows, by=None, at=AT)

    assert [claim.amount for claim in made] == [710, 710]
    assert {claim.pk for claim in again} == {claim.pk for claim in made}
    assert AuditEvent.objects.filter(kind="claim.drafted").count() == 4


def test_who_wants_no_fees_has_them_declined_from_the_start_and_can_take_one(municipality, attendance):
    make_rate(municipality)
    seat = resting.decline_fees(assignment=attendance.assignment, declines=True, by=None, at=AT)
    attendance.assignment = seat

    fee = _draft(attendance)
    travel = services.add_expense(
        attendance=attendance, kind="expense", quantity=Decimal(1), amount=Decimal(40), by=None, at=AT
    )

    assert (fee.state, travel.state) == ("declined", "draft")
    assert services.want_after_all(claim=fee, by=None, at=AT).state == "draft"
    assert AuditEvent.objects.filter(kind="assignment.fees_declined", object_id=seat.public_id).exists()


def test_called_off_in_good_time_is_not_paid(municipality, project, paula):
    _add(municipality, 400, date(2026, 1, 1), kind="fee_cancelled", notice_days=3)
    early = make_meeting(project, state="cancelled", changed_at=datetime(2026, 3, 6, 12, tzinfo=UTC))
    late = make_meeting(project, state="cancelled", changed_at=datetime(2026, 3, 7, 12, tzinfo=UTC))

    with pytest.raises(services.CannotClaim, match="4 days before"):
        services.call_off(meeting=early, assignments=[paula], by=None, at=AT)
    [claim] = services.call_off(meeting=late, assignments=[paula], by=None, at=AT)

    assert claim.amount == 400


def test_only_a_meeting_called_off_has_days_of_notice(municipality):
    with pytest.raises(rating.CannotSetRate, match="called off"):
        _add(municipality, 400, date(2026, 1, 1), notice_days=3)


def test_what_comes_back_is_told_by_letter_each_time(municipality, attendance):
    sent = services.add_expense(
        attendance=attendance, kind="expense", quantity=Decimal(1), amount=Decimal(98), by=None, at=AT
    )
    services.give_back(claim=sent, word="The receipt is missing", by=None, at=AT)
    [message] = Message.objects.filter(kind=services.RETURNED)
    kind = kind_of(message)
    assert kind.still_allowed(message)
    mail = kind.render(message, True)
    assert "The receipt is missing" in mail.text
    assert attendance.meeting.project.title not in mail.subject + mail.text

    services.send_again(claim=sent, by=None, at=AT)
    assert not kind.still_allowed(message)


def test_who_gets_no_letters_is_not_written_to(municipality, project, rolf):
    attendance = make_attendance(make_meeting(project, state="held"), rolf)
    sent = services.add_expense(
        attendance=attendance, kind="expense", quantity=Decimal(1), amount=Decimal(98), by=None, at=AT
    )

    services.give_back(claim=sent, word="The receipt is missing", by=None, at=AT)

    assert not Message.objects.filter(kind=services.RETURNED).exists()
