"""What a figure is: its name, what it counts, what it leaves out, and the function that counts it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from participation.reports.rows import Rows


class Measure(StrEnum):
    """The unit a figure is in."""

    PEOPLE = "people"
    THINGS = "things"
    HOURS = "hours"
    KRONER = "kroner"
    DAYS = "days"


class Part(StrEnum):
    """Where in the annex a figure stands."""

    PEOPLE = "people"
    ACTIVITY = "activity"
    CHAIN = "chain"
    CHANGES = "changes"
    COVERAGE = "coverage"
    COSTS = "costs"
    ASKS = "asks"


@dataclass(frozen=True)
class Counted:
    """A value, with the public ids of the rows behind it. None: there is nothing to count from."""

    value: int | float | None
    records: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """`records` names the model behind the figure; `count` is None for people, who are counted as one table."""

    key: str
    label: Any
    counts: Any
    leaves_out: Any
    measure: Measure
    part: Part
    source: Any
    records: str
    count: Callable[[Rows], Counted] | None = None

    @property
    def of_people(self) -> bool:
        return self.measure == Measure.PEOPLE

    @property
    def words(self) -> str:
        """The definition as one text: what is counted, what is left out, from where."""
        return " ".join(str(text) for text in (self.counts, self.leaves_out, self.source) if text)


@dataclass(frozen=True)
class Figure:
    """One figure of a report. A suppressed one has neither value nor records."""

    key: str
    value: int | float | None
    suppressed: bool
    definition: Definition
    records: tuple[str, ...] = field(default=())

    @property
    def unit(self) -> Measure:
        return self.definition.measure


REGISTRY: dict[str, Definition] = {}


def define(key: str, label: Any, **options: Any) -> Definition:
    """Adds a definition; the order of definitions is the order of the annex."""
    made = Definition(key=key, label=label, **options)
    if REGISTRY.setdefault(key, made) is not made:
        raise ValueError(f"two figures are called {key}")
    return made


def figure(key: str, label: Any, **options: Any) -> Callable[[Callable[[Rows], Counted]], Any]:
    """Names a counting function and keeps its definition beside it."""

    def decorate(count: Callable[[Rows], Counted]) -> Callable[[Rows], Counted]:
        define(key, label, count=count, **options)
        return count

    return decorate


def counted(rows: Any) -> Counted:
    """The number of rows of a queryset, and their public ids in the order of making."""
    ids = tuple(rows.order_by("pk").values_list("public_id", flat=True))
    return Counted(len(ids), ids)
