"""Verdicts and spread of use, by properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.gaps.weighing import ORDER, Verdict, judge, spread, stacked

SEATS = st.integers(1, 500)
PEOPLE = st.integers(0, 500)
TIMES = st.dictionaries(st.integers(0, 30), st.integers(0, 40), max_size=12)


@pytest.mark.parametrize(
    ("seats", "people", "verdict"),
    [
        (1, 0, Verdict.NOBODY),
        (1, 1, Verdict.ONE),
        (9, 1, Verdict.ONE),
        (3, 2, Verdict.FEWER),
        (3, 3, Verdict.ENOUGH),
    ],
)
def test_one_word_for_what_is_there(seats, people, verdict):
    assert judge(seats=seats, people=people) == verdict


@given(SEATS, PEOPLE)
def test_one_more_person_is_never_worse(seats, people):
    assert ORDER[judge(seats=seats, people=people + 1)] >= ORDER[judge(seats=seats, people=people)]


@given(SEATS, PEOPLE)
def test_one_more_seat_is_never_better(seats, people):
    assert ORDER[judge(seats=seats + 1, people=people)] <= ORDER[judge(seats=seats, people=people)]


@pytest.mark.parametrize(("seats", "people"), [(0, 3), (2, -1)])
def test_what_nobody_asked_for_is_not_judged(seats, people):
    with pytest.raises(ValueError, match="nobody asked"):
        judge(seats=seats, people=people)


@given(TIMES, st.integers(1, 8))
def test_the_spread_is_that_of_everyone_written_out(times, most):
    everyone = sorted(
        (count for count, people in times.items() for _one in range(people) if count), reverse=True
    )

    found = spread(times, most=most)

    assert (found.people, found.total) == (len(everyone), sum(everyone))
    assert (found.most, found.theirs) == (min(most, len(everyone)), sum(everyone[:most]))
    assert 0 <= found.percent <= 100


@given(TIMES)
def test_the_most_used_never_have_less_than_their_even_part(times):
    found = spread(times, most=4)

    assert found.theirs * found.people >= found.total * found.most


@given(TIMES, st.integers(1, 6))
def test_everyone_stands_in_one_bar(times, last):
    bars = stacked(times, last=last)

    assert len(bars) == last + 1
    assert sum(bars) == sum(times.values())
