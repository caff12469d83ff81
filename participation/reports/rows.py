"""The rows that a report counts from: one municipality or one unit with those below it, within a period."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate

from config.core.organisations.models import Municipality, Unit
from participation.claims.models import Claim, Rate
from participation.contributions.models import Change, Contribution
from participation.meetings.models import Attendance, Meeting
from participation.reports.period import Period
from participation.support.models import Ask
from projects.planning.models import Project


@dataclass(frozen=True)
class Rows:
    """What a figure may count. `unit` is None for the whole municipality; `today` is the day of counting."""

    municipality: Municipality
    unit: Unit | None
    period: Period
    today: date

    @cached_property
    def unit_ids(self) -> frozenset[int] | None:
        """The unit and those below it; None where there is no limit."""
        return None if self.unit is None else frozenset(below(self.unit, tree(self.municipality)))

    def within(self, path: str) -> Q:
        """A condition on the path to a row's unit."""
        return Q() if self.unit_ids is None else Q(**{f"{path}__in": self.unit_ids})

    @property
    def days(self) -> tuple[date, date]:
        return self.period.start, self.period.end

    def units(self) -> Any:
        return Unit.objects.of(self.municipality).filter(self.within("pk"), is_active=True)

    def meetings(self) -> Any:
        """Held in the period."""
        rows = Meeting.objects.of(self.municipality).held()
        return rows.filter(self.within("project__unit"), held_on__range=self.days)

    def attendances(self) -> Any:
        """Of representatives who were there."""
        rows = Attendance.objects.filter(municipality=self.municipality, was_present=True)
        meetings = self.meetings().order_by().values("pk")
        return rows.filter(meeting__in=meetings)

    def contributions(self) -> Any:
        """Said in the period."""
        rows = Contribution.objects.of(self.municipality)
        return rows.filter(self.within("project__unit"), said_on__range=self.days)

    def changes(self) -> Any:
        """That came in the period, whenever the contribution was said."""
        rows = Change.objects.filter(municipality=self.municipality, changed_on__range=self.days)
        return rows.filter(self.within("contribution__project__unit"))

    def projects(self) -> Any:
        """Planned, running or closed, and under way at some time in the period."""
        rows: Any = Project.objects.of(self.municipality).filter(self.within("unit"))
        rows = rows.exclude(state__in=[Project.State.PROPOSED, Project.State.CANCELLED])
        rows = rows.annotate(begun_on=Coalesce("starts_on", TruncDate("created_at")))
        return rows.filter(Q(ends_on=None) | Q(ends_on__gte=self.period.start), begun_on__lte=self.period.end)

    def involving_projects(self) -> Any:
        """Projects with a representative at a meeting, or a contribution, in the period."""
        rows = Project.objects.of(self.municipality).filter(self.within("unit"))
        there = self.attendances().filter(meeting__project=OuterRef("pk"))
        said = self.contributions().filter(project=OuterRef("pk"))
        return rows.filter(Exists(there) | Exists(said))

    def claims(self) -> Any:
        """What is owed for meetings in the period, but what people have declined."""
        rows = Claim.objects.of(self.municipality).filter(incurred_on__range=self.days)
        rows = rows.filter(self.within("attendance__meeting__project__unit"))
        return rows.exclude(state=Claim.State.DECLINED)

    def asks(self) -> Any:
        """Made in the period."""
        rows: Any = Ask.objects.of(self.municipality)
        rows = rows.annotate(made_on=TruncDate("created_at"))
        return rows.filter(self.within("unit"), made_on__range=self.days)

    @cached_property
    def rates(self) -> list[Rate]:
        return list(Rate.objects.of(self.municipality).order_by("kind", "-valid_from"))

    def rate_on(self, kind: str, day: date) -> Rate | None:
        """The rate of a kind in force on a day; None where there is none."""
        fitting = (rate for rate in self.rates if rate.kind == kind and rate.valid_from <= day)
        return next((rate for rate in fitting if rate.valid_to is None or rate.valid_to >= day), None)


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
