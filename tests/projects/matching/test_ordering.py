"""Worked by hand; the sums are in the comments."""

from typing import Any

import pytest

from projects.matching.keys import RULE_VERSION, Part, Weights, key
from projects.matching.ordering import GroupKind, Listing, group_kind, order
from projects.matching.reasons import Code, Reason
from projects.matching.values import Request, TermKind
from tests.projects.matching.people import (
    CHAIRING,
    DEMENTIA,
    PAIN,
    SLEEP,
    TEACHING,
    TODAY,
    WRITING,
    a_person,
    a_request,
    must,
    wish,
)


def by_group(listing: Listing) -> dict[str, list[str]]:
    return {group.kind.value: [c.person_id for c in group.candidates] for group in listing.groups}


def fall_project(**changes: Any) -> Request:
    """Three musts and one wish."""
    return a_request(
        must(DEMENTIA, 2, kind=TermKind.EXPERIENCE),
        must(CHAIRING, 3),
        must(WRITING, 1),
        wish(TEACHING, 4),
        **changes,
    )


def test_the_key_of_one_person_by_hand() -> None:
    paula = a_person(
        {DEMENTIA: 4, CHAIRING: 1, TEACHING: 3},
        months_of_rest=7,
        running_assignments=1,
        asks_six_months=3,
        passed_over_twelve_months=2,
        is_stale=True,
    )

    found = key(paula, fall_project())

    assert found.missing == 2  # chairing at 1 of 3, and writing not at all
    assert found.parts == (
        Part(Code.MUST_MET, DEMENTIA, 36),  # 3 · 12 · min(4, 2) / 2
        Part(Code.MUST_BELOW, CHAIRING, 12),  # 3 · 12 · 1 / 3
        Part(Code.WISH_BELOW, TEACHING, 9),  # 1 · 12 · 3 / 4
        Part(Code.RESTED, None, 7),
        Part(Code.RUNNING, None, -3),
        Part(Code.ASKED, None, -6),
        Part(Code.PASSED_OVER, None, 4),
        Part(Code.PROFILE_STALE, None, -6),
    )
    assert found.total == 53  # 36 + 12 + 9 + 7 - 3 - 6 + 4 - 6


def test_weights_scale_fit_and_turn_apart() -> None:
    paula = a_person({WRITING: 2}, months_of_rest=30, running_assignments=1)
    request = a_request(must(WRITING, 2), wish(SLEEP))

    assert key(paula, request).total == 57  # 36 + 24 - 3
    assert key(paula, request, Weights(fit=2, turn=1)).total == 93  # 72 + 21
    assert key(paula, request, Weights(fit=1, turn=0)).total == 36
    for fit, turn in [(-1, 1), (1, -1), (0, 0)]:
        with pytest.raises(ValueError, match="Weights"):
            Weights(fit=fit, turn=turn)


def test_people_come_in_groups_by_musts_missing_and_in_a_group_by_key() -> None:
    whole = {DEMENTIA: 2, CHAIRING: 3, WRITING: 1}
    people = [
        a_person({WRITING: 1}, id="one-must"),  # 2 missing, 36 + 24
        a_person({CHAIRING: 3, WRITING: 1}, id="two-musts"),  # 1 missing, 72 + 24
        a_person({TEACHING: 4}, id="wish-only"),  # 3 missing, 12 + 24
        a_person(whole, id="tired", months_of_rest=0, running_assignments=2),  # 108 + 0 - 6 = 102
        a_person(whole, id="rested", months_of_rest=9),  # 108 + 9 = 117
        a_person(whole | {TEACHING: 1}, id="teaches", months_of_rest=5),  # 108 + 3 + 5 = 116
        a_person({DEMENTIA: 2, CHAIRING: 2, WRITING: 1}, id="nearly", months_of_rest=6),  # 1 missing, 96 + 6
        a_person({PAIN: 4}, id="elsewhere"),  # nothing that is asked for
        a_person(whole, id="gone", has_network_consent=False),
    ]

    listing = order(fall_project(), people, seed="2026", today=TODAY)

    assert by_group(listing) == {
        "every_must": ["rested", "teaches", "tired"],
        "all_but_one": ["nearly", "two-musts"],
        "partly": ["one-must", "wish-only"],
    }
    assert (listing.held_back, listing.without_coverage) == (1, 1)


