"""Plans, and the coverage map: what is planned against what there was, for each unit and stage of a year."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from config.core.access.permissions import Permission
from config.core.organisations.models import Unit, UnitQuerySet
from participation.plans import facts
from participation.plans.judging import GAPS, ORDER, Cell, Planned, Stage, Verdict, cell, judge
from participation.plans.models import ParticipationPlan, ParticipationPlanQuerySet, PlanLine
from projects.planning.models import Project, ProjectQuerySet

# How a verdict looks beside its words: colour and shape, so that neither is alone.
LOOKS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.MISSING: ("danger", "XMarkOctagon"),
    Verdict.PARTLY: ("warning", "ExclamationmarkTriangle"),
    Verdict.UNHEARD: ("warning", "EarSlash"),
    Verdict.UNPLANNED: ("info", "PlusCircle"),
    Verdict.LATER: ("neutral", "Hourglass"),
    Verdict.MET: ("success", "CheckmarkCircle"),
    Verdict.NOTHING: ("neutral", "Minus"),
}


@dataclass(frozen=True)
class Place:
    """A unit at a stage, and how it stands."""

    stage: Stage
    cell: Cell

    @property
    def verdict(self) -> Verdict:
        return judge(self.cell)

    @property
    def is_gap(self) -> bool:
        return self.verdict in GAPS

    @property
    def color(self) -> str:
        return LOOKS[self.verdict][0]

    @property
    def icon(self) -> str:
        return LOOKS[self.verdict][1]


@dataclass(frozen=True)
class Row:
    """A unit on the map, with its plan if it has one."""

    unit: Unit
    plan: ParticipationPlan | None
    places: tuple[Place, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing planned, and nothing there."""
        return self.plan is None and all(place.verdict == Verdict.NOTHING for place in self.places)

    @property
    def order(self) -> tuple[Any, ...]:
        """Gaps first; units with nothing last."""
        return (self.is_empty, sorted(ORDER[place.verdict] for place in self.places), self.unit.name)


@dataclass(frozen=True)
class Coverage:
    """The map of a year. `whole` is the sum of the rows at each stage."""

    year: int
    rows: tuple[Row, ...]

    @property
    def whole(self) -> tuple[Place, ...]:
        return tuple(
            Place(stage, sum((row.places[number].cell for row in self.rows), Cell()))
            for number, stage in enumerate(Stage)
        )

    @property
    def gaps(self) -> int:
        return sum(place.is_gap for row in self.rows for place in row.places)

    @property
    def shown(self) -> list[Row]:
        return [row for row in self.rows if not row.is_empty]

    @property
    def empty(self) -> list[Row]:
        return [row for row in self.rows if row.is_empty]


def units(*, user: Any, municipality: Any) -> UnitQuerySet:
    """Units in use whose plans this person may see."""
    rows = Unit.objects.reached_by(user, Permission.PLANS_READ).of(municipality)
    return rows.filter(is_active=True).order_by("name")


def writable_units(*, user: Any, municipality: Any) -> UnitQuerySet:
    """Units in use for which this person may plan."""
    rows = Unit.objects.reached_by(user, Permission.PLANS_WRITE).of(municipality)
    return rows.filter(is_active=True).order_by("name")


def plans(*, user: Any, municipality: Any) -> ParticipationPlanQuerySet:
    """Plans this person may see, with unit and lines."""
    rows = with_lines(ParticipationPlan.objects.visible_to(user).of(municipality))
    return rows.order_by("-year", "unit__name", "id")


def with_lines(rows: ParticipationPlanQuerySet) -> ParticipationPlanQuerySet:
    """The same plans with unit, who agreed, and the lines in their order."""
    lines = PlanLine.objects.select_related("project").order_by("id")
    joined = rows.select_related("unit", "municipality", "agreed_by")
    return joined.prefetch_related(Prefetch("lines", queryset=lines))


def coverage(*, user: Any, municipality: Any, year: int, today: date) -> Coverage:
    """The map of a year as far as this person sees it, in a fixed number of statements."""
    shown = list(units(user=user, municipality=municipality))
    return _coverage(shown, plans(user=user, municipality=municipality).filter(year=year), year, today)


def coverage_in(units: Sequence[Unit], *, year: int, today: date) -> Coverage:
    """The map of some units, whoever reads it: for a report, whose reader is not known yet."""
    rows = ParticipationPlan.objects.filter(unit__in=[unit.pk for unit in units], year=year)
    return _coverage(units, with_lines(rows).order_by("id"), year, today)


def coverage_of(plan: ParticipationPlan, *, today: date) -> Row:
    """One plan's row of the map."""
    rows = ParticipationPlan.objects.filter(pk=plan.pk)
    return _coverage([plan.unit], with_lines(rows).order_by("id"), plan.year, today).rows[0]


def _coverage(shown: Sequence[Unit], rows: Any, year: int, today: date) -> Coverage:
    planned = {plan.unit_id: plan for plan in rows}
    actual: dict[tuple[int, Stage], dict[Hashable, Any]] = defaultdict(dict)
    for (unit, stage, project), found in facts.found(shown, year, today=today).items():
        actual[unit, stage][project] = found.counts
    made = [
        Row(
            unit=unit,
            plan=planned.get(unit.pk),
            places=tuple(
                Place(stage, cell(_lines(planned.get(unit.pk), stage), actual[unit.pk, stage], today=today))
                for stage in Stage
            ),
        )
        for unit in shown
    ]
    return Coverage(year, tuple(sorted(made, key=lambda row: row.order)))


def _lines(plan: ParticipationPlan | None, stage: Stage) -> list[Planned]:
    """What the plan asks for at a stage. Without a day a line is due from the first of the year."""
    if plan is None:
        return []
    begins = date(plan.year, 1, 1)
    rows = (line for line in plan.lines.all() if line.stage == stage)
    return [Planned(line.seats, line.project_id, line.needed_by or begins) for line in rows]


@dataclass(frozen=True)
class Behind:
    """What there was in one project: the rows themselves only where the reader may open the project."""

    project: Project
    may_open: bool
    found: facts.Found


@dataclass(frozen=True)
class Detail:
    """One place from near: the lines of the plan there, and what there was."""

    unit: Unit
    year: int
    place: Place
    plan: ParticipationPlan | None
    lines: list[PlanLine]
    behind: list[Behind]


def detail(*, user: Any, unit: Unit, stage: Stage, year: int, today: date) -> Detail:
    """The records behind one place of the map."""
    rows = plans(user=user, municipality=unit.municipality_id).filter(year=year, unit=unit)
    plan = rows.first()
    there = {
        project: found
        for (_unit, at, project), found in facts.found([unit], year, today=today).items()
        if at == stage
    }
    counts: Mapping[Hashable, Any] = {project: found.counts for project, found in there.items()}
    named = Project.objects.filter(pk__in=there).order_by("title", "id")
    open_to = set(Project.objects.visible_to(user).filter(pk__in=there).values_list("pk", flat=True))
    return Detail(
        unit=unit,
        year=year,
        place=Place(stage, cell(_lines(plan, stage), counts, today=today)),
        plan=plan,
        lines=[line for line in (plan.lines.all() if plan else ()) if line.stage == stage],
        behind=[Behind(project, project.pk in open_to, there[project.pk]) for project in named],
    )


def projects_for(plan: ParticipationPlan, *, user: Any) -> ProjectQuerySet:
    """Projects of the unit that may be meant to fulfil a line."""
    rows = Project.objects.visible_to(user).filter(unit=plan.unit_id)
    return rows.exclude(state=Project.State.CANCELLED).order_by("title", "id")
