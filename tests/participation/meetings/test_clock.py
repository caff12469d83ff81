"""Hours that cannot be are refused, each with its own sentence."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from participation.meetings import clock
from tests.participation.seats import refusals_in_english  # noqa: F401  # found by its name

DAY, OCTOBER, MARCH = date(2026, 5, 4), date(2026, 10, 25), date(2026, 3, 29)


@pytest.mark.parametrize(
    ("day", "begins", "ends", "field", "words"),
    [
        (DAY, "10:00", "09:00", "ends", "ends at 09:00, before it begins at 10:00"),
        (DAY, "10:00", "10:00", "ends", "begins and ends at 10:00"),
        (DAY, "22:00", "01:00", "ends", "past midnight"),
        (DAY, "10:00", "", "ends", "when the meeting ends"),
        (DAY, "", "10:00", "begins", "when the meeting begins"),
        (OCTOBER, "02:30", "04:00", "begins", "02:30 comes twice"),
        (OCTOBER, "01:00", "02:00", "ends", "02:00 comes twice"),
        (MARCH, "02:30", "04:00", "begins", "there is no 02:30"),
    ],
)
def test_hours_that_cannot_be(day, begins, ends, field, words):
    hours = [time.fromisoformat(hour) if hour else None for hour in (begins, ends)]

    with pytest.raises(clock.CannotMeet, match=words) as refusal:
        clock.check(day, *hours)

    assert refusal.value.field == field


def test_a_day_without_hours_is_a_day():
    clock.check(DAY, None, None)


def test_the_hour_after_the_clock_is_set_is_right():
    clock.check(OCTOBER, time(3), time(4))

    assert clock.span(OCTOBER, time(3), time(4)).begins_at == datetime(2026, 10, 25, 2, tzinfo=UTC)
    assert clock.span(MARCH, time(3), time(4)).begins_at == datetime(2026, 3, 29, 1, tzinfo=UTC)


def _is_refused(day, begins, ends) -> str:
    try:
        clock.check(day, begins, ends)
    except clock.CannotMeet as refusal:
        return str(refusal)
    return ""


@given(
    day=st.dates(date(2020, 1, 1), date(2037, 12, 31)),
    begins=st.times(timezones=st.none()),
    ends=st.times(timezones=st.none()),
)
def test_what_is_let_through_lasts_forward_and_less_than_a_day_and_an_hour(day, begins, ends):
    assume(_is_refused(day, begins, ends) == "")

    begins_at, ends_at = clock.span(day, begins, ends)
    assert timedelta(0) < ends_at - begins_at < timedelta(hours=25)
    assert begins_at.astimezone(clock.PLACE).time() == begins
