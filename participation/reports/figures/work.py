"""Figures of activity and coverage: meetings, hours, units, projects."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.claims.models import Claim
from participation.reports.figures.definitions import Counted, Measure, Part, family, figure, of_ids
from participation.reports.rows import Rows
from participation.reports.tables import involving
from projects.planning.models import Phase

_MEETINGS = _("From the meetings.")
_PROJECTS = _("From the projects.")
_BOTH = _("From meetings and contributions.")
_NOT_COUNTED = _("Left out are proposed and cancelled projects.")
_HOURS: dict[str, Any] = {"measure": Measure.HOURS, "part": Part.ACTIVITY, "records": "meeting"}
_COVERAGE: dict[str, Any] = {"measure": Measure.THINGS, "part": Part.COVERAGE}


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
    return of_ids(met.public_id for met in rows.meeting_table)


@figure(
    "meetings_with_representatives",
    _("Meetings where representatives were"),
    counts=_("Meetings that were held in the period, with one representative or more."),
    leaves_out=_("Left out are meetings where those who were expected did not come."),
    measure=Measure.THINGS,
    part=Part.ACTIVITY,
    source=_("From the attendance of meetings."),
    records="meeting",
    of="meetings",
)
def meetings_with_representatives(rows: Rows) -> Counted:
    return of_ids(met.public_id for met in rows.meeting_table if met.people)


@figure(
    "hours_of_involvement",
    _("Hours that representatives gave"),
    counts=_("Hours of representatives at meetings, preparation included."),
    leaves_out=_("Left out are hours that nobody wrote down."),
    source=_("From the attendance of meetings."),
    **_HOURS,
)
def hours_of_involvement(rows: Rows) -> Counted:
    there = [met for met in rows.meeting_table if met.hours > 0]
    hours = sum((met.hours for met in there), Decimal(0))
    return Counted(round(float(hours), 2), tuple(met.public_id for met in there))


@figure(
    "professional_hours",
    _("Hours of professionals"),
    counts=_("Hours of professionals at meetings in the period, summed over people."),
    leaves_out=_("Left out are hours between meetings."),
    source=_MEETINGS,
    **_HOURS,
)
def professional_hours(rows: Rows) -> Counted:
    return _staff_hours(rows, "professional_hours")


@figure(
    "facilitator_hours",
    _("Hours of the facilitator"),
    counts=_("Hours that the facilitator gave to meetings in the period."),
    leaves_out=_("Left out are hours between meetings."),
    source=_MEETINGS,
    **_HOURS,
)
def facilitator_hours(rows: Rows) -> Counted:
    return _staff_hours(rows, "facilitator_hours")


def _staff_hours(rows: Rows, name: str) -> Counted:
    there = [met for met in rows.meeting_table if getattr(met, name) > 0]
    hours = sum((getattr(met, name) for met in there), Decimal(0))
    return Counted(round(float(hours), 2), tuple(met.public_id for met in there))


def _claimed_hours(rows: Rows, kind: str) -> Counted:
    claims = [one for one in rows.claim_table if one.kind == kind and one.measured]
    hours = sum((one.measured or Decimal(0) for one in claims), Decimal(0))
    return Counted(round(float(hours), 2), tuple(one.public_id for one in claims))


family(
    {
        "hours_of_preparation": (Claim.Kind.PREPARATION, _("Hours claimed for preparation")),
        "hours_of_travel": (Claim.Kind.TRAVEL_TIME, _("Hours claimed for travel")),
    },
    _claimed_hours,
    counts=_("Hours as people have claimed them, before they are rounded."),
    leaves_out=_("Left out is what people have declined, and what was never claimed."),
    measure=Measure.HOURS,
    part=Part.ACTIVITY,
    source=_("From the claims."),
    records="claim",
)


@figure(
    "units",
    _("Units"),
    counts=_("Units in use on the day of the report."),
    leaves_out=_("Left out are units that are switched off."),
    source=_("From the list of units."),
    records="unit",
    **_COVERAGE,
)
def units(rows: Rows) -> Counted:
    return of_ids(unit.public_id for unit in rows.unit_table)


@figure(
    "units_with_involvement",
    _("Units with involvement"),
    counts=_("Units with a project where representatives met or contributed in the period."),
    leaves_out=_("Left out are units that only plan to."),
    source=_BOTH,
    records="unit",
    of="units",
    **_COVERAGE,
)
def units_with_involvement(rows: Rows) -> Counted:
    heard = set(involving(rows).values())
    return of_ids(unit.public_id for unit in rows.unit_table if unit.pk in heard)


@figure(
    "units_without_involvement",
    _("Units without involvement"),
    counts=_("Units in use without any project where representatives met or contributed in the period."),
    leaves_out=_("Left out are units that are switched off."),
    source=_BOTH,
    records="unit",
    of="units",
    **_COVERAGE,
)
def units_without_involvement(rows: Rows) -> Counted:
    heard = set(involving(rows).values())
    return of_ids(unit.public_id for unit in rows.unit_table if unit.pk not in heard)


@figure(
    "projects",
    _("Projects under way"),
    counts=_("Projects that were under way at some time in the period."),
    leaves_out=_NOT_COUNTED,
    source=_PROJECTS,
    records="project",
    **_COVERAGE,
)
def projects(rows: Rows) -> Counted:
    return of_ids(one.public_id for one in rows.project_table)


@figure(
    "projects_with_involvement",
    _("Projects with involvement"),
    counts=_("Projects under way where representatives met or contributed in the period."),
    leaves_out=_NOT_COUNTED,
    source=_BOTH,
    records="project",
    of="projects",
    **_COVERAGE,
)
def projects_with_involvement(rows: Rows) -> Counted:
    heard = involving(rows)
    return of_ids(one.public_id for one in rows.project_table if one.pk in heard)


@figure(
    "projects_without_involvement",
    _("Projects without involvement"),
    counts=_("Projects under way where no representative met or contributed in the period."),
    leaves_out=_NOT_COUNTED,
    source=_BOTH,
    records="project",
    of="projects",
    **_COVERAGE,
)
def projects_without_involvement(rows: Rows) -> Counted:
    heard = involving(rows)
    return of_ids(one.public_id for one in rows.project_table if one.pk not in heard)


PHASES = {
    "projects_in_preparation": (Phase.PREPARATION, _("Projects in preparation")),
    "projects_in_execution": (Phase.EXECUTION, _("Projects in execution")),
    "projects_in_implementation": (Phase.IMPLEMENTATION, _("Projects in implementation")),
}


def _in_phase(rows: Rows, phase: str) -> Counted:
    return of_ids(one.public_id for one in rows.project_table if one.phase == phase)


family(
    PHASES,
    _in_phase,
    counts=_("Projects under way in the period, by their phase on the day of the report."),
    leaves_out=_NOT_COUNTED,
    source=_PROJECTS,
    records="project",
    of="projects",
    **_COVERAGE,
)
