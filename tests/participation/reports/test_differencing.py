"""No one, two or three permitted queries tell of one to four people; and the search would find it if they did (T23)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.reports.figures import REGISTRY, count_all
from participation.reports.figures.people import FLOWS, WHOLE, Step, network, shown
from participation.reports.period import Period, tertial, year
from participation.reports.rows import Rows
from participation.reports.suppression import why_uncounted
from tests.make.counted import Town
from tests.make.inside import make_report
from tests.participation.reports import differencing
from tests.participation.reports.differencing import (
    PARENTS,
    PERIODS,
    Happened,
    answers,
    any_period,
    as_it_is,
    drawn,
    leaks,
    only_small,
)

happened = st.lists(
    st.builds(
        Happened,
        st.integers(1, 25),
        st.integers(1, 5),
        st.dates(date(2025, 1, 1), date(2026, 8, 20)),
        st.sampled_from([None, None, "", "yes", "no", "maybe"]),
    ),
    max_size=80,
)


@settings(max_examples=150, deadline=None)
@given(happened)
def test_no_three_permitted_queries_tell_of_one_to_four(happened):
    assert list(leaks(answers(as_it_is, happened))) == []


@pytest.mark.parametrize("seed", range(25))
def test_nor_in_towns_where_much_happened(seed):
    for number in (60, 200, 400):
        read = answers(as_it_is, drawn(seed, people=12 + number // 5, number=number))
        assert list(leaks(read)) == []


@pytest.mark.parametrize("rule", [any_period, only_small])
def test_the_search_finds_a_rule_that_leaks(rule):
    found = [seed for seed in range(25) if any(leaks(answers(rule, drawn(seed, people=40, number=150))))]

    assert found


def test_enough_is_shown_to_be_worth_reading():
    """Hiding everything would be safe too: most whole years of the municipality are told."""
    whole = [
        answers(as_it_is, drawn(seed, people=40, number=200)).get(
            differencing.Query("people_with_assignment", WHOLE, year(2025))
        )
        for seed in range(25)
    ]
    units = [
        query
        for seed in range(25)
        for query in answers(as_it_is, drawn(seed, people=60, number=400))
        if query.figure == "people_with_assignment" and query.place != WHOLE
    ]

    assert all(whole)
    assert len(units) > 25


def test_half_a_year_beside_seven_months_tells_nothing():
    """One person came in July: that is what the calendar is for."""
    there = [Happened(person, 1, date(2025, 3, 1)) for person in range(1, 9)]
    there.append(Happened(9, 1, date(2025, 7, 15)))
    half, seven = PERIODS[4], PERIODS[5]

    assert answers(as_it_is, there, (half, seven)) == {}
    assert list(leaks(answers(any_period, there, (half, seven))))


@pytest.mark.parametrize(
    ("period", "today", "why"),
    [
        (year(2025), date(2026, 1, 14), ""),
        (year(2025), date(2026, 1, 13), "not_over"),
        (year(2026), date(2026, 11, 20), "not_over"),
        (tertial(1, 2025), date(2026, 6, 1), "not_a_year"),
        (Period(date(2024, 2, 1), date(2025, 1, 31)), date(2026, 6, 1), "not_a_year"),
        (Period(date(2024, 1, 1), date(2025, 12, 31)), date(2026, 6, 1), "not_a_year"),
    ],
)
def test_people_are_counted_of_whole_years_that_are_over(period, today, why):
    assert why_uncounted(period, today=today, is_of_project=False) == why
    assert why_uncounted(period, today=today, is_of_project=True) == "of_a_project"


steps = st.lists(
    st.builds(
        Step,
        st.integers(1, 12),
        st.sampled_from(["applied", "active", "resting", "left"]),
        st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    ),
    max_size=50,
)


@given(steps)
def test_who_came_and_who_left_are_shown_together_or_not_at_all(steps):
    """Two years of how many are active, and who left, would otherwise tell who came."""
    groups = {place: {} for place in (WHOLE, *PARENTS)}
    for place in groups:
        groups[place] = dict.fromkeys(("people_invited", *differencing.ANSWERS), frozenset())
    ordered = sorted(steps, key=lambda step: step.on)
    until = [step for step in ordered if step.on <= date(2025, 12, 31)]
    groups[WHOLE] |= network(until, date(2025, 1, 1), date(2025, 12, 31))

    row = shown(groups, PARENTS)[WHOLE]
    flows = [row[key] for key in FLOWS]

    assert (flows[0] is None) == (flows[1] is None)
    assert not [value for value in (*flows, row["people_active"]) if value and value < 5]


def test_reports_made_on_other_days_and_of_other_kinds_show_the_same_people(municipality):
    """It hangs on the rows alone: whoever makes a second report learns nothing that the first did not tell."""
    town = Town(municipality, 7)
    kept = []
    for number, unit in enumerate((None, *town.units, None)):
        at = datetime(2027, 2, 1, tzinfo=UTC) + timedelta(days=number)
        report = make_report(municipality, unit=unit, at=at)
        kept.append({row["key"]: row["value"] for row in report.snapshot["figures"]})
    people = [key for key, one in REGISTRY.items() if one.of_people]

    assert {key: kept[0][key] for key in people} == {key: kept[-1][key] for key in people}
    for start, end in ((1, 6), (1, 7), (1, 11)):
        shorter = Period(date(2026, start, 1), date(2026, end, 30))
        found = count_all(Rows(municipality, None, shorter, date(2027, 2, 1)))
        assert {one.value for one in found if one.key in people} == {None}
