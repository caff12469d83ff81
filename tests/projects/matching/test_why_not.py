from projects.matching.gates import Gate
from projects.matching.reasons import Code, Reason, Remedy
from projects.matching.values import State, TermKind
from projects.matching.why_not import Answer, why_not
from tests.projects.matching.people import (
    CHAIRING,
    DEMENTIA,
    TODAY,
    WRITING,
    a_person,
    a_request,
    must,
    wish,
)


def test_every_gate_is_told_with_what_could_change_it() -> None:
    paula = a_person({WRITING: 1}, state=State.RESTING, has_declined_request=True)

    answers = why_not(paula, a_request(must(WRITING)), today=TODAY)

    assert answers == [
        Answer(Gate.PAUSE, Reason.of(Code.RESTING), Remedy.PERSON_ENDS_PAUSE),
        Answer(Gate.DECLINED, Reason.of(Code.ALREADY_DECLINED), Remedy.RESPECT_NO),
    ]
    assert [answer.is_overridable for answer in answers] == [False, True]


def test_somebody_in_a_group_hears_which_and_what_keeps_them_from_a_higher_one() -> None:
    request = a_request(must(WRITING, 3), must(CHAIRING), must(DEMENTIA, kind=TermKind.EXPERIENCE), wish(9))
    paula = a_person({WRITING: 2}, has_experience_consent=False)

    assert why_not(paula, request, today=TODAY) == [
        Answer(None, Reason.of(Code.IN_PARTLY, met=0, total=3), Remedy.SEE_GROUP),
        Answer(None, Reason.of(Code.MUST_BELOW, term=WRITING, level=2, asked=3), Remedy.ASK_ABOUT_TERM),
        Answer(None, Reason.of(Code.MUST_LACKING, term=CHAIRING), Remedy.ASK_ABOUT_TERM),
        Answer(None, Reason.of(Code.MUST_NOT_SHARED, term=DEMENTIA), Remedy.ASK_EXPERIENCE_CONSENT),
    ]


def test_all_but_one_and_every_must_are_told_by_their_names() -> None:
    request = a_request(must(WRITING), must(CHAIRING))

    [most, gap] = why_not(a_person({WRITING: 1}), request, today=TODAY)
    [whole] = why_not(a_person({WRITING: 1, CHAIRING: 4}), request, today=TODAY)

    assert most.reason == Reason.of(Code.IN_ALL_BUT_ONE, met=1, total=2)
    assert gap.reason == Reason.of(Code.MUST_LACKING, term=CHAIRING)
    assert whole.reason == Reason.of(Code.IN_EVERY_MUST, met=2, total=2)


def test_somebody_who_covers_nothing_hears_that_and_how_to_mend_it() -> None:
    request = a_request(must(WRITING), wish(DEMENTIA, kind=TermKind.EXPERIENCE))

    assert why_not(a_person({CHAIRING: 4}, has_experience_consent=False), request, today=TODAY) == [
        Answer(None, Reason.of(Code.NO_COVERAGE), Remedy.CONFIRM_PROFILE),
        Answer(None, Reason.of(Code.MUST_LACKING, term=WRITING), Remedy.ASK_ABOUT_TERM),
        Answer(None, Reason.of(Code.WISH_NOT_SHARED, term=DEMENTIA), Remedy.ASK_EXPERIENCE_CONSENT),
    ]
