"""Every fact, gate, remedy and group of matching has words, whatever its parameters."""

from datetime import date

import pytest
from django.utils import translation

from projects.candidates import wording
from projects.candidates.sentences import COUNTED, PLAIN, REMEDIES
from projects.matching.gates import Gate
from projects.matching.ordering import GroupKind
from projects.matching.reasons import PARAMETERS, Code, Kind, Reason, Remedy

NAMES = wording.Names({7: "Dementia (next of kin)"}, {"language-polish": "Polish", "u1": "Home care"})
VALUES = {
    Kind.TERM: (7,),
    Kind.LEVEL: (1, 2, 3, 4),
    Kind.COUNT: (0, 1, 2, 11),
    Kind.DATE: (date(2026, 3, 2),),
    Kind.CODE: ("Sentrum", "own"),
    Kind.CODES: (("language-polish",), ("language-polish", "u1")),
}
SAID = {Kind.TERM: "Dementia (next of kin)", Kind.DATE: "2026", Kind.CODES: "Polish"}


def reasons(code):
    """The fact with each of the values that its parameters may have."""
    kinds = PARAMETERS[code]
    for turn in range(4):
        yield Reason.of(
            code, **{name: VALUES[kind][turn % len(VALUES[kind])] for name, kind in kinds.items()}
        )


@pytest.mark.parametrize("language", ["en", "nb", "nn"])
@pytest.mark.parametrize("code", list(Code))
def test_every_fact_has_a_sentence(code, language):
    with translation.override(language):
        for reason in reasons(code):
            said = wording.sentence(reason, NAMES)

            assert said.endswith(".")
            assert "%(" not in said
            for name, kind in PARAMETERS[code].items():
                is_spoken = kind in SAID and not (language != "en" and kind is Kind.DATE)
                assert not is_spoken or SAID[kind] in said, name


def test_the_lists_are_complete_and_hold_nothing_else():
    assert set(PLAIN) | set(COUNTED) == set(Code)
    assert not (set(PLAIN) & set(COUNTED))
    assert set(REMEDIES) == set(Remedy)


@pytest.mark.parametrize("remedy", list(Remedy))
def test_every_remedy_has_a_sentence(remedy):
    assert wording.remedy(remedy).endswith(".")


@pytest.mark.parametrize("gate", list(Gate))
def test_every_gate_has_a_name(gate):
    assert wording.gate_label(gate)


def test_groups_are_told_in_words():
    with translation.override("en"):
        labels = [wording.group_label(kind) for kind in GroupKind]

    assert labels == ["Covers everything", "Covers all but one", "Partly"]
    assert all(wording.group_help(kind) for kind in GroupKind)


def test_nought_and_one_are_said_as_people_say_them():
    with translation.override("en"):
        none = wording.sentence(Reason.of(Code.RESTED, months=0), NAMES)
        one = wording.sentence(Reason.of(Code.RESTED, months=1), NAMES)
        nobody = wording.sentence(Reason.of(Code.GROUP_COVERS, term=7, count=0), NAMES)
        everything = wording.sentence(Reason.of(Code.MUSTS_MET, met=2, total=2), NAMES)

    assert none == "No rest since the last assignment."
    assert one == "1 month since the last assignment."
    assert nobody == "Nobody yet has “Dementia (next of kin)”."
    assert everything == "Has everything that is needed."


@pytest.mark.parametrize("category", ["area", "first_time", "perspective"])
def test_traits_of_the_group_are_told(category):
    reason = Reason.of(Code.FIRST_OF, category=category, value="own")

    said = wording.sentence(reason, NAMES)

    assert said.endswith(".")
    assert "_" not in said
