"""Planned against actual, and units with and without involvement. Units stand in the order of their names."""

from dataclasses import dataclass
from typing import Any

from participation.comparison.trend import YEARS, periods, whole
from participation.reports.figures import REGISTRY
from participation.reports.period import Period
from participation.reports.pictures import coverage, levels
from participation.reports.pictures.base import Picture
from participation.reports.rows import Rows


@dataclass(frozen=True)
class Covered:
    """How many units had involvement in a year, of those in use today."""

    period: Period
    involved: int
    units: int


@dataclass(frozen=True)
class Plans:
    """The year's pictures, the years' coverage, and the units of this year by name."""

    pictures: tuple[Picture, ...]
    years: tuple[Covered, ...]
    involved: tuple[str, ...]
    others: tuple[str, ...]


def plans(rows: Rows) -> Plans:
    """`rows` is of the year that is looked at."""
    units = dict(rows.units().order_by("name").values_list("public_id", "name"))
    years = periods(YEARS, rows.today)
    span = Rows(rows.municipality, rows.unit, whole(years), rows.today)
    found = [(period, _involved(span, period)) for period in years]
    now = next((ids for period, ids in found if period == rows.period), frozenset())
    return Plans(
        pictures=(*coverage.drawn(coverage.data(rows)), *levels.drawn(levels.data(rows))),
        years=tuple(Covered(period, len(ids & units.keys()), len(units)) for period, ids in found),
        involved=tuple(name for key, name in units.items() if key in now),
        others=tuple(name for key, name in units.items() if key not in now),
    )


def _involved(span: Rows, period: Period) -> frozenset[str]:
    """Units with involvement in a period, as reports count them; what was held and said is read once, for all years."""
    count: Any = REGISTRY["units_with_involvement"].count
    there = Rows(span.municipality, span.unit, period, span.today)
    first, last = there.days
    there.__dict__.update(
        {
            "unit_ids": span.unit_ids,
            "unit_table": span.unit_table,
            "meeting_table": [one for one in span.meeting_table if first <= one.held_on <= last],
            "contribution_table": [one for one in span.contribution_table if first <= one.said_on <= last],
        }
    )
    return frozenset(count(there).records)
