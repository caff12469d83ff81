"""What participation cost, cash and time apart."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from participation.claims import services
from participation.claims.queries import by_state, costs
from tests.cast import AT
from tests.make.chain import make_attendance, make_meeting, make_project, make_rate, make_unit

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def held(project, paula):
    """One meeting: two hours, six of professionals, three of the facilitator."""
    meeting = make_meeting(
        project, state="held", hours=2, professional_hours=Decimal(6), facilitator_hours=Decimal(3)
    )
    return make_attendance(meeting, paula)


def _fee(attendance):
    return services.draft_fee(attendance=attendance, by=None, at=AT)


def test_costs_by_dated_rates(municipality, held):
    for kind, amount in (
        ("fee_hour", "355"),
        ("travel_km", "5.30"),
        ("employer_share", "14.1"),
        ("professional_hour", "500"),
        ("facilitator_hour", "600"),
    ):
        make_rate(municipality, kind, amount)
    _fee(held)
    services.add_expense(attendance=held, kind="travel", quantity=Decimal(10), by=None, at=AT)
    services.add_expense(
        attendance=held, kind="expense", quantity=Decimal(1), amount=Decimal(50), by=None, at=AT
    )

    found: Any = costs(municipality, None, YEAR)

    assert (found.fees, found.travel, found.expenses) == (710, 53, 50)
    assert found.employer_share == Decimal("100.11")
    assert (found.professional_time, found.facilitator_time) == (3000, 1800)
    assert (found.cash, found.time, found.total) == (Decimal("913.11"), 4800, Decimal("5713.11"))
    assert (found.hours, found.meetings, found.unpriced) == (2, 1, ())


def test_what_has_no_rate_is_named(municipality, held):
    _fee(held)

    found: Any = costs(municipality, None, YEAR)

    assert found.total == 0
    assert found.unpriced == ("facilitator_hour", "fee_hour", "professional_hour")


def test_what_was_declined_costs_nothing(municipality, held):
    make_rate(municipality)
    services.decline(claim=_fee(held), by=None, at=AT)

    assert costs(municipality, None, YEAR).fees == 0


def test_a_unit_counts_with_those_below_it_and_no_others(municipality, unit, held):
    make_rate(municipality)
    _fee(held)
    above = make_unit(municipality, "Helse")
    unit.parent = above
    unit.save()
    beside = make_unit(municipality, "Skole")

    assert costs(municipality, above, YEAR).fees == 710
    assert costs(municipality, beside, YEAR).fees == 0


def test_a_period_has_its_first_and_last_day(municipality, held):
    make_rate(municipality)
    _fee(held)
    day = held.meeting.held_on

    assert costs(municipality, None, (day, day)).meetings == 1
    assert costs(municipality, None, (date(2026, 3, 11), date(2026, 12, 31))).fees == 0


def test_costs_take_four_queries(municipality, held, unit, django_assert_num_queries):
    make_meeting(make_project(unit), state="held", professional_hours=1)

    with django_assert_num_queries(4):
        costs(municipality, None, YEAR)


def test_another_municipality_costs_its_own(other_municipality, held):
    _fee(held)

    assert costs(other_municipality, None, YEAR).meetings == 0


def test_claims_are_counted_by_state(municipality, held, alice, charlie):
    make_rate(municipality)
    _fee(held)

    mine: Any = {
        count.state: (count.number, count.amount) for count in by_state(user=alice, municipality=municipality)
    }
    theirs = by_state(user=charlie, municipality=municipality)

    assert mine["draft"] == (1, 710)
    assert sum(count.number for count in theirs) == 0
