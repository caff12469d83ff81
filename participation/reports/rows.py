"""The rows that a report counts from: a municipality, a unit with those below it or a project, within a period.

What many figures count from is read once (`tables`), so that a report costs the same statements whatever it counts.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate

from config.core.organisations.models import Municipality, Unit
from participation.assignments.models import Assignment, PhaseRole
from participation.claims.frames import Frame
from participation.claims.models import Claim, Rate
from participation.claims.pricing import Rates
from participation.contributions.models import Change, Contribution
from participation.engagement.roles import SEVERAL, WorkRole
from participation.feedback.models import Pulse
from participation.meetings.models import Attendance, Meeting
from participation.readiness.models import Readiness, ReadinessStep
from participation.reflections.models import Reflection
from participation.reports import tables
from participation.reports.period import Period
from participation.support.models import Ask
from projects.planning.models import PlannedRole, Project
from projects.requests.models import Request


@dataclass(frozen=True)
class Rows:
    """What a figure may count. Without `unit` and `project` the whole municipality; `today` is the day of counting."""

    municipality: Municipality
    unit: Unit | None
    period: Period
    today: date
    project: Project | None = None

    @cached_property
    def tree(self) -> dict[int, int | None]:
        return tree(self.municipality)

    @cached_property
    def unit_ids(self) -> frozenset[int] | None:
        """The unit and those below it; None where there is no limit."""
        return None if self.unit is None else frozenset(below(self.unit, self.tree))

    def within(self, unit: str, project: str = "") -> Q:
        """A condition on the paths to a row's unit and project. What has no project is in no report of a project."""
        if self.project is not None:
            return Q(**{project: self.project.pk}) if project else Q(pk__in=[])
        return Q() if self.unit_ids is None else Q(**{f"{unit}__in": self.unit_ids})

    @property
    def is_whole(self) -> bool:
        return self.unit is None and self.project is None

    @property
    def days(self) -> tuple[date, date]:
        return self.period.start, self.period.end

    @property
    def last_day(self) -> date:
        """The day as of which a state is told: the last of the period, or today while it has not come."""
        return min(self.period.end, self.today)

    def units(self) -> Any:
        rows = Unit.objects.of(self.municipality).filter(is_active=True)
        if self.project is not None:
            return rows.filter(pk=self.project.unit_id)
        return rows.filter(self.within("pk"))

    def meetings(self) -> Any:
        """Held in the period."""
        rows = Meeting.objects.of(self.municipality).held()
        return rows.filter(self.within("project__unit", "project"), held_on__range=self.days)

    def attendances(self) -> Any:
        """Of representatives who were there."""
        rows = Attendance.objects.filter(municipality=self.municipality, was_present=True)
        return rows.filter(
            self.within("meeting__project__unit", "meeting__project"),
            meeting__state=Meeting.State.HELD,
            meeting__held_on__range=self.days,
        )

    def contributions(self) -> Any:
        """Said in the period."""
        rows = Contribution.objects.of(self.municipality)
        return rows.filter(self.within("project__unit", "project"), said_on__range=self.days)

    def changes(self) -> Any:
        """That came in the period, whenever the contribution was said."""
        rows = Change.objects.filter(municipality=self.municipality, changed_on__range=self.days)
        return rows.filter(self.within("contribution__project__unit", "contribution__project"))

    def projects(self) -> Any:
        """Planned, running or closed, and under way at some time in the period."""
        rows: Any = Project.objects.of(self.municipality).filter(self.within("unit", "pk"))
        rows = rows.exclude(state__in=[Project.State.PROPOSED, Project.State.CANCELLED])
        rows = rows.annotate(begun_on=Coalesce("starts_on", TruncDate("created_at")))
        return rows.filter(Q(ends_on=None) | Q(ends_on__gte=self.period.start), begun_on__lte=self.period.end)

    def involving_projects(self) -> Any:
        """Projects with a representative at a meeting, or a contribution, in the period."""
        rows = Project.objects.of(self.municipality).filter(self.within("unit", "pk"))
        there = self.attendances().filter(meeting__project=OuterRef("pk"))
        said = self.contributions().filter(project=OuterRef("pk"))
        return rows.filter(Exists(there) | Exists(said))

    def planned_roles(self) -> Any:
        """The part of representatives in each phase, of projects that were under way in the period."""
        under_way = self.projects().order_by().values("pk")
        return PlannedRole.objects.of(self.municipality).filter(project__in=under_way)

    def phase_roles(self) -> Any:
        """The part that was agreed on for each seat in each phase, of seats that somebody had in the period."""
        rows = PhaseRole.objects.of(self.municipality).exclude(agreed="")
        return rows.filter(
            self.within("assignment__request__project__unit", "assignment__request__project"),
            Q(assignment__ended_on=None) | Q(assignment__ended_on__gte=self.period.start),
            assignment__started_on__lte=self.period.end,
        )

    def requests(self) -> Any:
        """Written in the period and opened for seats at some time; drafts are not asked of anybody yet."""
        rows: Any = Request.objects.of(self.municipality).exclude(state=Request.State.DRAFT)
        rows = rows.annotate(made_on=TruncDate("created_at"))
        return rows.filter(self.within("project__unit", "project"), made_on__range=self.days)

    def requests_seated(self) -> Any:
        """Of which the first seat was taken in the period, whenever they were written."""
        rows: Any = Request.objects.of(self.municipality).filter(self.within("project__unit", "project"))
        rows = rows.annotate(first_seat_on=Min("assignments__started_on"))
        return rows.filter(first_seat_on__range=self.days)

    def seats_held(self) -> Any:
        """Seats that somebody had on some day of the period."""
        rows = Assignment.objects.of(self.municipality).filter(started_on__lte=self.period.end)
        rows = rows.filter(Q(ended_on=None) | Q(ended_on__gte=self.period.start))
        return rows.filter(self.within("request__project__unit", "request__project"))

    def claims(self) -> Any:
        """What is owed for meetings in the period, but what people have declined."""
        rows = Claim.objects.of(self.municipality).owed().filter(incurred_on__range=self.days)
        return rows.filter(self.within("attendance__meeting__project__unit", "attendance__meeting__project"))

    def frames(self) -> Any:
        """What may be spent in the year, where the period is a whole year; of units and projects within reach."""
        if not self.period.is_year:
            return Frame.objects.none()
        rows = Frame.objects.of(self.municipality).filter(year=self.period.start.year)
        return rows.filter(self.within("project__unit", "project") | self._of_units())

    def _of_units(self) -> Q:
        return Q(pk__in=[]) if self.project is not None else self.within("unit")

    def asks(self) -> Any:
        """Made in the period."""
        rows: Any = Ask.objects.of(self.municipality)
        rows = rows.annotate(made_on=TruncDate("created_at"))
        return rows.filter(self.within("unit"), made_on__range=self.days)

    def readiness(self) -> Any:
        """Answered in the period."""
        rows = Readiness.objects.of(self.municipality)
        return rows.filter(self.within("unit", "project"), held_on__range=self.days)

    def readiness_steps(self) -> Any:
        """What is done about what was answered in the period."""
        rows = ReadinessStep.objects.of(self.municipality).filter(readiness__held_on__range=self.days)
        return rows.filter(self.within("readiness__unit", "readiness__project"))

    def reflections(self) -> Any:
        """Kept, of a day in the period."""
        rows = Reflection.objects.of(self.municipality).filter(state=Reflection.State.KEPT)
        return rows.filter(self.within("project__unit", "project"), held_on__range=self.days)

    def pulses(self) -> Any:
        """Asked in the period."""
        rows: Any = Pulse.objects.of(self.municipality).annotate(asked_on=TruncDate("asked_at"))
        return rows.filter(self.within("project__unit", "project"), asked_on__range=self.days)

    def work_roles(self) -> Any:
        """Held by several; of the whole municipality also those of no unit."""
        rows = WorkRole.objects.of(self.municipality).filter(held_by__gte=SEVERAL)
        return rows.filter(self.within("unit"))

    @cached_property
    def rates(self) -> list[Rate]:
        return list(Rate.objects.of(self.municipality).order_by("kind", "-valid_from"))

    @cached_property
    def _priced(self) -> Rates:
        return Rates(self.rates)

    @cached_property
    def _found_rates(self) -> dict[tuple[str, date], Rate | None]:
        return {}

    @cached_property
    def counted(self) -> dict[str, Any]:
        """What has been counted of these rows already, by the key of the figure: one may rest on another."""
        return {}

    def rate_on(self, kind: str, day: date) -> Rate | None:
        """The rate of a kind in force on a day, as claims are priced; None where there is none."""
        if (kind, day) not in self._found_rates:
            self._found_rates[kind, day] = self._priced.find((kind,), day)
        return self._found_rates[kind, day]

    # What many figures count from, each read once.

    @cached_property
    def meeting_table(self) -> list["tables.Met"]:
        return tables.meetings(self)

    @cached_property
    def contribution_table(self) -> list["tables.Said"]:
        return tables.contributions(self)

    @cached_property
    def change_table(self) -> list["tables.Changed"]:
        return tables.changes(self)

    @cached_property
    def unit_table(self) -> list["tables.Place"]:
        return tables.units(self)

    @cached_property
    def project_table(self) -> list["tables.UnderWay"]:
        return tables.projects(self)

    @cached_property
    def planned_table(self) -> list["tables.Meant"]:
        return tables.planned(self)

    @cached_property
    def agreed_table(self) -> list["tables.Meant"]:
        return tables.agreed(self)

    @cached_property
    def frame_table(self) -> list[Frame]:
        return list(self.frames().select_related("project").order_by("pk"))

    @cached_property
    def claim_table(self) -> list["tables.Owed"]:
        return tables.claims(self)

    @cached_property
    def ask_table(self) -> list["tables.Asked"]:
        return tables.asks(self)

    @cached_property
    def readiness_table(self) -> list["tables.ToBecomeReady"]:
        return tables.readiness(self)

    @cached_property
    def reflection_table(self) -> list[tuple[str, bool]]:
        return list(self.reflections().order_by("pk").values_list("public_id", "is_together"))

    @cached_property
    def unit_steps(self) -> dict[int, int]:
        return tables.unit_steps(self)

    @cached_property
    def role_table(self) -> list[tuple[str, int]]:
        return tables.roles(self)

    @cached_property
    def pulse_table(self) -> list["tables.Heard"]:
        return tables.pulses(self)


def tree(municipality: Municipality) -> dict[int, int | None]:
    """Every unit of a municipality, switched off or not, with the unit above it."""
    rows = Unit.objects.of(municipality).order_by("pk")
    return dict(rows.values_list("pk", "parent_id"))


def below(unit: Unit, parents: dict[int, int | None]) -> set[int]:
    """The unit and every unit below it."""
    found = {unit.pk}
    while True:
        more = {child for child, parent in parents.items() if parent in found} - found
        if not more:
            return found
        found |= more
