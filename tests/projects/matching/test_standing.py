"""*Why here?*: every part of the key is a fact, once, on the side where it counts, and no amount is told."""

from hypothesis import given

from projects.matching.gates import gates
from projects.matching.keys import key
from projects.matching.ordering import GroupKind, order
from projects.matching.reasons import Code
from projects.matching.standing import standing
from tests.projects.matching.people import TODAY, a_person, a_request, persons, property_based, requests


@property_based
@given(persons(), requests)
def test_each_part_is_a_fact_on_its_side_and_the_heaviest_comes_first(someone, asked):
    found = standing(someone, asked, today=TODAY)
    parts = key(someone, asked).parts

    for facts, side in ((found.lifts, 1), (found.holds_back, -1)):
        told = [(fact.code, fact.params.get("term")) for fact in facts]
        amounts = {(part.code, part.term): part.amount for part in parts if part.amount * side > 0}
        assert sorted(map(str, told)) == sorted(map(str, amounts))
        weights = [abs(amounts[one]) for one in told]
        assert weights == sorted(weights, reverse=True)


@property_based
@given(persons(), requests)
def test_it_says_the_group_that_the_list_has(someone, asked):
    found = standing(someone, asked, today=TODAY)
    listed = order(asked, [someone], seed="frø", today=TODAY).groups

    assert found.barriers == tuple(gates(someone, asked, TODAY))
    if listed:
        assert found.kind is listed[0].kind
        assert bool(found.missing) is (found.kind is not GroupKind.EVERY_MUST)


def test_asking_holds_back_and_rest_lifts():
    found = standing(
        a_person(months_of_rest=7, asks_six_months=2, last_asked_on=TODAY), a_request(), today=TODAY
    )

    assert Code.RESTED in [fact.code for fact in found.lifts]
    assert [fact.code for fact in found.holds_back] == [Code.ASKED]
