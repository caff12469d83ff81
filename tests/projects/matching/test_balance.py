"""Three words for fit and turn: what each weighs, and that the documentation says the same."""

from pathlib import Path

import pytest

import projects.matching
from projects.matching.balance import WEIGHTS, Emphasis, emphasis_of
from projects.matching.keys import DEFAULT_WEIGHTS, Weights, key
from projects.matching.ordering import order
from tests.projects.matching.people import DEMENTIA, TODAY, WRITING, a_person, a_request, must, wish


def test_balanced_is_what_holds_without_a_choice() -> None:
    assert WEIGHTS[Emphasis.BALANCED] == DEFAULT_WEIGHTS
    assert WEIGHTS.keys() == set(Emphasis)


def test_a_word_is_found_again_by_its_weights() -> None:
    assert [emphasis_of(WEIGHTS[word]) for word in Emphasis] == list(Emphasis)
    assert emphasis_of(Weights(fit=7, turn=2)) is None


def test_the_choice_moves_people_who_are_alike_in_musts_and_nobody_past_a_must() -> None:
    request = a_request(must(DEMENTIA), wish(WRITING))
    skilled = a_person({DEMENTIA: 1, WRITING: 1}, id="skilled", months_of_rest=2)
    rested = a_person({DEMENTIA: 1}, id="rested", months_of_rest=20)
    lacking = a_person({WRITING: 4}, id="lacking", months_of_rest=None)

    def names(word: Emphasis) -> list[str]:
        found = order(request, [skilled, rested, lacking], seed="s", today=TODAY, weights=WEIGHTS[word])
        return [one.person_id for group in found.groups for one in group.candidates]

    assert names(Emphasis.FIT) == ["skilled", "rested", "lacking"]
    assert names(Emphasis.TURN) == ["rested", "skilled", "lacking"]


@pytest.mark.parametrize("word", list(Emphasis))
def test_the_documentation_tells_the_weights(word: Emphasis) -> None:
    told = (Path(projects.matching.__file__).parents[2] / "docs" / "matching.md").read_text(encoding="utf-8")

    weights = WEIGHTS[word]
    assert f"| `{word.value}` | {weights.fit} | {weights.turn} |" in told


def test_the_parts_grow_with_the_weights() -> None:
    request, person = a_request(wish(WRITING)), a_person({WRITING: 1}, id="a", months_of_rest=5)

    assert key(person, request, WEIGHTS[Emphasis.FIT]).total == 3 * 12 + 5
    assert key(person, request, WEIGHTS[Emphasis.TURN]).total == 12 + 3 * 5
