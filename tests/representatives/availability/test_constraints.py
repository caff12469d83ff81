"""The database refuses what is no week, and days in the wrong order."""

from datetime import timedelta

import pytest

from representatives.models import DayException, WeeklyTime
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.people import make_representative


@pytest.fixture
def common(municipality):
    return {"municipality": municipality, "representative": make_representative(municipality)}


def test_weekly_time_once(common):
    WeeklyTime.objects.create(weekday=0, part="morning", **common)

    assert_refused(lambda: WeeklyTime.objects.create(weekday=0, part="morning", **common), "weekly_time_once")


def test_weekly_time_is_a_day(common):
    assert_refused(
        lambda: WeeklyTime.objects.create(weekday=7, part="morning", **common), "weekly_time_is_a_day"
    )


def test_day_exception_ends_after_it_begins(common):
    days = {"from_on": AT.date(), "to_on": AT.date() - timedelta(days=1), "added_at": AT}

    assert_refused(
        lambda: DayException.objects.create(**days, **common), "day_exception_ends_after_it_begins"
    )
