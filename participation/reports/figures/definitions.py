"""What a figure is: its name, what it counts, what it leaves out, and the function that counts it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import Any

from django.utils.translation import gettext_lazy as _

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
    NETWORK = "network"
    ACTIVITY = "activity"
    COVERAGE = "coverage"
    ROLES = "roles"
    CHAIN = "chain"
    ANSWERS = "answers"
    CHANGES = "changes"
    OUTCOMES = "outcomes"
    EFFECTS = "effects"
    EXPERIENCE = "experience"
    COSTS = "costs"
    COST_PER = "cost_per"
    ASKS = "asks"
    READINESS = "readiness"
    ENGAGEMENT = "engagement"


PART_LABELS: dict[Part, Any] = {
    Part.PEOPLE: _("People"),
    Part.NETWORK: _("The network"),
    Part.ACTIVITY: _("Activity"),
    Part.COVERAGE: _("Coverage"),
    Part.ROLES: _("Planned and actual part"),
    Part.CHAIN: _("The chain"),
    Part.ANSWERS: _("What was answered"),
    Part.CHANGES: _("Changes by evidence level"),
    Part.OUTCOMES: _("Changes by class and share"),
    Part.EFFECTS: _("What was measured, and what was not meant"),
    Part.EXPERIENCE: _("How it was, from both sides"),
    Part.COSTS: _("Costs"),
    Part.COST_PER: _("What it costs each time"),
    Part.ASKS: _("Asks to managers"),
    Part.READINESS: _("Readiness and reflection"),
    Part.ENGAGEMENT: _("Engagement of units and roles"),
}


@dataclass(frozen=True)
class Counted:
    """A value, with the public ids of the rows behind it. None: there is nothing to count from."""

    value: int | float | None
    records: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """`records` names the model behind the figure; `count` is None for people, who are counted as one table.

    `of` is the key of the figure that this one is a part of, where a share can be told; `whole_only` is left out of
    the report of a unit or project, because nothing ties it to one.
    """

    key: str
    label: Any
    counts: Any
    leaves_out: Any
    measure: Measure
    part: Part
    source: Any
    records: str
    count: Callable[[Rows], Counted] | None = None
    of: str = ""
    whole_only: bool = False

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
    """Names a counting function and keeps its definition beside it. Counted once for the same rows."""

    def decorate(count: Callable[[Rows], Counted]) -> Callable[[Rows], Counted]:
        @wraps(count)
        def counted_once(rows: Rows) -> Counted:
            if key not in rows.counted:
                rows.counted[key] = count(rows)
            found: Counted = rows.counted[key]
            return found

        define(key, label, count=counted_once, **options)
        return counted_once

    return decorate


def family(
    kinds: Mapping[str, tuple[Any, Any]], count: Callable[[Rows, Any], Counted], **options: Any
) -> None:
    """One figure for each of several kinds: by key, what the kind is and what it is called."""
    for key, (kind, label) in kinds.items():
        define(key, label, count=lambda rows, kind=kind: count(rows, kind), **options)


def counted(rows: Any) -> Counted:
    """The number of rows of a queryset, and their public ids in the order of making."""
    return of_ids(rows.order_by("pk").values_list("public_id", flat=True))


def of_ids(ids: Iterable[str]) -> Counted:
    """As many as there are ids."""
    found = tuple(ids)
    return Counted(len(found), found)
