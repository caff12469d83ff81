"""Figures of what the organisation does with itself: readiness, reflection, and how units and roles are engaged.

Of units and roles, never of people: a role that one person holds has no step.
"""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from participation.engagement.models import Step
from participation.reports.figures.definitions import Counted, Measure, Part, counted, family, figure, of_ids
from participation.reports.rows import Rows

_READINESS: dict[str, Any] = {
    "measure": Measure.THINGS,
    "part": Part.READINESS,
    "source": _("From the readiness of units and projects."),
    "records": "readiness",
}
_ENGAGEMENT: dict[str, Any] = {"measure": Measure.THINGS, "part": Part.ENGAGEMENT}


@figure(
    "readiness_rounds",
    _("Times readiness was looked at"),
    counts=_("Times a unit or a project answered how ready it was, in the period."),
    leaves_out=_("What was answered is not weighed here."),
    **_READINESS,
)
def readiness_rounds(rows: Rows) -> Counted:
    return counted(rows.readiness())


@figure(
    "readiness_steps",
    _("Steps to become ready"),
    counts=_("Steps that came of readiness in the period."),
    leaves_out="",
    **_READINESS,
)
def readiness_steps(rows: Rows) -> Counted:
    return _steps(rows, lambda done_at, due_on: True)


@figure(
    "readiness_steps_done",
    _("Steps that are done"),
    counts=_("Steps that came of readiness in the period, and were done by the day of the report."),
    leaves_out=_("Left out are steps that wait."),
    of="readiness_steps",
    **_READINESS,
)
def readiness_steps_done(rows: Rows) -> Counted:
    return _steps(rows, lambda done_at, due_on: done_at is not None)


@figure(
    "readiness_steps_late",
    _("Steps that are late"),
    counts=_("Steps that came of readiness in the period, whose day has passed and that are not done."),
    leaves_out=_("Left out are steps that wait and are not due."),
    of="readiness_steps",
    **_READINESS,
)
def readiness_steps_late(rows: Rows) -> Counted:
    return _steps(rows, lambda done_at, due_on: done_at is None and due_on < rows.today)


def _steps(rows: Rows, is_counted: Any) -> Counted:
    found = [row for row in rows.readiness_table if is_counted(row.done_at, row.due_on)]
    return Counted(len(found), tuple(dict.fromkeys(row.readiness for row in found)))


_REFLECTIONS: dict[str, Any] = _READINESS | {
    "source": _("From the reflections."),
    "records": "reflection",
}


@figure(
    "reflections",
    _("Reflections held"),
    counts=_("Reflections on a meeting or a month that were kept in the period."),
    leaves_out=_("Left out are those that are still being written."),
    **_REFLECTIONS,
)
def reflections(rows: Rows) -> Counted:
    return of_ids(public_id for public_id, _together in rows.reflection_table)


@figure(
    "reflections_together",
    _("Reflections held together"),
    counts=_("Reflections kept in the period where several wrote a part each and settled it together."),
    leaves_out=_("Left out are those written by one alone."),
    of="reflections",
    **_REFLECTIONS,
)
def reflections_together(rows: Rows) -> Counted:
    return of_ids(public_id for public_id, together in rows.reflection_table if together)


UNIT_STEPS = {
    f"units_at_step_{step.value}": (step, format_lazy("{}: {}", _("Units"), step.label)) for step in Step
}
ROLE_STEPS = {
    f"roles_at_step_{step.value}": (step, format_lazy("{}: {}", _("Roles"), step.label)) for step in Step
}


def _units_at(rows: Rows, step: int) -> Counted:
    found = rows.unit_steps
    return of_ids(one.public_id for one in rows.unit_table if found.get(one.pk, Step.NOT_KNOWN) == step)


family(
    UNIT_STEPS,
    _units_at,
    counts=_("Units in use by their step on the ladder, as of the last day of the period."),
    leaves_out=_("A unit that nobody has looked at is not clarified. Units are counted, never people."),
    source=_("From the engagement of units."),
    records="unit",
    of="units",
    **_ENGAGEMENT,
)


@figure(
    "work_roles",
    _("Roles held by several"),
    counts=_("Roles that two people or more hold, in a unit or in the whole municipality."),
    leaves_out=_("Left out are roles of one person: a person has no step."),
    source=_("From the engagement of roles."),
    records="role",
    **_ENGAGEMENT,
)
def work_roles(rows: Rows) -> Counted:
    return of_ids(public_id for public_id, _step in rows.role_table)


family(
    ROLE_STEPS,
    lambda rows, step: of_ids(key for key, at in rows.role_table if at == step),
    counts=_("Roles held by several, by their step on the ladder, as of the last day of the period."),
    leaves_out=_("Left out are roles of one person: a person has no step."),
    source=_("From the engagement of roles."),
    records="role",
    of="work_roles",
    **_ENGAGEMENT,
)
