"""What one look at the fairness of asking is about: which municipality, which time, and how much may be told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from projects.gaps.thresholds import moment, months_before

# What a facilitator can choose, in months back from today, and what is shown first.
PERIODS = (3, 6, 12, 24)
USUAL_PERIOD = 12
MONTHS_OF_QUARTER = 3
# Of a trend: two years, so that each season is seen twice.
QUARTERS = 8
# What those see who may not see people: always the same time, so that two looks cannot be subtracted.
FIXED_QUARTERS = 4


@dataclass(frozen=True)
class Span:
    """A time from one moment until another, which is not part of it."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class Frame:
    """One look. With `sees_people` false small groups are hidden and the time is the last four whole quarters."""

    municipality: Any
    at: datetime
    today: date
    sees_people: bool
    months: int = USUAL_PERIOD

    @property
    def span(self) -> Span:
        """The time that the figures are of."""
        if self.sees_people:
            return Span(months_before(self.today, self.months), self.at)
        end = quarter_of(self.today)
        return Span(moment(_quarters_before(end, FIXED_QUARTERS)), moment(end))


def quarter_of(day: date) -> date:
    """The first day of the quarter of `day`."""
    return day.replace(month=(day.month - 1) // MONTHS_OF_QUARTER * MONTHS_OF_QUARTER + 1, day=1)


def quarters(today: date) -> Iterator[tuple[date, Span]]:
    """The last whole quarters, oldest first: the first day, and the time."""
    end = quarter_of(today)
    for back in range(QUARTERS, 0, -1):
        first = _quarters_before(end, back)
        yield first, Span(moment(first), moment(_quarters_before(end, back - 1)))


def _quarters_before(first: date, count: int) -> date:
    months = first.year * 12 + first.month - 1 - count * MONTHS_OF_QUARTER
    return date(months // 12, months % 12 + 1, 1)
