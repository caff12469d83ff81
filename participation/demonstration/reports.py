"""Reports of the year: one of last year, made in January; one of the last twelve months; one of a unit."""

from datetime import date, datetime
from functools import partial

from django.utils import timezone

from participation.demonstration.course import Year
from participation.demonstration.inside import MANAGED
from participation.reports import services as reports
from participation.reports.period import twelve_months
from participation.support.models import Ask


def plan(year: Year) -> None:
    """Last year's is made in the middle of January, or on the last day when that has not come."""
    last_year = date(year.today.year - 1, 1, 1), date(year.today.year - 1, 12, 31)
    january = (date(year.today.year, 1, 15) - year.today).days
    year.plan(year.moment(min(january, -2), 10), partial(_last_year, year, last_year))
    year.plan(year.moment(-1, 17), partial(_this_year, year))


def _last_year(year: Year, period: tuple[date, date], at: datetime) -> None:
    reports.make_report(
        municipality=year.municipality,
        period_from=period[0],
        period_to=period[1],
        by=year.facilitator,
        at=at,
    )


def _this_year(year: Year, at: datetime) -> None:
    """With the one thing that is asked, and waits for an answer."""
    asks = Ask.objects.of(year.municipality).open().order_by("-created_at", "-id")
    period = twelve_months(timezone.localdate(at))
    # The municipality's own last, so that it stands first for its management.
    for unit, ask in (
        (year.units[MANAGED], asks.filter(unit=year.units[MANAGED]).first()),
        (None, asks.filter(unit=None).first()),
    ):
        reports.make_report(
            municipality=year.municipality,
            unit=unit,
            ask=ask,
            period_from=period.start,
            period_to=period.end,
            by=year.facilitator,
            at=at,
        )
