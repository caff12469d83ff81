"""Planned against actual: parts add up to wholes, nothing is counted twice, and seats alone are not enough."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.plans.judging import (
    STAGE_OF,
    Actual,
    Cell,
    Course,
    Planned,
    Stage,
    Verdict,
    cell,
    days_of,
    judge,
)
from projects.planning.models import Phase

TODAY = date(2026, 6, 1)
SMALL = st.integers(0, 9)
PROJECTS = st.sampled_from(["a", "b", "c"])
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
LINES = st.lists(
    st.builds(
        Planned,
        seats=st.integers(1, 9),
        project=st.none() | PROJECTS,
        needed_by=st.none() | DAYS,
    ),
    max_size=6,
)
ACTUAL = st.dictionaries(PROJECTS, st.builds(Actual, seats=SMALL, meetings=SMALL, contributions=SMALL))


@given(LINES, ACTUAL)
def test_every_seat_is_counted_once(lines, actual):
    found = cell(lines, actual, today=TODAY)

    assert found.planned == sum(line.seats for line in lines) == found.covered + found.lacking
    assert found.seats == sum(one.seats for one in actual.values()) == found.covered + found.beyond
    assert found.meetings == sum(one.meetings for one in actual.values())
    assert found.contributions == sum(one.contributions for one in actual.values())
    assert min(found.covered, found.lacking, found.beyond) >= 0


@given(st.lists(st.tuples(LINES, ACTUAL), max_size=4))
def test_units_add_up_to_the_municipality(units):
    cells = [cell(lines, actual, today=TODAY) for lines, actual in units]
    whole = sum(cells, Cell())

    for name in ("planned", "covered", "lacking", "beyond", "seats", "meetings", "contributions"):
        assert getattr(whole, name) == sum(getattr(one, name) for one in cells)


@given(LINES, ACTUAL, st.randoms())
def test_the_order_of_the_lines_does_not_matter(lines, actual, random):
    shuffled = list(lines)
    random.shuffle(shuffled)

    assert cell(shuffled, actual, today=TODAY) == cell(lines, actual, today=TODAY)


@given(LINES, ACTUAL, PROJECTS)
def test_one_seat_more_never_covers_less(lines, actual, project):
    more = actual | {project: actual.get(project, Actual()) + Actual(seats=1)}
    before, after = cell(lines, actual, today=TODAY), cell(lines, more, today=TODAY)

    assert after.covered in (before.covered, before.covered + 1)
    assert after.seats == before.seats + 1


@given(LINES, ACTUAL)
def test_a_place_is_a_gap_only_where_something_is_planned(lines, actual):
    found = cell(lines, actual, today=TODAY)
    verdict = judge(found)

    assert (verdict in (Verdict.NOTHING, Verdict.UNPLANNED)) == (not lines)
    assert (verdict in (Verdict.MET, Verdict.UNHEARD)) == (bool(lines) and found.lacking == 0)


def test_seats_of_a_project_cover_its_own_lines_first():
    lines = [Planned(2, "a"), Planned(2)]

    found = cell(lines, {"a": Actual(seats=3), "b": Actual(seats=0)}, today=TODAY)
    elsewhere = cell([Planned(2, "a")], {"b": Actual(seats=5)}, today=TODAY)

    assert (found.covered, found.lacking, found.beyond) == (3, 1, 0)
    assert (elsewhere.covered, elsewhere.lacking, elsewhere.beyond) == (0, 2, 5)


@pytest.mark.parametrize(
    ("lines", "actual", "verdict"),
    [
        ([], Actual(), Verdict.NOTHING),
        ([], Actual(seats=1), Verdict.UNPLANNED),
        ([], Actual(contributions=1), Verdict.UNPLANNED),
        ([Planned(2)], Actual(), Verdict.MISSING),
        ([Planned(2)], Actual(contributions=3), Verdict.MISSING),
        ([Planned(2, needed_by=TODAY + timedelta(days=1))], Actual(), Verdict.LATER),
        ([Planned(2, needed_by=TODAY)], Actual(), Verdict.MISSING),
        ([Planned(2)], Actual(seats=1, meetings=1), Verdict.PARTLY),
        ([Planned(2)], Actual(seats=2), Verdict.UNHEARD),
        ([Planned(2)], Actual(seats=2, meetings=1), Verdict.MET),
        ([Planned(2)], Actual(seats=4, contributions=1), Verdict.MET),
    ],
)
def test_how_a_place_stands(lines, actual, verdict):
    assert judge(cell(lines, {"a": actual}, today=TODAY)) == verdict


STEPS = st.lists(st.tuples(DAYS, st.sampled_from(Phase.values)), max_size=4)


def _course(first, steps):
    phase, made = first, []
    for day, to in sorted(steps):
        made.append((day, phase, to))
        phase = to
    return Course(phase, made)


@given(st.sampled_from(Phase.values), STEPS, DAYS)
def test_on_any_day_a_project_is_where_its_last_step_led(first, steps, day):
    came = [to for stepped_on, to in sorted(steps) if stepped_on <= day]

    assert _course(first, steps).on(day) == STAGE_OF[came[-1] if came else first]


@given(st.sampled_from(Phase.values), STEPS, DAYS, st.integers(0, 60))
def test_a_stretch_touches_the_stages_of_its_days_and_no_other(first, steps, day, length):
    course = _course(first, steps)
    days = [day + timedelta(days=number) for number in range(length + 1)]

    assert course.between(day, days[-1]) == {course.on(each) for each in days}
    assert course.between(day, day - timedelta(days=1)) == frozenset()


@given(st.integers(2001, 2099), DAYS)
def test_only_days_that_have_come_count(year, today):
    first, last = days_of(year, today=today)

    assert first == date(year, 1, 1)
    assert last <= date(year, 12, 31)
    assert (last < first) == (today < first)
    assert today < first or last == min(today, date(year, 12, 31))


def test_every_phase_of_a_project_has_a_stage():
    assert set(STAGE_OF) == set(Phase.values)
    assert set(STAGE_OF.values()) == set(Stage)
