"""A municipality or unit against itself: the same figures, year by year or tertial by tertial.

Counted now, with the definitions of the reports, and not read from frozen ones: a report of three years ago was
counted as figures were defined then, and only where somebody happened to make one; a line through such points would
not compare like with like. Each figure is asked for once, over all the time, and its records are placed in their
periods by their day: ten statements, whatever the number of periods and records. A test holds each period to what the
figure itself counts for it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from participation.reports.figures import REGISTRY
from participation.reports.period import Period, tertial, year
from participation.reports.rows import Rows

YEARS, TERTIALS = "years", "tertials"
SHOWN = {YEARS: 4, TERTIALS: 6}
# Of things alone: how many people took part could be subtracted from one period to the next.
KEYS = ("said", "answered", "changed", "told", "changes", "meetings")


@dataclass(frozen=True)
class Stretch:
    """A period with its figures; the last one may not be over."""

    period: Period
    values: Mapping[str, int]
    is_over: bool


def periods(by: str, today: date) -> list[Period]:
    """The last years or tertials that have begun, the oldest first."""
    if by == TERTIALS:
        numbers = [
            (of_year, number)
            for of_year in (today.year - 2, today.year - 1, today.year)
            for number in (1, 2, 3)
        ]
        begun = [tertial(number, of_year) for of_year, number in numbers]
    else:
        begun = [year(number) for number in range(today.year - SHOWN[YEARS] + 1, today.year + 1)]
    return [period for period in begun if period.start <= today][-SHOWN[by] :]


def trend(rows: Rows, found: list[Period]) -> list[Stretch]:
    """The figures of each period. `rows` is of the whole time, from the first to the last of them."""
    days = {
        "contribution": dict(rows.contributions().order_by().values_list("public_id", "said_on")),
        "change": dict(rows.changes().order_by().values_list("public_id", "changed_on")),
        "meeting": dict(rows.meetings().order_by().values_list("public_id", "held_on")),
    }
    counts = {key: _placed(_records(key, rows), days[REGISTRY[key].records], found) for key in KEYS}
    return [
        Stretch(period, {key: counts[key][at] for key in KEYS}, period.end < rows.today)
        for at, period in enumerate(found)
    ]


def whole(found: list[Period]) -> Period:
    """From the first day of the first to the last of the last."""
    return Period(found[0].start, found[-1].end)


def _records(key: str, rows: Rows) -> Iterable[str]:
    count: Any = REGISTRY[key].count
    return tuple(count(rows).records)


def _placed(ids: Iterable[str], days: Mapping[str, date], found: list[Period]) -> Counter[int]:
    """How many fall in each period, by its place."""
    counts: Counter[int] = Counter()
    for public_id in ids:
        day = days.get(public_id)
        at = next((at for at, one in enumerate(found) if day and one.start <= day <= one.end), None)
        if at is not None:
            counts[at] += 1
    return counts
