"""Rates as dated data: units, roles, rounding, the rate of the day, and days without one."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.claims import rating, services
from participation.claims.models import Claim, Rate
from participation.claims.pricing import Rates
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.catalogue import make_own_term
from tests.make.chain import make_attendance, make_meeting, make_rate

START = date(2026, 1, 1)
days = st.integers(min_value=0, max_value=700)


@given(st.dictionaries(days, st.integers(min_value=0, max_value=900), min_size=1), days)
def test_the_rate_in_force_on_the_day_is_used(amounts, asked):
    starts = sorted(amounts)
    ends = [START + timedelta(days=day - 1) for day in starts[1:]] + [None]
    rates = Rates(
        Rate(
            pk=day,
            kind="fee_hour",
            amount=Decimal(amounts[day]),
            valid_from=START + timedelta(days=day),
            valid_to=until,
        )
        for day, until in zip(starts, ends, strict=True)
    )

    found = rates.find(("fee_hour",), START + timedelta(days=asked))

    before = [day for day in starts if day <= asked]
    assert (found and found.amount) == (Decimal(amounts[before[-1]]) if before else None)


def _add(municipality, amount, valid_from, kind="fee_hour", **rule):
    return rating.add_rate(
        municipality=municipality,
        kind=kind,
        amount=Decimal(amount),
        valid_from=valid_from,
        by=None,
        at=AT,
        **rule,
    )


@pytest.fixture
def attendance(project, paula):
    return make_attendance(make_meeting(project, state="held"), paula, hours=Decimal("2.25"))


def _fee(attendance):
    return services.draft_fee(attendance=attendance, by=None, at=AT)


@pytest.mark.parametrize(
    ("kind", "rule", "quantity", "amount"),
    [
        ("fee_hour", {"rounding": 15, "least": 1}, "2.25", "900.00"),
        ("fee_hour", {"rounding": 60, "least": 1}, "3", "1200.00"),
        ("fee_hour", {"rounding": 0, "least": 3}, "3", "1200.00"),
        ("fee_half_day", {}, "1", "400.00"),
        ("fee_meeting", {}, "1", "400.00"),
    ],
)
def test_a_fee_is_counted_by_the_unit_and_the_rounding_of_the_rate(
    municipality, attendance, kind, rule, quantity, amount
):
    _add(municipality, 400, START, kind, **rule)

    claim = _fee(attendance)

    assert (claim.quantity, claim.amount) == (Decimal(quantity), Decimal(amount))


def test_another_unit_takes_over_from_its_day(municipality, attendance):
    _add(municipality, 355, START)
    claim = _fee(attendance)
    _add(municipality, 1500, date(2026, 3, 1), "fee_meeting")

    claim.refresh_from_db()
    assert claim.amount == 1500
    assert Rate.objects.get(kind="fee_hour").valid_to == date(2026, 2, 28)
    with pytest.raises(rating.CannotSetRate, match="already a rate"):
        _add(municipality, 2, date(2026, 3, 1), "fee_half_day")


def test_a_role_has_its_own_rate_and_the_others_the_one_for_everybody(municipality, attendance):
    leads = make_own_term(municipality, "Leder gruppa", "role")
    _add(municipality, 300, START)
    _add(municipality, 500, START, role=leads)
    assert _fee(attendance).amount == 750

    request = attendance.assignment.request
    request.role = leads
    request.save()

    assert _fee(attendance).amount == 1250
    with pytest.raises(rating.CannotSetRate, match="paid to people"):
        _add(municipality, 14, START, "employer_share", role=leads)


def test_days_without_a_rate_are_said_and_nothing_is_lost(municipality, attendance, alice, client_of, api_of):
    _add(municipality, 300, START, valid_to=date(2026, 2, 28))
    _add(municipality, 350, date(2026, 4, 1))
    claim = _fee(attendance)

    [gap] = rating.gaps(municipality, date(2026, 6, 1))
    page = client_of(alice).get("/granvik/claims/rates/").content.decode()

    assert (gap.since, gap.until) == (date(2026, 3, 1), date(2026, 3, 31))
    assert "ingen sats fra 1. mars 2026 til 31. mars 2026" in page
    assert "1 krav venter" in page
    assert api_of(alice).get("/api/v1/rates/gaps/").json()[0]["until"] == "2026-03-31"
    assert (claim.rate, claim.quantity) == (None, Decimal("2.5"))
    _add(municipality, 320, date(2026, 3, 1))
    claim.refresh_from_db()
    assert claim.amount == 800
    assert rating.gaps(municipality, date(2026, 6, 1)) == []


def test_a_rate_that_has_ended_leaves_a_gap_from_the_day_it_is_over(municipality):
    _add(municipality, 300, START, valid_to=date(2026, 2, 28))

    assert rating.gaps(municipality, date(2026, 2, 28)) == []
    assert rating.gaps(municipality, date(2026, 3, 1))[0].until is None


def test_a_rate_that_ends_before_it_begins_or_rounds_by_no_rule_is_refused(municipality):
    with pytest.raises(rating.CannotSetRate, match="before it begins"):
        _add(municipality, 300, START, valid_to=date(2025, 12, 31))
    with pytest.raises(rating.CannotSetRate, match="quarter"):
        _add(municipality, 300, START, rounding=20)
    with pytest.raises(rating.CannotSetRate, match="below zero"):
        _add(municipality, 300, START, least=Decimal(-1))
    assert not Rate.objects.exists()
    assert_refused(lambda: make_rate(municipality, rounding=20), "rate_rounds_by_a_known_rule")
    assert_refused(lambda: make_rate(municipality, notice_days=3), "rate_notice_is_of_calling_off")


def test_a_rate_with_its_rule_is_added_on_the_page(municipality, alice, client_of):
    sent = {
        "kind": "preparation_hour",
        "amount": "200",
        "rounding": "15",
        "least": "0",
        "valid_from": "2026-01-01",
    }

    client_of(alice).post("/granvik/claims/rates/new/", sent | {"valid_to": "2026-12-31"})

    rate = Rate.objects.get()
    assert (rate.rounding, rate.least, rate.valid_to) == (15, 0, date(2026, 12, 31))
    assert "Til påbegynt kvarter" in client_of(alice).get("/granvik/claims/rates/").content.decode()


def test_a_role_of_another_municipality_is_none_here(municipality, other_municipality, alice, api_of):
    theirs = make_own_term(other_municipality, "Leder gruppa", "role")
    sent = {"kind": "fee_hour", "amount": "355.00", "valid_from": "2026-01-01", "role": theirs.public_id}

    assert api_of(alice).post("/api/v1/rates/", sent).status_code in (400, 409)
    assert not Rate.objects.exists()


def test_hours_and_kilometres_are_priced_and_lost_earnings_are_as_they_are(municipality, attendance):
    for kind, amount in (("preparation_hour", 200), ("travel_hour", 100), ("travel_km", "5.30")):
        _add(municipality, amount, START, kind, least=0)
    spent = {"attendance": attendance, "by": None, "at": AT}

    prepared = services.add_expense(kind="preparation", quantity=Decimal("1.2"), **spent)
    travelled = services.add_expense(kind="travel_time", quantity=Decimal("0.7"), **spent)
    lost = services.add_expense(kind="lost_earnings", quantity=Decimal(1), amount=Decimal("1234.56"), **spent)

    assert (prepared.measured, prepared.quantity, prepared.amount) == (Decimal("1.2"), Decimal("1.5"), 300)
    assert (travelled.quantity, travelled.amount) == (1, 100)
    assert (lost.rate, lost.amount) == (None, Decimal("1234.56"))


def test_a_meeting_that_is_called_off_is_paid_once_if_there_is_a_rate(
    project, paula, municipality, alice, client_of
):
    meeting = make_meeting(project, state="cancelled")
    client, at = client_of(alice), f"/granvik/meetings/{meeting.public_id}/called-off/"
    assert "er avlyst" in client.get(f"/granvik/meetings/{meeting.public_id}/").content.decode()

    client.post(at)
    assert not Claim.objects.exists()
    _add(municipality, 250, START, "fee_cancelled")
    client.post(at)
    client.post(at)

    assert list(Claim.objects.values_list("kind", "amount")) == [("cancelled", 250)]
    held = make_meeting(project, state="held")
    with pytest.raises(services.CannotClaim):
        services.call_off(meeting=held, assignments=[paula], by=None, at=AT)
