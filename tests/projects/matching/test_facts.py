from typing import Any

import pytest

from projects.matching import facts
from projects.matching.reasons import Code, Reason
from projects.matching.values import TermKind
from tests.projects.matching.people import DEMENTIA, SLEEP, TODAY, a_person, a_request, must, wish

PRACTICAL = {
    "must_languages": frozenset({"ar", "nb"}),
    "must_meeting_forms": frozenset({"digital"}),
    "must_areas": frozenset({"south"}),
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"languages": frozenset(), "meeting_forms": frozenset(), "area": None},
            [
                Reason.of(Code.LANGUAGES_EMPTY, languages=("ar", "nb")),
                Reason.of(Code.MEETING_FORMS_EMPTY, meeting_forms=("digital",)),
                Reason.of(Code.AREA_EMPTY, areas=("south",)),
            ],
        ),
        (
            {"is_stale": True, "last_confirmed_on": TODAY},
            [
                Reason.of(Code.LANGUAGES_OUTDATED, languages=("ar",)),
                Reason.of(Code.MEETING_FORMS_OUTDATED, meeting_forms=("digital",)),
                Reason.of(Code.AREA_OUTDATED, area="north", areas=("south",)),
                Reason.of(Code.PROFILE_STALE, confirmed_on=TODAY),
            ],
        ),
        (
            {},  # a fresh no: seen only where somebody is chosen in spite of the gate
            [
                Reason.of(Code.LANGUAGES_LACKING, languages=("ar",)),
                Reason.of(Code.MEETING_FORMS_LACKING, meeting_forms=("digital",)),
                Reason.of(Code.AREA_ELSEWHERE, area="north", areas=("south",)),
            ],
        ),
        (
            {"languages": frozenset({"ar", "nb"}), "meeting_forms": frozenset({"digital"}), "area": "south"},
            [],
        ),
    ],
)
def test_what_the_profile_leaves_open_is_said(changes: dict[str, Any], expected: list[Reason]) -> None:
    assert facts.gaps(a_person(**changes), a_request(**PRACTICAL)) == tuple(expected)


def test_met_practical_musts_are_told_among_what_fits() -> None:
    person = a_person(
        languages=frozenset({"ar", "nb", "se"}), meeting_forms=frozenset({"digital"}), area="south"
    )

    assert facts.fits(person, a_request(**PRACTICAL)) == (
        Reason.of(Code.LANGUAGES_MET, languages=("ar", "nb")),
        Reason.of(Code.MEETING_FORMS_MET, meeting_forms=("digital",)),
        Reason.of(Code.AREA_MET, area="south"),
    )


def test_experience_that_is_not_shared_is_said_to_be_so_and_never_whether_it_is_there() -> None:
    request = a_request(must(DEMENTIA, kind=TermKind.EXPERIENCE), wish(SLEEP, kind=TermKind.EXPERIENCE))
    silent = a_person({DEMENTIA: 4}, has_experience_consent=False)

    assert facts.fits(silent, request) == ()
    assert facts.gaps(silent, request) == (
        Reason.of(Code.MUST_NOT_SHARED, term=DEMENTIA),
        Reason.of(Code.WISH_NOT_SHARED, term=SLEEP),
    )


def test_a_profile_that_was_never_confirmed_is_said_to_be_so() -> None:
    assert facts.gaps(a_person(is_stale=True, last_confirmed_on=None), a_request()) == (
        Reason.of(Code.PROFILE_UNCONFIRMED),
    )


def test_rest_and_load_of_somebody_new() -> None:
    new = a_person()

    assert facts.rest(new) == (Reason.of(Code.NEVER_ASSIGNED),)
    assert facts.load(new) == (Reason.of(Code.NOTHING_RUNNING), Reason.of(Code.NEVER_ASKED))
    assert facts.notes(new) == ()
