"""How promises are kept: parts add up to the whole, a filter only narrows, and what is counted is what is there."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.contributions import rates, services
from participation.contributions.rates import Row, rate
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_contribution, make_project, make_unit
from tests.participation.seats import LATER

DAY = date(2026, 3, 10)
TODAY = date(2026, 5, 1)
rows = st.builds(
    lambda project, due, answered, told: Row(
        project,
        DAY,
        DAY + timedelta(days=due),
        None if answered is None else DAY + timedelta(days=answered),
        told,
    ),
    st.integers(1, 4),
    st.integers(0, 90),
    st.one_of(st.none(), st.integers(0, 120)),
    st.booleans(),
)


@given(st.lists(rows, max_size=30))
def test_parts_add_up_to_the_whole(found):
    whole = rate(found, today=TODAY)
    parts = [rate([row for row in found if row.project == number], today=TODAY) for number in range(1, 5)]

    for name in ("said", "answered", "in_time", "told", "overdue"):
        assert getattr(whole, name) == sum(getattr(part, name) for part in parts)
    assert whole.in_time <= whole.answered <= whole.said
    assert whole.answered + whole.overdue <= whole.said


@given(st.lists(rows, max_size=30))
def test_days_lie_between_the_quickest_and_the_slowest(found):
    took = [(row.answered_on - row.said_on).days for row in found if row.answered_on]
    days = rate(found, today=TODAY).days

    assert (days is None) == (not took)
    assert days is None or min(took) <= days <= max(took)


def test_a_share_is_told_of_ten_and_more():
    told = Row(1, DAY, DAY, DAY, is_told=True)

    assert rate([told] * 9, today=TODAY).told_share is None
    assert rate([told] * 10, today=TODAY).told_share == 100


@pytest.fixture
def above(municipality, unit):
    top = make_unit(municipality, "Helse")
    unit.parent = top
    unit.save()
    return top


def _rates(user, municipality):
    return rates.rates(user=user, municipality=municipality, period=rates.of_year(2026), today=TODAY)


def test_units_hold_those_below_and_each_sees_the_own(
    municipality, project, unit, above, paula, owner, alice, uma, bob
):
    said = make_contribution(project, assignment=paula, owner=owner)
    make_contribution(project, owner=owner, said_on=date(2025, 12, 31))
    other = make_project(make_unit(municipality, "Legevakt"), title="Et annet sted")
    make_contribution(other, owner=owner)
    services.respond(
        contribution=said, answer="adopted", reason="Ja.", answered_on=date(2026, 3, 20), by=None, at=LATER
    )

    found = _rates(alice, municipality)
    assert (found.total.said, found.total.answered, found.total.told, found.total.overdue) == (2, 1, 1, 1)
    assert {row.name: (row.said, row.days) for row in found.units} == {
        "Helse": (1, 10.0),
        unit.name: (1, 10.0),
        "Legevakt": (1, None),
    }
    assert [row.name for row in _rates(uma, municipality).projects] == [project.title]
    assert _rates(bob, municipality).total.said == 0


def test_the_page_and_the_api_have_the_same_figures(project, owner, alice, client_of, api_of, charlie):
    make_contribution(project, owner=owner)

    page = client_of(alice).get("/granvik/contributions/figures/?year=2026").content.decode()
    told = api_of(alice).get("/api/v1/contributions/rates/", {"year": 2026}).json()

    assert project.title in page and "Slik holdes løftene i 2026" in page
    assert told["total"]["said"] == 1 and told["projects"][0]["id"] == project.public_id
    empty = client_of(alice).get("/granvik/contributions/figures/?year=2019").content.decode()
    assert "Ingen innspill det året" in empty
    assert client_of(charlie).get("/granvik/contributions/figures/").status_code == 404


def test_more_contributions_cost_no_more_statements(municipality, unit, owner, alice):
    def make(count):
        for number in range(count):
            make_contribution(make_project(unit, title=f"P{number}"), owner=owner)

    assert_constant_queries(make, lambda: _rates(alice, municipality))
