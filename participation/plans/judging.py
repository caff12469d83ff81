"""Planned against actual: what one place of the coverage map comes to. Pure: no database and no clock.

A place is a unit at a stage. Every seat planned is covered or lacking, every seat there is covers a planned one or is
beyond the plan; so places add up to units, and units to the municipality.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.planning.models import Phase


class Stage(models.TextChoices):
    """Where in the life of a service representatives should be."""

    DESIGN = "design", _("Design")
    DELIVERY = "delivery", _("Delivery")
    EVALUATION = "evaluation", _("Evaluation")


# What a project prepares is designed, what it carries out is delivered, and what is put to use is looked back on.
STAGE_OF: Mapping[str, Stage] = {
    Phase.PREPARATION: Stage.DESIGN,
    Phase.EXECUTION: Stage.DELIVERY,
    Phase.IMPLEMENTATION: Stage.EVALUATION,
}


class Verdict(models.TextChoices):
    """How a place stands, gaps first."""

    MISSING = "missing", _("Nobody is there")
    PARTLY = "partly", _("Too few")
    UNHEARD = "unheard", _("Seated, not heard yet")
    UNPLANNED = "unplanned", _("There without a plan")
    LATER = "later", _("Not due yet")
    MET = "met", _("As planned")
    NOTHING = "nothing", _("Not planned")


ORDER = {verdict: number for number, verdict in enumerate(Verdict)}
GAPS = frozenset({Verdict.MISSING, Verdict.PARTLY, Verdict.UNHEARD})


@dataclass(frozen=True)
class Planned:
    """What a line asks for: so many seats, for one project or any (None), at once (None) or by a day."""

    seats: int
    project: Hashable | None = None
    needed_by: date | None = None


@dataclass(frozen=True)
class Actual:
    """What one project had at one stage: seats taken, meetings with representatives, contributions."""

    seats: int = 0
    meetings: int = 0
    contributions: int = 0

    def __add__(self, other: "Actual") -> "Actual":
        return Actual(
            self.seats + other.seats, self.meetings + other.meetings, self.contributions + other.contributions
        )


@dataclass(frozen=True)
class Cell:
    """A place, or the sum of several: `is_due` when anything that is planned should be there by now."""

    planned: int = 0
    covered: int = 0
    beyond: int = 0
    meetings: int = 0
    contributions: int = 0
    is_due: bool = False

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(
            self.planned + other.planned,
            self.covered + other.covered,
            self.beyond + other.beyond,
            self.meetings + other.meetings,
            self.contributions + other.contributions,
            self.is_due or other.is_due,
        )

    @property
    def lacking(self) -> int:
        """Seats that were planned and that nobody has."""
        return self.planned - self.covered

    @property
    def seats(self) -> int:
        """Seats that were taken."""
        return self.covered + self.beyond

    @property
    def is_heard(self) -> bool:
        """Whether anything came of the seats: a meeting with representatives, or something they said."""
        return bool(self.meetings or self.contributions)


def cell(lines: Iterable[Planned], actual: Mapping[Hashable, Actual], *, today: date) -> Cell:
    """Sets what the lines ask for against what each project had at the stage.

    Seats of a project cover its own lines first; what is over covers the lines that name no project.
    """
    wanted: Counter[Hashable | None] = Counter()
    is_due = False
    for line in lines:
        wanted[line.project] += line.seats
        is_due = is_due or line.needed_by is None or line.needed_by <= today
    whole = sum(actual.values(), Actual())
    own = {project: seats for project, seats in wanted.items() if project is not None}
    covered = sum(min(seats, actual.get(project, Actual()).seats) for project, seats in own.items())
    covered += min(wanted[None], whole.seats - covered)
    return Cell(
        planned=sum(wanted.values()),
        covered=covered,
        beyond=whole.seats - covered,
        meetings=whole.meetings,
        contributions=whole.contributions,
        is_due=is_due,
    )


def judge(cell: Cell) -> Verdict:
    """How a place stands. Seats alone are not enough: somebody must have been heard."""
    if not cell.planned:
        return Verdict.UNPLANNED if cell.seats or cell.is_heard else Verdict.NOTHING
    if not cell.covered:
        return Verdict.MISSING if cell.is_due else Verdict.LATER
    if cell.lacking:
        return Verdict.PARTLY
    return Verdict.MET if cell.is_heard else Verdict.UNHEARD


@dataclass(frozen=True)
class Course:
    """The way of a project through its phases: where it is now, and each step as day, from and to, the oldest first."""

    phase: str
    steps: Sequence[tuple[date, str, str]] = field(default=())

    def on(self, day: date) -> Stage:
        """The stage on a day. From the day of a step on it is the new one; without steps it was always this."""
        for stepped_on, was, _to in self.steps:
            if stepped_on > day:
                return STAGE_OF[was]
        return STAGE_OF[self.phase]

    def between(self, first: date, last: date) -> frozenset[Stage]:
        """Every stage that a stretch of days touches, both ends included; none when it ends before it begins."""
        if last < first:
            return frozenset()
        days = {first, *(day for day, _was, _to in self.steps if first < day <= last)}
        return frozenset(self.on(day) for day in days)


def days_of(year: int, *, today: date) -> tuple[date, date]:
    """The days of a year that have come: the last lies before the first when none has."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return first, min(last, max(today, first - timedelta(days=1)))
