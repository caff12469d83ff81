"""The narrower consent: a table for one purpose, and properties for all of them together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from representatives.duplicates.standing import Standing, in_force_after, narrower

NEVER, YES, NO = Standing.NEVER_ASKED, Standing.IN_FORCE, Standing.TAKEN_BACK
PURPOSES = ("network", "experience", "quotation", "photo")
RESTS_ON = {"experience": "network", "quotation": "network"}
standings = st.dictionaries(st.sampled_from(PURPOSES), st.sampled_from([YES, NO]))


@pytest.mark.parametrize(
    ("one", "other", "after"),
    [
        (YES, YES, YES),
        (YES, NEVER, YES),
        (YES, NO, NO),
        (NO, NEVER, NO),
        (NO, NO, NO),
        (NEVER, NEVER, NEVER),
    ],
)
def test_a_no_on_either_side_wins(one, other, after):
    assert narrower(one, other) == narrower(other, one) == after


@given(one=standings, other=standings)
def test_a_merge_never_widens(one, other):
    kept = in_force_after(one, other, rests_on=RESTS_ON)

    assert kept == in_force_after(other, one, rests_on=RESTS_ON)
    assert kept <= {purpose for side in (one, other) for purpose in side if side[purpose] == YES}
    assert not kept & {purpose for side in (one, other) for purpose in side if side[purpose] == NO}
    assert all(RESTS_ON[purpose] in kept for purpose in kept & set(RESTS_ON))
