"""No panel exists: what clashes, and the smallest loosening, which then works."""

from hypothesis import given
from hypothesis import strategies as st

from projects.matching.panels.finding import find
from projects.matching.panels.values import Clash, Lottery, Problem, Quota, Willing
from tests.projects.matching.panels.brute import every_panel, invented
from tests.projects.matching.people import property_based

problems = st.integers(0, 100_000).map(invented)


def tightened(problem: Problem) -> Problem:
    """Every minimum one higher: often more than can be had."""
    quotas = tuple(
        Quota(quota.category, quota.value, quota.minimum + 1, max(quota.maximum, quota.minimum + 1))
        for quota in problem.quotas
    )
    return Problem(problem.seats, quotas, problem.people)


def loosened(problem: Problem, clash: Clash) -> Problem:
    changed = {one.quota: Quota(*one.quota.trait, one.minimum, one.maximum) for one in clash.loosening}
    return Problem(
        problem.seats, tuple(changed.get(quota, quota) for quota in problem.quotas), problem.people
    )


@property_based
@given(problems.map(tightened))
def test_with_the_loosening_a_panel_exists_and_with_less_none(problem: Problem) -> None:
    answer = find(problem)
    if isinstance(answer, Lottery):
        return
    assert every_panel(problem) == []
    assert isinstance(find(loosened(problem, answer)), Lottery)
    total = sum(one.quota.minimum - one.minimum + one.maximum - one.quota.maximum for one in answer.loosening)
    assert total >= 1
    # One person less on any of the changed quotas, and it does not work.
    one = answer.loosening[0]
    back = (
        Quota(*one.quota.trait, one.minimum + 1, one.maximum)
        if one.minimum < one.quota.minimum
        else Quota(*one.quota.trait, one.minimum, one.maximum - 1)
    )
    others = loosened(problem, answer)
    quotas = tuple(back if quota.trait == back.trait else quota for quota in others.quotas)
    assert every_panel(Problem(problem.seats, quotas, problem.people)) == []


@property_based
@given(problems.map(tightened))
def test_what_clashes_is_irreducible(problem: Problem) -> None:
    answer = find(problem)
    if isinstance(answer, Lottery):
        return
    assert every_panel(Problem(problem.seats, answer.clashing, problem.people)) == []
    for quota in answer.clashing:
        others = tuple(one for one in answer.clashing if one != quota)
        assert every_panel(Problem(problem.seats, others, problem.people))


def test_fewer_people_than_seats_is_no_matter_of_quotas() -> None:
    people = (Willing("one", frozenset()),)
    assert find(Problem(2, (Quota("area", "north", 1, 1),), people)) == Clash((), ())
    assert find(Problem(2, (), ())) == Clash((), ())


def test_a_minimum_above_the_pool_is_named_alone() -> None:
    people = tuple(Willing(f"p{number}", frozenset({("area", "south")})) for number in range(8))
    north = Quota("area", "north", 2, 4)
    answer = find(Problem(4, (north, Quota("area", "south", 0, 4)), people))
    assert isinstance(answer, Clash)
    assert answer.clashing == (north,)
    assert [(one.quota, one.minimum) for one in answer.loosening] == [(north, 0)]
