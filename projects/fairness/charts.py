"""The drawings of a look at fairness, each wide and narrow."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from config.core.ui.charts import Bar, Chart, Point, bar_chart, line_chart
from projects.fairness import wording
from projects.fairness.queries import Watch
from projects.gaps.weighing import LAST_BAR
from projects.gaps.wording import how_often

Pair = tuple[Chart, Chart]


@dataclass(frozen=True)
class Line:
    """One row of the table beside a drawing; `key` is what opens its people."""

    key: str
    label: str
    value: str


@dataclass(frozen=True)
class Figure:
    """A drawing, wide and narrow, and the rows of its table."""

    charts: Pair
    rows: list[Line]


def often(watch: Watch) -> Figure | None:
    """How many people were asked how often; None where it is hidden."""
    if watch.often is None:
        return None
    bars = [Bar(how_often(times, last=LAST_BAR), (people,), str(times)) for times, people in watch.often]
    return _bars(bars, title=_("How often each person was asked"), prefix="often", takeaway=watch.says.four)


def rest(watch: Watch) -> Figure | None:
    """How long those who can be asked have rested; None where it is hidden."""
    if watch.rest is None:
        return None
    bars = [Bar(wording.rest(bucket), (people,), str(bucket)) for bucket, people in watch.rest]
    return _bars(bars, title=_("How long people have rested"), prefix="rest", takeaway=watch.says.rest)


def trend(watch: Watch) -> Pair:
    """The part of the four asked most, quarter by quarter."""
    points = [Point(quarter(one.first), one.percent, one.first.isoformat()) for one in watch.trend]
    wide, narrow = (
        line_chart(
            points,
            title=_("How much of the asking falls on the four who are asked most, by quarter"),
            id_prefix="trend",
            unit=_("percent"),
            narrow=is_narrow,
        )
        for is_narrow in (False, True)
    )
    return wide, narrow


def quarter(first: date) -> str:
    """What a quarter is called: by its number and year."""
    return _("Q%(number)s %(year)s") % {"number": (first.month + 2) // 3, "year": first.year}


def _bars(bars: list[Bar], *, title: str, prefix: str, takeaway: str) -> Figure:
    wide, narrow = (
        bar_chart(
            bars,
            series=(_("People"),),
            title=title,
            id_prefix=prefix,
            takeaway=takeaway,
            narrow=is_narrow,
        )
        for is_narrow in (False, True)
    )
    lines = [Line(key, *row) for key, row in zip(wide.table.keys, wide.table.rows, strict=True)]
    return Figure((wide, narrow), lines)
