"""What several tell together never shows one of them. Pure."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.comparison import quarters
from participation.comparison.services import ratio_of
from participation.comparison.sizes import EDGES, LEAST, ROUND, TENTHS, band_of, ends_of, span

VALUES = st.lists(st.fractions(min_value=0, max_value=10, max_denominator=100), min_size=0, max_size=20)


@given(VALUES, st.sampled_from([TENTHS, ROUND]))
def test_a_span_ends_at_round_numbers_and_is_of_six_or_more(values, steps):
    told = span(values, steps)

    assert (told is None) == (len(values) < LEAST)
    if told is not None:
        low, high = told
        assert low in steps and high in steps and low < high


@given(VALUES, st.randoms())
def test_a_span_does_not_depend_on_who_stands_where(values, random):
    mixed = list(values)
    random.shuffle(mixed)

    assert span(mixed, ROUND) == span(values, ROUND)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 1000), min_size=6, max_size=12), st.data())
def test_whoever_knows_all_the_others_does_not_know_the_one_who_is_left(hundredths, data):
    """Another value would have told the same span, whatever the others are."""
    values = [Fraction(one, 100) for one in hundredths]
    at = data.draw(st.integers(0, len(values) - 1))
    told = span(values, ROUND)

    others = {Fraction(one, 50) for one in range(501)} - {values[at]}
    assert any(span([*values[:at], other, *values[at + 1 :]], ROUND) == told for other in others)


@given(st.fractions(min_value=0, max_value=10, max_denominator=50), st.integers(6, 12))
def test_where_all_are_alike_their_value_is_still_not_told(value, count):
    low, high = span([value] * count, ROUND)

    assert low <= value <= high and high > low


def test_five_tell_nothing():
    assert span([Fraction(number) for number in range(5)], ROUND) is None


def test_a_value_outside_is_refused():
    with pytest.raises(ValueError, match="outside"):
        span([Fraction(11)] * 6, TENTHS)


@given(st.integers(0, 1_000_000))
def test_every_number_of_inhabitants_is_in_the_band_that_is_named(inhabitants):
    first, last = ends_of(band_of(inhabitants))

    assert first <= inhabitants and (last is None or inhabitants <= last)


def test_bands_begin_where_the_groups_of_the_statistics_do():
    assert [band_of(edge - 1) for edge in EDGES] == [0, 1, 2]
    assert [band_of(edge) for edge in EDGES] == [1, 2, 3]


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_the_last_whole_quarter_is_over_and_ends_a_year(day):
    quarter = quarters.last_whole(day)
    period = quarters.year_to(quarter)

    assert quarters.end_of(quarter) < day <= quarters.end_of(quarters.quarter_of(day))
    assert period.end == quarters.end_of(quarter)
    assert period.start.replace(year=period.start.year + 1) == date.fromordinal(period.end.toordinal() + 1)


@given(st.integers(0, 9), st.integers(0, 9))
def test_a_part_of_fewer_than_ten_tells_nothing(part, whole):
    counts = {"said": whole, "answered": part, "units": whole, "units_with_involvement": part}

    assert ratio_of("answered", counts, 5000) is None
    assert ratio_of("units_with_involvement", counts, 5000) is None
