import pytest

from projects.matching.values import TermKind
from tests.projects.matching.people import DEMENTIA, WRITING, a_person, a_request, must, wish


@pytest.mark.parametrize("level", [0, 5, -1])
def test_a_level_outside_one_to_four_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="level"):
        must(WRITING, level)
    with pytest.raises(ValueError, match="level"):
        a_person({WRITING: level})


@pytest.mark.parametrize("count", ["running_assignments", "asks_six_months", "months_of_rest", "max_at_once"])
def test_a_negative_count_is_refused(count: str) -> None:
    with pytest.raises(ValueError, match="zero or more"):
        a_person({}, **{count: -1})


def test_a_request_refuses_no_seats_and_the_same_term_twice() -> None:
    with pytest.raises(ValueError, match="seat"):
        a_request(seats=0)
    with pytest.raises(ValueError, match="once"):
        a_request(must(WRITING), wish(WRITING))


def test_experience_is_counted_under_its_consent_alone_and_skill_without() -> None:
    paula = a_person({DEMENTIA: 3, WRITING: 2}, has_experience_consent=False)
    agreed = a_person({DEMENTIA: 3, WRITING: 2})
    experience = must(DEMENTIA, kind=TermKind.EXPERIENCE)

    assert (paula.counted_level(experience), agreed.counted_level(experience)) == (0, 3)
    assert paula.counted_level(must(WRITING)) == 2