def test_fewer_musts_missing_comes_first_among_those_who_cover_partly() -> None:
    busy = a_person(
        {WRITING: 1}, id="busy", months_of_rest=0, asks_six_months=9, running_assignments=9
    )  # 36 - 45
    free = a_person({CHAIRING: 2, DEMENTIA: 1}, id="free")  # 18 + 24 + 24, but three musts missing

    listing = order(fall_project(), [free, busy], seed="2026", today=TODAY)

    assert by_group(listing) == {"partly": ["busy", "free"]}


def test_equal_people_are_drawn_by_the_seed_and_not_by_name() -> None:
    people = [a_person({WRITING: 1}, id=name) for name in ("aase", "berit", "cato", "dag", "eli", "finn")]
    request = a_request(must(WRITING))

    drawn = [by_group(order(request, people, seed=str(n), today=TODAY))["every_must"] for n in range(30)]
    again = by_group(order(request, people, seed="0", today=TODAY))["every_must"]

    assert drawn[0] == again
    assert {names[0] for names in drawn} == {"aase", "berit", "cato", "dag", "eli", "finn"}
    # The digest is part of the record: a seed kept from last year must still give last year's list.
    assert drawn[0] == ["cato", "dag", "aase", "finn", "eli", "berit"]


def test_a_request_without_needs_lists_everybody_who_may_be_asked() -> None:
    people = [a_person(id="a", months_of_rest=1), a_person(id="b", months_of_rest=2)]

    assert by_group(order(a_request(), people, seed="", today=TODAY)) == {"every_must": ["b", "a"]}


@pytest.mark.parametrize(
    ("missing", "musts", "kind"),
    [
        (0, 0, GroupKind.EVERY_MUST),
        (0, 3, GroupKind.EVERY_MUST),
        (1, 3, GroupKind.ALL_BUT_ONE),
        (1, 2, GroupKind.ALL_BUT_ONE),
        (1, 1, GroupKind.PARTLY),
        (2, 3, GroupKind.PARTLY),
    ],
)
def test_groups(missing: int, musts: int, kind: GroupKind) -> None:
    assert group_kind(missing, musts) is kind


def test_a_candidate_is_told_in_facts() -> None:
    paula = a_person(
        {DEMENTIA: 3, CHAIRING: 2},
        languages=frozenset({"nb", "se"}),
        meeting_forms=frozenset(),
        months_of_rest=14,
        passed_over_twelve_months=1,
        running_assignments=1,
        asks_six_months=2,
        last_asked_on=TODAY,
        is_mediated_only=True,
    )
    request = fall_project(must_languages=frozenset({"nb"}), must_meeting_forms=frozenset({"digital"}))

    [group] = order(request, [paula], seed="2026", today=TODAY).groups
    [candidate] = group.candidates

    assert candidate.fits == (
        Reason.of(Code.MUSTS_MET, met=1, total=3),
        Reason.of(Code.MUST_MET, term=DEMENTIA, level=3),
        Reason.of(Code.LANGUAGES_MET, languages=("nb",)),
    )
    assert candidate.gaps == (
        Reason.of(Code.MUST_BELOW, term=CHAIRING, level=2, asked=3),
        Reason.of(Code.MUST_LACKING, term=WRITING),
        Reason.of(Code.WISH_LACKING, term=TEACHING),
        Reason.of(Code.MEETING_FORMS_EMPTY, meeting_forms=("digital",)),
    )
    assert candidate.rest == (Reason.of(Code.RESTED, months=14), Reason.of(Code.PASSED_OVER, count=1))
    assert candidate.load == (
        Reason.of(Code.RUNNING, count=1),
        Reason.of(Code.ASKED, count=2),
        Reason.of(Code.LAST_ASKED, on=TODAY),
    )
    assert candidate.notes == (Reason.of(Code.MEDIATED_ONLY),)


def test_a_listing_carries_what_it_takes_to_make_it_again() -> None:
    chosen = Weights(fit=1, turn=2)

    listing = order(fall_project(), [], seed="kept", today=TODAY, weights=chosen)

    assert listing.groups == ()
    assert (listing.request_id, listing.seed, listing.today) == ("req-1", "kept", TODAY)
    assert (listing.weights, listing.rule_version) == (chosen, RULE_VERSION)


def test_the_same_person_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="once"):
        order(fall_project(), [a_person(), a_person()], seed="", today=TODAY)
