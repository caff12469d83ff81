from typing import Any

import pytest

from projects.matching.gates import Gate, gates, is_offered, may_override
from projects.matching.reasons import Code
from projects.matching.values import Conflict, State
from tests.projects.matching.people import DAY, TODAY, a_person, a_request

ARABIC_DIGITAL_SOUTH = {
    "must_languages": frozenset({"nb", "ar"}),
    "must_meeting_forms": frozenset({"digital"}),
    "must_areas": frozenset({"south", "west"}),
}

HELD_BACK: list[tuple[dict[str, Any], Gate, Code, dict[str, Any]]] = [
    ({"state": State.LEFT}, Gate.LEFT, Code.HAS_LEFT, {}),
    ({"state": State.APPLIED}, Gate.INACTIVE, Code.NOT_YET_ACTIVE, {"state": "applied"}),
    ({"state": State.IN_CONVERSATION}, Gate.INACTIVE, Code.NOT_YET_ACTIVE, {"state": "in_conversation"}),
    ({"state": State.RESTING}, Gate.PAUSE, Code.RESTING, {}),
    ({"resting_until": TODAY}, Gate.PAUSE, Code.RESTING_UNTIL, {"until": TODAY}),
    ({"has_network_consent": False}, Gate.CONSENT, Code.NO_NETWORK_CONSENT, {}),
    (
        {"running_assignments": 2, "max_at_once": 2},
        Gate.MAX_AT_ONCE,
        Code.AT_MAX_AT_ONCE,
        {"count": 2, "maximum": 2},
    ),
    (
        {"assignments_half_year": 4, "max_per_half_year": 3},
        Gate.MAX_PER_HALF_YEAR,
        Code.AT_MAX_PER_HALF_YEAR,
        {"count": 4, "maximum": 3},
    ),
    ({"no_go_units": frozenset({"health"})}, Gate.NO_GO_UNIT, Code.NO_GO_UNIT, {"units": ("health",)}),
    ({"no_go_topics": frozenset({"falls"})}, Gate.NO_GO_TOPIC, Code.NO_GO_TOPIC, {"topics": ("falls",)}),
    ({"no_go_people": frozenset({"berit"})}, Gate.NO_GO_PERSON, Code.NO_GO_PERSON, {"people": ("berit",)}),
    (
        {
            "conflicts": frozenset(
                {Conflict("pro-1", "work"), Conflict("home-care", "own_case"), Conflict("other", "close")}
            )
        },
        Gate.CONFLICT,
        Code.CONFLICT_RECORDED,
        {"conflicts": ("home-care", "pro-1"), "kinds": ("own_case", "work")},
    ),
    ({"is_asked_for_request": True}, Gate.ASKED, Code.ALREADY_ASKED, {}),
    ({"has_declined_request": True}, Gate.DECLINED, Code.ALREADY_DECLINED, {}),
]

NOT_HELD_BACK: list[dict[str, Any]] = [
    {},
    {"state": State.RESTING, "resting_until": TODAY - DAY},
    {"running_assignments": 1, "max_at_once": 2},
    {"running_assignments": 9, "max_at_once": None},
    {"assignments_half_year": 2, "max_per_half_year": 3},
    {"no_go_units": frozenset({"school"}), "no_go_topics": frozenset({"food"})},
    {"no_go_people": frozenset({"tor"}), "conflicts": frozenset({Conflict("pro-2", "work")})},
    {"is_mediated_only": True},
    {"has_experience_consent": False},
    {"is_stale": True, "last_confirmed_on": None},
]


@pytest.mark.parametrize(("changes", "gate", "code", "params"), HELD_BACK)
def test_each_gate_holds_back_by_itself_and_says_why(
    changes: dict[str, Any], gate: Gate, code: Code, params: dict[str, Any]
) -> None:
    person = a_person(**changes)

    [barrier] = gates(person, a_request(), TODAY)

    assert (barrier.gate, barrier.reason.code, barrier.reason.params) == (gate, code, params)
    assert not is_offered(person, a_request(), TODAY)


@pytest.mark.parametrize("changes", NOT_HELD_BACK)
def test_what_is_no_gate_holds_nobody_back(changes: dict[str, Any]) -> None:
    assert gates(a_person(**changes), a_request(), TODAY) == []


def test_a_fresh_profile_that_says_no_to_practical_musts_is_held_back_by_each() -> None:
    barriers = gates(a_person(), a_request(**ARABIC_DIGITAL_SOUTH), TODAY)

    assert [(barrier.gate, barrier.reason.params) for barrier in barriers] == [
        (Gate.LANGUAGE, {"languages": ("ar",)}),
        (Gate.MEETING_FORM, {"meeting_forms": ("digital",)}),
        (Gate.AREA, {"area": "north", "areas": ("south", "west")}),
    ]


@pytest.mark.parametrize(
    "changes",
    [{"languages": frozenset(), "meeting_forms": frozenset(), "area": None}, {"is_stale": True}],
)
def test_unknown_and_outdated_are_not_no(changes: dict[str, Any]) -> None:
    assert gates(a_person(**changes), a_request(**ARABIC_DIGITAL_SOUTH), TODAY) == []


def test_a_stale_profile_still_keeps_the_persons_own_limits() -> None:
    person = a_person(is_stale=True, no_go_topics=frozenset({"falls"}), has_network_consent=False)

    assert [barrier.gate for barrier in gates(person, a_request(), TODAY)] == [Gate.CONSENT, Gate.NO_GO_TOPIC]


def test_own_limits_can_never_be_overridden_and_the_rest_can() -> None:
    own = {gate for gate in Gate if gate.is_own_limit}

    assert {gate.code for gate in own} == {
        "left",
        "pause",
        "consent",
        "max_at_once",
        "max_per_half_year",
        "no_go_unit",
        "no_go_topic",
        "no_go_person",
    }
    for changes, gate, _, _ in HELD_BACK:
        barriers = gates(a_person(**changes), a_request(), TODAY)
        assert may_override(barriers) == (gate not in own)


def test_one_own_limit_among_others_is_enough_to_forbid_an_override() -> None:
    barriers = gates(a_person(has_declined_request=True, state=State.RESTING), a_request(), TODAY)

    assert [barrier.is_overridable for barrier in barriers] == [False, True]
    assert not may_override(barriers)
    assert may_override([])


def test_gates_are_told_in_the_order_of_their_list() -> None:
    everything: dict[str, Any] = {}
    for changes, gate, _, _ in HELD_BACK:
        if gate not in (Gate.LEFT, Gate.INACTIVE):
            everything |= changes
    barriers = gates(a_person(**everything | {"state": State.LEFT}), a_request(**ARABIC_DIGITAL_SOUTH), TODAY)

    assert [barrier.gate for barrier in barriers] == [gate for gate in Gate if gate is not Gate.INACTIVE]
