"""A share of few is dots and numbers; per cent begin at ten."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from config.core.ui.shares import share_of
from participation.reports.words import share_words


@pytest.mark.parametrize(
    ("part", "whole", "words", "dots"),
    [
        (3, 5, "3 of 5", "●●●○○"),
        (0, 4, "0 of 4", "○○○○"),
        (9, 9, "9 of 9", "●●●●●●●●●"),
        (6, 10, "60\N{NO-BREAK SPACE}%", ""),
        (1, 1000, "under 1 %", ""),
        (999, 1000, "over 99 %", ""),
        (0, 50, "0\N{NO-BREAK SPACE}%", ""),
        (50, 50, "100\N{NO-BREAK SPACE}%", ""),
        (1.5, 4, "1.5 of 4", ""),
    ],
)
def test_a_share_in_words(part, whole, words, dots):
    with translation.override("en"):
        share = share_of(part, whole)

        assert (share.words, share.dots) == (words, dots)


@pytest.mark.parametrize(("part", "whole"), [(None, 5), (3, None), (0, 0), (6, 5), (-1, 5)])
def test_there_is_no_share_of_nothing_or_of_what_is_hidden(part, whole):
    assert share_of(part, whole) is None


@given(st.integers(0, 200), st.integers(1, 200))
def test_nothing_under_ten_is_told_in_per_cent(part, whole):
    share = share_of(part, whole)
    if share is None:
        assert part > whole
    elif whole < 10:
        assert "%" not in share.words
        assert share.dots.count("●") == part
        assert len(share.dots) == whole
    else:
        assert "%" in share.words
        assert not share.dots
        # All and nothing are said only of all and of nothing.
        assert ("100" in share.words) == (part == whole)


def test_a_report_has_a_dash_where_there_is_no_share():
    assert share_words(1, 4) == "1 av 4"
    assert share_words(None, 4) == share_words(1, 0) == "–"
