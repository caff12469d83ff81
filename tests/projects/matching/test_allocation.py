"""The plan for all open seats: never worse than one by one, within every limit, as good as trying everything."""

import itertools
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.allocation import invented
from projects.matching.allocation.greedy import one_by_one
from projects.matching.allocation.planning import GAP, limits_of, planned
from projects.matching.allocation.values import Minimum, Opening, Plan, Question, Seat, plan_of
from projects.matching.solving.watch import Stopped

allocation_based = settings(derandomize=True, max_examples=120, deadline=None, database=None)


def opening(people, worths, *, seats=1, project="p", minima=(), name="o"):
    minima = tuple(Minimum(np.array(places, dtype=np.int32), least) for places, least in minima)
    numbers = np.array(people, dtype=np.int32), np.array(worths, dtype=np.int64)
    return Opening(name, project, seats, *numbers, minima)


def question(*openings, limits):
    return Question(tuple(openings), np.array(limits, dtype=np.int32))


@st.composite
def openings_of(draw, people):
    chosen = draw(st.lists(st.integers(0, people - 1), unique=True, max_size=people))
    worths = draw(st.lists(st.integers(-20, 20), min_size=len(chosen), max_size=len(chosen)))
    places = st.lists(st.integers(0, len(chosen) - 1), unique=True) if chosen else st.just([])
    minima = draw(st.lists(st.tuples(places, st.integers(1, 2)), max_size=2))
    project = draw(st.sampled_from(["p", "q"]))
    return opening(chosen, worths, seats=draw(st.integers(1, 2)), project=project, minima=minima)


@st.composite
def questions(draw, people=4, most=3):
    openings = draw(st.lists(openings_of(people), min_size=1, max_size=most))
    limits = draw(st.lists(st.integers(0, 2), min_size=people, max_size=people))
    return question(*openings, limits=limits)


def assert_allowed(asked: Question, plan: Plan) -> None:
    """Nobody beyond the own limit, at most one seat a person in a project, and nobody who was not a candidate."""
    assert len(set(plan.seats)) == len(plan.seats)
    for person, limit in enumerate(asked.limits.tolist()):
        assert sum(seat.person == person for seat in plan.seats) <= limit
    in_projects = [(asked.openings[seat.opening].project, seat.person) for seat in plan.seats]
    assert len(set(in_projects)) == len(in_projects)
    for number, one in enumerate(asked.openings):
        sits = [seat.person for seat in plan.seats if seat.opening == number]
        assert len(sits) <= one.seats
        assert set(sits) <= set(one.people.tolist())


def best_of_all(asked: Question) -> tuple[int, int]:
    """The best score by trying every plan there is."""
    pairs = [Seat(n, int(p)) for n, one in enumerate(asked.openings) for p in one.people]
    best = (0, plan_of(asked, []).value)
    for size in range(1, sum(one.seats for one in asked.openings) + 1):
        for seats in itertools.combinations(pairs, size):
            plan = plan_of(asked, seats)
            try:
                assert_allowed(asked, plan)
            except AssertionError:
                continue
            best = max(best, plan.score)
    return best


@allocation_based
@given(asked=questions(people=6, most=6))
def test_nobody_sits_who_may_not_and_it_is_never_worse_than_one_by_one(asked):
    plan, greedy = planned(asked), one_by_one(asked)

    assert_allowed(asked, plan)
    assert_allowed(asked, greedy)
    assert plan.score >= greedy.score
    assert plan.gap <= GAP


@allocation_based
@given(asked=questions())
def test_of_all_plans_there_is_no_better_one(asked):
    assert planned(asked).score == best_of_all(asked)


@allocation_based
@given(asked=questions(people=6, most=6))
def test_it_is_the_same_again(asked):
    assert planned(asked) == planned(asked)


def test_the_rare_one_is_left_for_the_project_that_needs_them():
    first = opening([0, 1], [50, 10], name="first")
    second = opening([0], [5], project="q", name="second")
    asked = question(first, second, limits=[1, 1])

    assert one_by_one(asked).seats == (Seat(0, 0),)
    assert planned(asked).seats == (Seat(0, 1), Seat(1, 0))


def test_what_a_group_must_have_is_kept_at_the_cost_of_worth():
    asked = question(opening([0, 1, 2], [90, 80, 1], seats=2, minima=[([2], 1)]), limits=[1, 1, 1])

    plan = planned(asked)

    assert {seat.person for seat in plan.seats} == {0, 2}
    assert (plan.unmet, one_by_one(asked).unmet) == (0, 1)


def test_a_seat_is_filled_before_a_minimum_is_kept():
    """Who would be the only one for another project sits there, though the first group lacks them then."""
    first = opening([0, 1], [9, 1], minima=[([0], 1)], name="first")
    second = opening([0], [1], project="q", name="second")

    plan = planned(question(first, second, limits=[1, 1]))

    assert len(plan.seats) == 2
    assert plan.unmet == 1


def test_a_minimum_that_nobody_meets_leaves_the_seats_filled():
    plan = planned(question(opening([0], [1], minima=[([], 1)]), limits=[1]))

    assert (plan.seats, plan.unmet) == ((Seat(0, 0),), 1)


@pytest.mark.parametrize("openings", [(), (opening([], []),)])
def test_nobody_for_any_seat_is_an_empty_plan(openings):
    assert planned(question(*openings, limits=[1])).seats == ()


def test_a_hundred_seats_are_planned_within_the_gap():
    asked = invented(1_000, 100, seed=3)

    plan, greedy = planned(asked), one_by_one(asked)

    assert_allowed(asked, plan)
    assert plan.gap <= GAP
    assert len(plan.seats) == 100
    assert plan.unmet < greedy.unmet


def test_when_people_are_scarce_more_seats_are_filled_than_one_by_one():
    asked = invented(220, 500, seed=1)

    assert len(planned(asked).seats) > len(one_by_one(asked).seats)


def test_out_of_time_it_is_still_a_plan():
    asked = invented(300, 60, seed=3)

    plan = planned(asked, seconds=0)

    assert plan.seats == one_by_one(asked).seats
    assert plan.gap == 1.0


@pytest.mark.parametrize("after", [0.0, 0.2])
def test_whoever_stops_it_waits_at_most_two_seconds(after):
    """Of this process: what others do on the machine is not counted."""
    asked = invented(20_000, 3_000, seed=3)
    stops_at = time.process_time() + after

    with pytest.raises(Stopped):
        planned(asked, should_stop=lambda: time.process_time() >= stops_at)

    assert time.process_time() - stops_at < 2.0


def test_who_takes_no_more_has_no_seat_left():
    assert limits_of([0, 1, 3, 0], [None, 2, 1, 0], 1).tolist() == [1, 1, 0, 0]


@pytest.mark.parametrize(
    "wrong", [{"seats": 0}, {"people": [1, 1], "worths": [1, 1]}, {"people": [1], "worths": []}]
)
def test_an_opening_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"opening"):
        opening(**({"people": [1], "worths": [1]} | wrong))
