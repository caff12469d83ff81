"""What there was: seats, meetings and contributions of a year, each with its unit, project and stage.

Read from rows that are kept anyway; nobody types how it went.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from participation.assignments.models import Assignment
from participation.contributions.models import Contribution
from participation.meetings.models import Attendance, Meeting
from participation.plans.judging import Actual, Course, Stage, days_of
from projects.planning.models import PhaseStep, Project

# Unit, stage and project by primary key.
Place = tuple[int, Stage, int]


@dataclass(frozen=True)
class Seat:
    """A seat that somebody has or had: of which request, from when to when."""

    public_id: str
    request: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True)
class Met:
    """A meeting with representatives."""

    public_id: str
    title: str
    held_on: date


@dataclass(frozen=True)
class Said:
    """Something that was said: the day alone, for the words are read where they are kept."""

    public_id: str
    said_on: date


@dataclass(frozen=True)
class Found:
    """What there was at one place."""

    seats: tuple[Seat, ...] = ()
    meetings: tuple[Met, ...] = ()
    contributions: tuple[Said, ...] = ()

    @property
    def counts(self) -> Actual:
        return Actual(len(self.seats), len(self.meetings), len(self.contributions))


def found(units: Iterable[Any], year: int, *, today: date) -> dict[Place, Found]:
    """Everything of the days of a year up to `today` in these units, by place; five statements whatever there is."""
    projects = Project.objects.filter(unit__in=[unit.pk for unit in units])
    first, last = days_of(year, today=today)
    unit_of = dict(projects.order_by("id").values_list("id", "unit_id"))
    courses = _courses(projects)
    rows: dict[Place, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))

    def place(project: int, stage: Stage) -> Place:
        return unit_of[project], stage, project

    for project, seat in _seats(projects, first, last):
        ended = min(seat.ended_on or last, last)
        for stage in courses[project].between(max(seat.started_on, first), ended):
            rows[place(project, stage)]["seats"].append(seat)
    for project, met in _meetings(projects, first, last):
        rows[place(project, courses[project].on(met.held_on))]["meetings"].append(met)
    for project, said in _contributions(projects, first, last):
        rows[place(project, courses[project].on(said.said_on))]["contributions"].append(said)
    return {
        where: Found(**{name: tuple(each) for name, each in what.items()}) for where, what in rows.items()
    }


def _courses(projects: Any) -> dict[int, Course]:
    steps: dict[int, list[tuple[date, str, str]]] = defaultdict(list)
    rows = PhaseStep.objects.filter(project__in=projects.order_by().values("pk")).order_by("at", "id")
    for project, at, was, to in rows.values_list("project_id", "at", "was", "to"):
        steps[project].append((timezone.localdate(at), was, to))
    phases = projects.order_by("id").values_list("id", "phase")
    return {project: Course(phase, steps[project]) for project, phase in phases}


def _seats(projects: Any, first: date, last: date) -> Iterable[tuple[int, Seat]]:
    rows: Any = Assignment.objects.filter(
        request__project__in=projects.order_by().values("pk"), started_on__lte=last
    )
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gte=first)).order_by("started_on", "id")
    names = ("request__project_id", "public_id", "request__title", "started_on", "ended_on")
    return ((project, Seat(*seat)) for project, *seat in rows.values_list(*names))


def _meetings(projects: Any, first: date, last: date) -> Iterable[tuple[int, Met]]:
    came = Attendance.objects.present().filter(meeting=OuterRef("pk"))
    rows: Any = Meeting.objects.held().filter(Exists(came), project__in=projects.order_by().values("pk"))
    rows = rows.filter(held_on__gte=first, held_on__lte=last).order_by("held_on", "id")
    return (
        (project, Met(*met))
        for project, *met in rows.values_list("project_id", "public_id", "title", "held_on")
    )


def _contributions(projects: Any, first: date, last: date) -> Iterable[tuple[int, Said]]:
    rows: Any = Contribution.objects.filter(project__in=projects.order_by().values("pk"))
    rows = rows.filter(said_on__gte=first, said_on__lte=last).order_by("said_on", "id")
    return (
        (project, Said(*said)) for project, *said in rows.values_list("project_id", "public_id", "said_on")
    )
