"""The promises of the order, each tried on hundreds of invented networks."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from projects.matching import facts
from projects.matching.gates import gates, is_offered
from projects.matching.keys import Scale, Weights, key
from projects.matching.ordering import Listing, order
from projects.matching.reasons import Code
from projects.matching.values import Person, Request
from projects.matching.why_not import why_not
from tests.projects.matching.people import (
    TODAY,
    counts,
    levels,
    networks,
    persons,
    property_based,
    requests,
    weights,
)
from tests.projects.matching.plain import (
    plain_covers,
    plain_key,
    plain_missing,
    plain_order,
    plain_passes,
)

seeds = st.sampled_from(["2026-11-20", "draw", ""])


def ids(listing: Listing) -> list[str]:
    return [candidate.person_id for group in listing.groups for candidate in group.candidates]


def listed(request: Request, people: list[Person], seed: str = "seed") -> list[str]:
    return ids(order(request, people, seed=seed, today=TODAY))


def place(request: Request, person: Person, chosen: Weights) -> tuple[int, int]:
    """Smaller is earlier in the list."""
    found = key(person, request, chosen)
    return found.missing, -found.total


@property_based
@given(requests, networks(), seeds, weights)
def test_the_fast_order_equals_the_plain_one(
    request: Request, people: list[Person], seed: str, chosen: Weights
) -> None:
    listing = order(request, people, seed=seed, today=TODAY, weights=chosen)
    expected = plain_order(request, people, seed, TODAY, chosen)
    assert ids(listing) == [person_id for _, person_id in expected]
    musts = len(request.musts)
    kinds = [
        "every_must" if m == 0 else "all_but_one" if m == 1 and musts > 1 else "partly" for m, _ in expected
    ]
    assert [group.kind for group in listing.groups for _ in group.candidates] == kinds
    assert [group.size for group in listing.groups] == [len(group.candidates) for group in listing.groups]


@property_based
@given(requests, persons(), weights)
def test_parts_add_up_to_the_key_and_each_is_told_in_words(
    request: Request, person: Person, chosen: Weights
) -> None:
    found = key(person, request, chosen)
    assert sum(part.amount for part in found.parts) == found.total == plain_key(person, request, chosen)
    assert found.missing == plain_missing(person, request)
    told = (
        *facts.fits(person, request),
        *facts.gaps(person, request),
        *facts.rest(person),
        *facts.load(person),
    )
    lines = {(reason.code, reason.params.get("term")) for reason in told}
    assert {(part.code, part.term) for part in found.parts} <= lines


@property_based
@given(requests, persons(), weights)
def test_the_looked_up_place_equals_the_key(request: Request, person: Person, chosen: Weights) -> None:
    looked_up, found = Scale(request, chosen).place(person), key(person, request, chosen)
    assert (looked_up.missing, looked_up.total) == (found.missing, found.total)
    assert looked_up.is_covering == plain_covers(person, request)


@property_based
@given(requests, persons(), st.integers(1, 8), levels, weights)
def test_more_skill_never_hurts(
    request: Request, person: Person, term: int, level: int, chosen: Weights
) -> None:
    more = replace(person, levels={**person.levels, term: max(level, person.levels.get(term, 0))})
    assert place(request, more, chosen) <= place(request, person, chosen)
    assert gates(more, request, TODAY) == gates(person, request, TODAY)


@property_based
@given(requests, networks(), levels)
def test_an_irrelevant_skill_changes_nothing(request: Request, people: list[Person], level: int) -> None:
    unasked = 99
    more = [replace(people[0], levels={**people[0].levels, unasked: level}), *people[1:]]
    assert order(request, more, seed="seed", today=TODAY) == order(request, people, seed="seed", today=TODAY)


@property_based
@given(requests, persons(), st.none() | st.integers(0, 40), weights)
def test_more_rest_never_hurts(request: Request, person: Person, months: int | None, chosen: Weights) -> None:
    rested = replace(person, months_of_rest=months)
    is_more = months is None or (person.months_of_rest is not None and months >= person.months_of_rest)
    less, more = (person, rested) if is_more else (rested, person)
    assert place(request, more, chosen) <= place(request, less, chosen)
    assert gates(more, request, TODAY) == gates(less, request, TODAY)


@property_based
@given(requests, persons(), counts, counts, counts, weights)
def test_more_load_never_helps(
    request: Request, person: Person, running: int, asks: int, assigned: int, chosen: Weights
) -> None:
    loaded = replace(
        person,
        running_assignments=person.running_assignments + running,
        asks_six_months=person.asks_six_months + asks,
        assignments_half_year=person.assignments_half_year + assigned,
    )
    assert place(request, loaded, chosen) >= place(request, person, chosen)
    assert is_offered(person, request, TODAY) or not is_offered(loaded, request, TODAY)


@property_based
@given(requests, persons(), counts, weights)
def test_being_passed_over_never_hurts(request: Request, person: Person, more: int, chosen: Weights) -> None:
    again = replace(person, passed_over_twelve_months=person.passed_over_twelve_months + more)
    assert place(request, again, chosen) <= place(request, person, chosen)


@property_based
@given(requests, networks(), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_of_the_input(
    request: Request, people: list[Person], shuffle: random.Random
) -> None:
    shuffled = list(people)
    shuffle.shuffle(shuffled)
    assert order(request, shuffled, seed="s", today=TODAY) == order(request, people, seed="s", today=TODAY)


@property_based
@given(requests, networks(), st.data())
def test_removing_one_person_never_reorders_the_others(
    request: Request, people: list[Person], data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(people))
    before, after = listed(request, people), listed(request, [p for p in people if p is not gone])
    assert after == [person_id for person_id in before if person_id != gone.id]


@property_based
@given(requests, networks(), st.integers(1, 12), st.data())
def test_a_withdrawal_takes_nobody_else_out_of_those_shown(
    request: Request, people: list[Person], shown: int, data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(people))
    withdrawn = [replace(p, has_network_consent=False) if p is gone else p for p in people]
    before = ids(order(request, people, seed="seed", today=TODAY, limit=shown))
    after = ids(order(request, withdrawn, seed="seed", today=TODAY, limit=shown))
    assert {person_id for person_id in before if person_id != gone.id} <= set(after)
    assert gone.id not in after


@property_based
@given(requests, networks())
def test_nobody_gated_is_listed_and_everyone_else_with_coverage_is(
    request: Request, people: list[Person]
) -> None:
    listing = order(request, people, seed="seed", today=TODAY)
    passing = [person for person in people if plain_passes(person, request, TODAY)]
    assert all(
        is_offered(p, request, TODAY) == (not gates(p, request, TODAY)) == (p in passing) for p in people
    )
    assert set(ids(listing)) == {person.id for person in passing if plain_covers(person, request)}
    assert listing.held_back == len(people) - len(passing)
    assert listing.held_back + listing.without_coverage + len(ids(listing)) == len(people)


@property_based
@given(requests, networks())
def test_why_not_agrees_with_the_list(request: Request, people: list[Person]) -> None:
    shown = set(listed(request, people))
    for person in people:
        answers = why_not(person, request, today=TODAY)
        barriers = gates(person, request, TODAY)
        assert [answer.gate for answer in answers if answer.gate] == [barrier.gate for barrier in barriers]
        stands = answers[0].reason.code in {Code.IN_EVERY_MUST, Code.IN_ALL_BUT_ONE, Code.IN_PARTLY}
        assert stands == (person.id in shown)


@property_based
@given(requests, networks())
def test_without_consent_lived_experience_leaves_no_trace(request: Request, people: list[Person]) -> None:
    experience = {need.term for need in request.needs if need.kind == "experience"}
    silent = [replace(person, has_experience_consent=False) for person in people]
    bare = [
        replace(p, levels={term: level for term, level in p.levels.items() if term not in experience})
        for p in silent
    ]
    assert order(request, silent, seed="s", today=TODAY) == order(request, bare, seed="s", today=TODAY)
    for person, other in zip(silent, bare, strict=True):
        assert why_not(person, request, today=TODAY) == why_not(other, request, today=TODAY)


@property_based
@given(requests, networks(), st.integers(0, 12))
def test_a_limit_shows_the_first_and_never_fewer_than_two_for_a_seat(
    request: Request, people: list[Person], limit: int
) -> None:
    everyone = listed(request, people)
    listing = order(request, people, seed="seed", today=TODAY, limit=limit)
    assert ids(listing) == everyone[: max(limit, 2 * request.seats)]
    assert sum(group.size for group in listing.groups) == len(everyone)
