"""Counts without names: what they count, and that they tell too little to single anybody out."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from projects.matching import feasibility
from projects.matching.feasibility import Counts, Verdict, count, rounded, told
from projects.matching.ordering import GroupKind, order
from projects.matching.values import Person, Request, State
from tests.projects.matching.people import (
    DEMENTIA,
    SLEEP,
    TODAY,
    a_person,
    a_request,
    must,
    networks,
    property_based,
    requests,
    wish,
)


def counted(request: Request, *people: Person) -> Counts:
    return count(people, request, day=TODAY)


def test_who_fits_and_who_is_free():
    request = a_request(must(DEMENTIA), must(SLEEP), wish(3))
    both = {DEMENTIA: 1, SLEEP: 1}

    found = counted(
        request,
        a_person(both),
        a_person(both, id="rests", state=State.RESTING),
        a_person(both, id="full", max_at_once=1, running_assignments=1),
        a_person(both, id="will-not", no_go_units=frozenset({"health"})),
        a_person(both, id="has-left", state=State.LEFT),
        a_person({DEMENTIA: 1}, id="half"),
        a_person({}, id="none"),
    )

    assert (found.every, found.free, found.all_but_one) == (3, 1, 1)
    assert found.free_without == {DEMENTIA: 1, SLEEP: 2}


def test_what_people_have_answered_is_not_told():
    request = a_request(must(DEMENTIA))
    fits = a_person({DEMENTIA: 1})
    no_to_leader = frozenset({"berit"})
    answered = replace(fits, is_asked_for_request=True, has_declined_request=True, no_go_people=no_to_leader)

    assert counted(request, fits) == counted(request, answered)


def test_a_pause_that_is_over_by_then_does_not_count():
    resting = a_person({DEMENTIA: 1}, state=State.RESTING, resting_until=TODAY + timedelta(days=10))
    request = a_request(must(DEMENTIA))

    assert count([resting], request, day=TODAY).free == 0
    assert count([resting], request, day=TODAY + timedelta(days=11)).free == 1


def test_a_verdict_rests_on_the_step_alone():
    def verdict(free: int, seats: int) -> Verdict:
        return told(Counts(free, 0, free, {}), seats=seats).verdict

    assert verdict(0, 3) == verdict(4, 3) == Verdict.UNSURE
    assert verdict(5, 3) == Verdict.JUST
    assert verdict(10, 5) == Verdict.CHOICE
    assert verdict(4, 5) == verdict(0, 50) == Verdict.TOO_FEW
    assert verdict(9, 7) == verdict(5, 7) == Verdict.UNSURE


@property_based
@given(requests, networks(), st.integers(1, 50))
def test_no_number_but_a_step_of_five_is_told(request: Request, people: list[Person], seats: int):
    exact = count(people, request, day=TODAY)
    shown = told(exact, seats=seats)

    pairs = [(exact.every, shown.every), (exact.all_but_one, shown.all_but_one), (exact.free, shown.free)]
    pairs += [(exact.free_without[term], shown.free_without[term]) for term in exact.free_without]
    for number, step in pairs:
        assert step % feasibility.STEP == 0
        assert step <= number < step + feasibility.STEP


@property_based
@given(st.integers(0, 200), st.integers(1, 4))
def test_below_five_everybody_looks_the_same(step: int, more: int):
    assert rounded(step * 5 + more) == rounded(step * 5)
    assert {rounded(number) for number in range(5)} == {0}


@property_based
@given(requests, networks())
def test_the_free_who_fit_are_the_first_groups_of_the_list(request: Request, people: list[Person]):
    """The count and the list of candidates never disagree, but for who was asked already or refuses a person."""
    untold: dict[str, Any] = {
        "is_asked_for_request": False,
        "has_declined_request": False,
        "no_go_people": frozenset(),
    }
    fresh = [replace(one, **untold) for one in people]
    if not request.needs:
        return
    groups = order(request, fresh, seed="s", today=TODAY, limit=None).groups
    sizes = {group.kind: group.size for group in groups}

    found = count(fresh, request, day=TODAY)

    if request.musts:
        assert found.free == sizes.get(GroupKind.EVERY_MUST, 0)


@property_based
@given(requests, networks())
def test_one_must_less_never_finds_fewer(request: Request, people: list[Person]):
    found = count(people, request, day=TODAY)

    for term, number in found.free_without.items():
        fewer = replace(request, needs=tuple(need for need in request.needs if need.term != term))
        assert number == count(people, fewer, day=TODAY).free >= found.free
