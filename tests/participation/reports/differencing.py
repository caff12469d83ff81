"""Whoever may read many reports and subtract: a search over every pair and triple of permitted queries.

Written apart from the rule that it tries: it knows what lies within what, and nothing of how figures are hidden.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from random import Random
from typing import NamedTuple

from participation.reports.figures.people import ANSWERS, WHOLE, Asked, Took, shown, table
from participation.reports.period import Period, tertial, year
from participation.reports.suppression import why_uncounted

# A municipality of five units; the last two lie below the first.
PARENTS: dict[int, int | None] = {1: None, 2: None, 3: None, 4: 1, 5: 1}
# Whoever was at a meeting had a seat; whoever answered was asked.
WITHIN = {"people_involved": "people_with_assignment"} | dict.fromkeys(ANSWERS, "people_invited")
TODAY = date(2026, 8, 20)
PERIODS = (
    year(2025),
    year(2026),
    tertial(1, 2026),
    tertial(2, 2025),
    Period(date(2025, 1, 1), date(2025, 6, 30)),
    Period(date(2025, 1, 1), date(2025, 7, 31)),
    Period(date(2025, 8, 21), date(2026, 8, 20)),
)


@dataclass(frozen=True)
class Happened:
    """Somebody took part, or was asked, in a unit on a day."""

    person: int
    unit: int
    on: date
    answer: str | None = None


class Query(NamedTuple):
    figure: str
    place: int
    period: Period


Rule = Callable[[list[Happened], Period], Mapping[int, Mapping[str, int | None]]]


def as_it_is(happened: list[Happened], period: Period) -> Mapping[int, Mapping[str, int | None]]:
    """What reports of a period show, of every place; nothing where people are not counted."""
    if why_uncounted(period, today=TODAY, is_of_project=False):
        return {}
    return shown(groups(happened, period), PARENTS)


def any_period(happened: list[Happened], period: Period) -> Mapping[int, Mapping[str, int | None]]:
    """The rule without the calendar."""
    return shown(groups(happened, period), PARENTS)


def only_small(happened: list[Happened], period: Period) -> Mapping[int, Mapping[str, int | None]]:
    """The rule without subtraction: whatever is small is hidden, and nothing else."""
    if why_uncounted(period, today=TODAY, is_of_project=False):
        return {}
    return {
        place: {key: None if 0 < len(people) < 5 else len(people) for key, people in of_place.items()}
        for place, of_place in groups(happened, period).items()
    }


def groups(happened: list[Happened], period: Period) -> dict[int, dict[str, frozenset[int]]]:
    from datetime import UTC, datetime, time

    there = [one for one in happened if period.start <= one.on <= period.end]
    took = [Took(one.person, one.unit) for one in there if one.answer is None]
    asked = [
        Asked(one.person, one.unit, one.answer, datetime.combine(one.on, time(9), UTC))
        for one in there
        if one.answer is not None
    ]
    # Every other one only sat there.
    met = [one for one in took if (one.person + one.unit) % 2]
    return table(met, asked, PARENTS, took)


def answers(rule: Rule, happened: list[Happened], periods: Iterable[Period] = PERIODS) -> dict[Query, int]:
    """Everything that the rule lets anybody read."""
    return {
        Query(figure, place, period): value
        for period in periods
        for place, row in rule(happened, period).items()
        for figure, value in row.items()
        if value is not None
    }


def contains(one: Query, other: Query) -> bool:
    """Whether everybody of the other is counted in the one, whatever happened."""
    return (
        one != other
        and one.figure in (other.figure, WITHIN.get(other.figure))
        and one.place in _up(other.place)
        and one.period.start <= other.period.start
        and other.period.end <= one.period.end
    )


def _up(place: int) -> list[int]:
    found, above = [WHOLE], PARENTS.get(place)
    if place != WHOLE:
        found.append(place)
    while above is not None:
        found.append(above)
        above = PARENTS.get(above)
    return found


def leaks(read: Mapping[Query, int]) -> Iterator[tuple[Query, ...]]:
    """Queries of which one, two or three together give a group of one to four."""
    yield from ((query,) for query, value in read.items() if 1 <= value <= 4)
    for whole, total in read.items():
        parts = [(query, value) for query, value in read.items() if value and contains(whole, query)]
        yield from ((whole, query) for query, value in parts if 1 <= total - value <= 4)
        for (one, first), (other, second) in combinations(parts, 2):
            if 1 <= abs(total - first - second) <= 4 and not (contains(one, other) or contains(other, one)):
                yield whole, one, other


def drawn(seed: int, *, people: int = 30, number: int = 90) -> list[Happened]:
    """What happened in two years, by a seed."""
    draw = Random(seed)  # noqa: S311  # a repeatable town, no secret
    return [
        Happened(
            draw.randint(1, people),
            draw.choice([1, 2, 2, 3, 4, 5]),
            date(draw.choice([2025, 2026]), draw.randint(1, 12), draw.randint(1, 28)),
            draw.choice([None, None, "", "yes", "yes", "no"]),
        )
        for _each in range(number)
    ]
