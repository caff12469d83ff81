"""The quarters in which figures are shared. Pure: the day comes in."""

from datetime import date, timedelta

from participation.reports.period import Period

MONTHS = 3


def quarter_of(day: date) -> date:
    """The first day of the quarter of a day."""
    return date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1)


def last_whole(day: date) -> date:
    """The first day of the last quarter that is over on a day."""
    return quarter_of(quarter_of(day) - timedelta(days=1))


def end_of(quarter: date) -> date:
    """The last day of a quarter."""
    months = quarter.year * 12 + quarter.month - 1 + MONTHS
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def year_to(quarter: date) -> Period:
    """The four quarters of which the given one is the last."""
    end = end_of(quarter)
    months = quarter.year * 12 + quarter.month - 1 - 3 * MONTHS
    return Period(date(months // 12, months % 12 + 1, 1), end)
