"""The arrays say the same as the plain rule, for any people, request, weights and seed."""

from collections import Counter
from functools import partial

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from projects.matching.gates import is_offered
from projects.matching.keys import Weights, key
from projects.matching.ordering import draw, group_kind, order
from projects.matching.snapshot import Snapshot, holders, missing
from projects.matching.values import Person, Request
from tests.projects.matching.people import TODAY, networks, property_based, requests, weights

NOBODY = np.array([], dtype=np.int32)


def snapshot_of(people: list[Person], request: Request) -> Snapshot:
    """The arrays of these people; a term of theirs twice, as if they had it from two sides."""
    turns = [sum(part.amount for part in key(person, request, Weights(fit=0)).parts) for person in people]
    terms = {}
    for need in request.needs:
        held = [
            (n, person.levels[need.term]) for n, person in enumerate(people) if need.term in person.levels
        ]
        both = [*held, *((n, 1) for n, _level in held)]
        ids = np.array([n for n, _level in both], dtype=np.int32)
        terms[need.term] = holders(ids, np.array([level for _n, level in both], dtype=np.uint8))
    return Snapshot(
        ids=[person.id for person in people],
        is_offered=np.array([is_offered(person, request, TODAY) for person in people], dtype=bool),
        has_experience=np.array([person.has_experience_consent for person in people], dtype=bool),
        turns=np.array(turns, dtype=np.int64),
        terms=terms,
    )


@property_based
@given(people=networks(), request=requests, weighing=weights, most=st.integers(1, 14))
def test_the_first_and_the_groups_are_those_of_the_plain_rule(people, request, weighing, most):
    snapshot = snapshot_of(people, request)
    places = snapshot.places([(need.term, need) for need in request.needs], NOBODY, weighing)

    found = snapshot.first(places, most, partial(draw, "seed", request.id))

    plain = order(request, people, seed="seed", today=TODAY, weights=weighing)
    expected = [one.person_id for group in plain.groups for one in group.candidates]
    assert [people[n].id for n in found] == expected[:most]
    musts = len(request.musts)
    counted = Counter(group_kind(int(count), musts) for count in missing(places[places > 0], musts))
    assert counted == {group.kind: group.size for group in plain.groups}


@property_based
@given(people=networks(), request=requests)
def test_whoever_is_barred_is_not_listed_and_nobody_else_moves(people, request):
    snapshot, needs = snapshot_of(people, request), [(need.term, need) for need in request.needs]
    everybody = snapshot.places(needs, NOBODY)

    without = snapshot.places(needs, np.array([0], dtype=np.int32))

    assert without[0] == 0
    assert (without[1:] == everybody[1:]).all()


def test_of_a_term_held_from_two_sides_the_highest_level_counts():
    ids, levels = np.array([3, 1, 3], dtype=np.int32), np.array([2, 1, 4], dtype=np.uint8)

    held = holders(ids, levels)

    assert (held.ids.tolist(), held.levels.tolist()) == ([1, 3], [1, 4])


def test_a_term_that_nobody_has_leaves_everything_as_it_is():
    held = holders(NOBODY, np.array([], dtype=np.uint8))

    assert len(held.ids) == 0
