"""Fairness of asking: how the invitations of a time fell on people. Sums for managers, with small groups hidden."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from projects.candidates.models import Choice
from projects.fairness import hiding, measures, wording
from projects.fairness.frame import Frame, quarters
from projects.fairness.records import NEVER, REST_EDGES, Record, asks_in, records
from projects.gaps import weighing
from projects.gaps.thresholds import MOST_USED
from projects.gaps.weighing import LAST_BAR, Spread
from representatives.registry.models import Representative


@dataclass(frozen=True)
class Row:
    """One group of a table. Where `is_hidden`, the three counts are None."""

    key: str
    label: str
    people: int | None
    asked: int | None
    asks: int | None

    @property
    def is_hidden(self) -> bool:
        return self.people is None

    @property
    def unasked(self) -> int | None:
        return None if self.people is None or self.asked is None else self.people - self.asked

    @property
    def percent(self) -> int | None:
        """How many of the group were asked, in percent."""
        return measures.share(self.asked or 0, self.people or 0)


@dataclass(frozen=True)
class Quarter:
    """One quarter of the trend; None where too few were asked to tell."""

    first: date
    asks: int | None
    people: int | None
    percent: int | None
    gini: float | None


@dataclass(frozen=True)
class Overrides:
    """Choices that went against something on the list, of all who were chosen; None where too few were chosen."""

    chosen: int | None
    against: int | None

    @property
    def percent(self) -> int | None:
        return measures.share(self.against or 0, self.chosen or 0)

    @property
    def is_warning(self) -> bool:
        """Several were chosen and nobody ever went against the list: does it decide?"""
        return bool(self.chosen) and self.against == 0


@dataclass(frozen=True)
class Watch:
    """Everything that the page and the API show of one look; None is hidden."""

    frame: Frame
    people: int | None
    asked: int | None
    unasked: int | None
    never: int | None
    asks: int | None
    spread: Spread | None
    gini: float | None
    often: list[tuple[int, int]] | None
    rest: list[tuple[int, int]] | None
    median_rest: float | None
    overrides: Overrides
    areas: list[Row]
    perspectives: list[Row]
    ages: list[Row]
    trend: list[Quarter]

    @cached_property
    def says(self) -> "wording.Sentences":
        """The figures in words."""
        return wording.Sentences(self)

    @property
    def tables(self) -> list[tuple[str, str, list[Row]]]:
        """Key, heading and rows of each table."""
        return [
            ("area", wording.heading("area"), self.areas),
            ("perspective", wording.heading("perspective"), self.perspectives),
            ("age", wording.heading("age"), self.ages),
        ]


def watch(frame: Frame) -> Watch:
    """The whole look in a fixed number of queries, whatever the number of people."""
    rows = records(frame)
    asked, able = [one for one in rows if one.asks], [one for one in rows if one.can_be_asked]
    times = Counter(one.asks for one in rows)
    never = sum(not one.was_ever_asked for one in able)
    tells = _Tells(frame)
    is_shown = tells.all(len(rows), len(asked), len(rows) - len(asked))
    spread = weighing.spread(times, most=MOST_USED)
    many = is_shown and tells.many(len(asked))
    return Watch(
        frame=frame,
        people=len(rows) if is_shown else None,
        asked=len(asked) if is_shown else None,
        unasked=len(rows) - len(asked) if is_shown else None,
        never=never if is_shown and tells.all(never, len(able) - never) else None,
        asks=spread.total if is_shown else None,
        spread=spread if many else None,
        gini=_decimal(measures.gini(times)) if many else None,
        often=_distribution(tells, Counter(min(one.asks, LAST_BAR) for one in rows), range(LAST_BAR + 1)),
        rest=_distribution(
            tells, Counter(one.rest_bucket for one in able), range(NEVER, len(REST_EDGES) + 1)
        ),
        median_rest=_median(tells, able),
        overrides=_overrides(frame, tells),
        areas=_table(tells, rows, lambda one: [one.area], wording.area),
        perspectives=_table(tells, rows, lambda one: sorted(one.perspectives), wording.perspective),
        ages=_table(tells, rows, lambda one: [str(one.band)], lambda key: wording.age(int(key))),
        trend=[_quarter(frame, tells, first, span) for first, span in quarters(frame.today)],
    )


class _Tells:
    """What may be told: everything to those who see people, no small group to others."""

    def __init__(self, frame: Frame) -> None:
        self.everything = frame.sees_people

    def all(self, *counts: int) -> bool:
        return self.everything or not any(hiding.is_small(count) for count in counts)

    def many(self, count: int) -> bool:
        """A figure about people rests on enough of them."""
        return self.everything or count >= hiding.LEAST


def _distribution(tells: _Tells, counts: Counter[int], keys: Iterable[int]) -> list[tuple[int, int]] | None:
    if not tells.everything and not hiding.all_or_none(counts):
        return None
    return [(key, counts[key]) for key in keys]


def _median(tells: _Tells, able: list[Record]) -> float | None:
    rests = [one.rest for one in able if one.rest is not None and not one.is_running]
    return measures.middle(rests) if tells.many(len(rests)) else None


def _table(
    tells: _Tells,
    rows: list[Record],
    groups: Callable[[Record], Iterable[str]],
    label: Callable[[str], str],
) -> list[Row]:
    """One row for each group, the largest first, and one for all that are hidden; somebody in two counts in both."""
    people, asked, asks = Counter[str](), Counter[str](), Counter[str]()
    for one in rows:
        for key in groups(one):
            people[key] += 1
            asked[key] += bool(one.asks)
            asks[key] += one.asks
    keys = sorted(people, key=lambda key: (-people[key], label(key)))
    parts = [(asked[key], people[key] - asked[key]) for key in keys]
    hidden = frozenset[int]() if tells.everything else hiding.hidden_rows(parts)
    shown = [
        Row(key, label(key), people[key], asked[key], asks[key])
        for at, key in enumerate(keys)
        if at not in hidden
    ]
    # Not even the names of the hidden: that somebody lives in a small area tells of them.
    return [*shown, Row("", wording.hidden_rows(), None, None, None)] if hidden else shown


def _overrides(frame: Frame, tells: _Tells) -> Overrides:
    span = frame.span
    rows = Choice.objects.filter(
        municipality=frame.municipality,
        decision=Choice.Decision.CHOSEN,
        at__gte=span.since,
        at__lt=span.until,
    )
    warnings = list(rows.order_by().values_list("warnings", flat=True))
    if not tells.many(len(warnings)):
        return Overrides(None, None)
    return Overrides(len(warnings), sum(bool(one) for one in warnings))


def _quarter(frame: Frame, tells: _Tells, first: date, span: Any) -> Quarter:
    asked = asks_in(frame.municipality, span)
    if not tells.many(len(asked)):
        return Quarter(first, None, None, None, None)
    times = Counter(asked.values())
    spread = weighing.spread(times, most=MOST_USED)
    return Quarter(
        first=first,
        asks=spread.total,
        people=spread.people,
        percent=spread.percent if spread.total else None,
        gini=_decimal(measures.gini(times)),
    )


def _decimal(value: Any) -> float | None:
    return None if value is None else round(float(value), 2)


@dataclass(frozen=True)
class Person:
    """Somebody with how often they were asked and how long they have rested; only for those who see people."""

    representative: Representative
    record: Record

    @property
    def words(self) -> str:
        return wording.person(self.record)


def people(frame: Frame, *, user: Any, by: str = "", key: str = "") -> list[Record]:
    """The records behind one figure, most asked first. `by` is what they are narrowed by, and `key` which of it.

    What cannot be read narrows to nobody.
    """
    visible = set(
        Representative.objects.visible_to(user).of(frame.municipality).order_by().values_list("pk", flat=True)
    )
    found = [one for one in records(frame) if one.pk in visible and _is_in(one, by, key)]
    return sorted(found, key=lambda one: (-one.asks, one.pk))


def named(rows: Iterable[Record]) -> list[Person]:
    """The same with their names, in the same order; one query."""
    ordered = list(rows)
    known = Representative.objects.in_bulk([one.pk for one in ordered])
    return [Person(known[one.pk], one) for one in ordered]


def _is_in(one: Record, by: str, key: str) -> bool:
    narrowing: dict[str, Callable[[], bool]] = {
        "": lambda: True,
        "asked": lambda: bool(one.asks),
        "never": lambda: one.can_be_asked and not one.was_ever_asked,
        "times": lambda: str(min(one.asks, LAST_BAR)) == key,
        "rest": lambda: one.can_be_asked and str(one.rest_bucket) == key,
        "area": lambda: one.area == key,
        "perspective": lambda: key in one.perspectives,
        "age": lambda: str(one.band) == key,
    }
    return by in narrowing and narrowing[by]()


def overridden(frame: Frame, *, user: Any) -> list[Choice]:
    """Choices of the time that went against something, with their reasons, newest first."""
    span = frame.span
    rows = Choice.objects.visible_to(user).of(frame.municipality)
    rows = rows.filter(decision=Choice.Decision.CHOSEN, at__gte=span.since, at__lt=span.until)
    rows = rows.select_related("representative", "request__project", "by").order_by("-at", "-pk")
    return [choice for choice in rows if choice.warnings]
