"""Nordvik shares its figures since last spring; nobody else of its size does yet, and the page says so."""

from datetime import datetime
from functools import partial

from participation.comparison import services
from participation.comparison.quarters import quarter_of
from participation.demonstration.apart import apart
from participation.demonstration.course import Year

# Before the first day of the last whole quarter, whatever today is.
AGREED_ON = -200
INHABITANTS = 16_500


def plan(year: Year) -> None:
    """The agreement, and the count on the first morning of this quarter."""
    own = apart("comparison")
    first = min((quarter_of(year.today) - year.today).days, -1)
    year.plan(year.moment(AGREED_ON, 11), own(partial(_agree, year)))
    year.plan(year.moment(first, 7), own(_count))


def _agree(year: Year, at: datetime) -> None:
    services.agree(
        municipality=year.municipality,
        inhabitants=INHABITANTS,
        counted_in=at.year,
        by=year.facilitator,
        at=at,
    )


def _count(at: datetime) -> None:
    services.count_quarter(at=at)
