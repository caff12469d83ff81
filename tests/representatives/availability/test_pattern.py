"""The rule of when a person can, tried with any week and any days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from representatives.availability.pattern import Otherwise, Pattern, by_parts, can

PARTS = ("morning", "afternoon", "evening")
FIRST = date(2026, 1, 1)
CELLS = [(day, part) for day in range(7) for part in PARTS]
DAYS = st.integers(0, 700).map(lambda number: FIRST + timedelta(days=number))
# A week is drawn as one number, each bit a part of it: cheap, and nothing is left out.
WEEKS = st.integers(0, 2 ** len(CELLS) - 1).map(
    lambda bits: frozenset(cell for place, cell in enumerate(CELLS) if bits >> place & 1)
)
STRETCHES = st.builds(
    lambda first, length, free: Otherwise(first, first + timedelta(days=length), free),
    DAYS,
    st.integers(0, 40),
    st.booleans(),
)
PATTERNS = st.builds(
    Pattern, week=WEEKS, days=st.lists(STRETCHES, max_size=4).map(tuple), until=st.none() | DAYS
)


@given(pattern=PATTERNS, day=DAYS, part=st.sampled_from(PARTS))
def test_nobody_can_after_the_day_until_which_it_holds(pattern, day, part):
    if pattern.until is not None and day > pattern.until:
        assert can(pattern, day, part) is False


@given(week=WEEKS, day=DAYS, part=st.sampled_from(PARTS))
def test_without_other_days_the_week_decides_and_an_empty_week_says_nothing(week, day, part):
    found = can(Pattern(week=week), day, part)

    assert found is (None if not week else (day.weekday(), part) in week)


@given(pattern=PATTERNS, day=DAYS, part=st.sampled_from(PARTS))
def test_a_day_of_its_own_goes_before_everything_that_was_said_of_more_days(pattern, day, part):
    away = Otherwise(day, day)
    said = Pattern(week=pattern.week, days=(*pattern.days, away))

    assert can(said, day, part) is False


@given(pattern=PATTERNS, day=DAYS, part=st.sampled_from(PARTS))
def test_the_order_in_which_days_were_said_does_not_matter(pattern, day, part):
    turned = Pattern(week=pattern.week, days=tuple(reversed(pattern.days)), until=pattern.until)

    assert can(turned, day, part) is can(pattern, day, part)


@given(week=WEEKS)
def test_days_taken_together_are_the_week_again(week):
    together = by_parts(week, PARTS)

    assert {(day, part) for days, parts in together for day in days for part in parts} == week


def test_a_free_day_in_a_long_holiday_is_free():
    july = Otherwise(date(2026, 7, 1), date(2026, 7, 31))
    free = Otherwise(date(2026, 7, 10), date(2026, 7, 10), is_available=True)
    pattern = Pattern(week=frozenset({(0, "morning")}), days=(july, free))

    assert can(pattern, date(2026, 7, 10), "evening") is True
    assert can(pattern, date(2026, 7, 13), "morning") is False
