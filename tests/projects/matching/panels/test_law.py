"""What law and population suggest, and that a problem refuses what cannot be meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.matching.panels.law import balanced, least_of_each_gender, proportional
from projects.matching.panels.values import Problem, Quota, Willing
from tests.projects.matching.people import property_based


@pytest.mark.parametrize(
    ("members", "least"),
    [
        (1, 0),
        (2, 1),
        (3, 1),
        (4, 2),
        (5, 2),
        (6, 3),
        (7, 3),
        (8, 3),
        (9, 4),
        (10, 4),
        (11, 5),
        (15, 6),
        (16, 7),
    ],
)
def test_section_28(members: int, least: int) -> None:
    assert least_of_each_gender(members) == least
    one, other = balanced("gender", ("woman", "man"), members)
    assert (one.minimum, one.maximum) == (other.minimum, other.maximum) == (least, members - least)


@property_based
@given(st.dictionaries(st.text(max_size=5), st.integers(0, 30_000), min_size=1), st.integers(1, 50))
def test_quotas_like_the_population_can_be_kept_together(people: dict[str, int], members: int) -> None:
    quotas = proportional("area", people, members)
    if not sum(people.values()):
        assert quotas == ()
        return
    assert sum(quota.minimum for quota in quotas) <= members <= sum(quota.maximum for quota in quotas)
    assert all(quota.maximum - quota.minimum <= 1 for quota in quotas)


def test_what_cannot_be_meant_is_refused() -> None:
    somebody = Willing("one", frozenset())
    for numbers in ((-1, 2), (3, 2)):
        with pytest.raises(ValueError, match="minimum"):
            Quota("area", "north", *numbers)
    with pytest.raises(ValueError, match="one seat"):
        Problem(0, (), (somebody,))
    with pytest.raises(ValueError, match="once"):
        Problem(1, (), (somebody, somebody))
    with pytest.raises(ValueError, match="one quota"):
        Problem(1, (Quota("area", "north", 0, 1), Quota("area", "north", 1, 1)), (somebody,))
