"""Figures of activity and coverage: meetings, hours, units, projects."""

from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from participation.reports.figures.definitions import Counted, Measure, Part, counted, figure
from participation.reports.rows import Rows
from projects.planning.models import Phase

_MEETINGS = _("From the meetings.")
_PROJECTS = _("From the projects.")
_NOT_COUNTED = _("Left out are proposed and cancelled projects.")


@figure(
    "meetings",
    _("Meetings"),
    counts=_("Meetings that were held in the period."),
    leaves_out=_("Left out are planned and cancelled meetings."),
    measure=Measure.THINGS,
    part=Part.ACTIVITY,
    source=_MEETINGS,
    records="meeting",
)
def meetings(rows: Rows) -> Counted:
    return counted(rows.meetings())


@figure(
    "hours_of_involvement",
    _("Hours that representatives gave"),
    counts=_("Hours of representatives at meetings, preparation included."),
    leaves_out=_("Left out are hours that nobody wrote down."),
    measure=Measure.HOURS,
    part=Part.ACTIVITY,
    source=_("From the attendance of meetings."),
    records="meeting",
)
def hours_of_involvement(rows: Rows) -> Counted:
    there = rows.attendances()
    hours = there.aggregate(hours=Sum("hours"))["hours"] or 0
    behind = rows.meetings().filter(attendances__in=there.filter(hours__gt=0).order_by().values("pk"))
    return Counted(round(float(hours), 2), counted(behind.distinct()).records)


@figure(
    "units",
    _("Units"),
    counts=_("Units in use on the day of the report."),
    leaves_out=_("Left out are units that are switched off."),
    measure=Measure.THINGS,
    part=Part.COVERAGE,
    source=_("From the list of units."),
    records="unit",
)
def units(rows: Rows) -> Counted:
    return counted(rows.units())


@figure(
    "units_with_involvement",
    _("Units with involvement"),
    counts=_("Units with a project where representatives met or contributed in the period."),
    leaves_out=_("Left out are units that only plan to."),
    measure=Measure.THINGS,
    part=Part.COVERAGE,
    source=_("From meetings and contributions."),
    records="unit",
)
def units_with_involvement(rows: Rows) -> Counted:
    return counted(rows.units().filter(pk__in=rows.involving_projects().order_by().values("unit")))


@figure(
    "projects",
    _("Projects under way"),
    counts=_("Projects that were under way at some time in the period."),
    leaves_out=_NOT_COUNTED,
    measure=Measure.THINGS,
    part=Part.COVERAGE,
    source=_PROJECTS,
    records="project",
)
def projects(rows: Rows) -> Counted:
    return counted(rows.projects())


@figure(
    "projects_with_involvement",
    _("Projects with involvement"),
    counts=_("Projects under way where representatives met or contributed in the period."),
    leaves_out=_NOT_COUNTED,
    measure=Measure.THINGS,
    part=Part.COVERAGE,
    source=_("From meetings and contributions."),
    records="project",
)
def projects_with_involvement(rows: Rows) -> Counted:
    return counted(rows.projects().filter(pk__in=rows.involving_projects().order_by().values("pk")))


PHASES = {
    "projects_in_preparation": (Phase.PREPARATION, _("Projects in preparation")),
    "projects_in_execution": (Phase.EXECUTION, _("Projects in execution")),
    "projects_in_implementation": (Phase.IMPLEMENTATION, _("Projects in implementation")),
}


def _in_phase(key: str, phase: Phase, label: Any) -> None:
    @figure(
        key,
        label,
        counts=_("Projects under way in the period, by their phase on the day of the report."),
        leaves_out=_NOT_COUNTED,
        measure=Measure.THINGS,
        part=Part.COVERAGE,
        source=_PROJECTS,
        records="project",
    )
    def in_phase(rows: Rows) -> Counted:
        return counted(rows.projects().filter(phase=phase))


for _key, (_phase, _label) in PHASES.items():
    _in_phase(_key, _phase, _label)
