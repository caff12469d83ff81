"""Figures of seats and of the part people had: how soon a seat is taken, and planned against actual."""

from collections.abc import Iterable
from statistics import median
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from participation.plans.matrix import Difference
from participation.reports.figures.definitions import Counted, Measure, Part, family, figure
from participation.reports.rows import Rows
from participation.reports.tables import Meant, seated
from projects.planning.models import Involvement

_REQUESTS: dict[str, Any] = {
    "part": Part.ACTIVITY,
    "source": _("From the requests and assignments."),
    "records": "request",
}
_NO_PLAN = _("Left out are phases that nobody has planned a part for.")
_ROLES: dict[str, Any] = {"measure": Measure.THINGS, "part": Part.ROLES, "records": "project"}


@figure(
    "seats_asked_for",
    _("Seats asked for"),
    counts=_("Seats of the requests that were written in the period."),
    leaves_out=_("Left out are drafts."),
    **(_REQUESTS | {"measure": Measure.THINGS}),
)
def seats_asked_for(rows: Rows) -> Counted:
    found = list(rows.requests().order_by("pk").values_list("public_id", "seats"))
    return Counted(sum(seats for _id, seats in found), tuple(public_id for public_id, _seats in found))


@figure(
    "days_to_seat",
    _("Days until a seat was taken"),
    counts=_(
        "The middle number of days from when a request was written until somebody sat in its first seat."
    ),
    leaves_out=_("Left out are requests where nobody has a seat yet, and later seats of the same request."),
    **(_REQUESTS | {"measure": Measure.DAYS}),
)
def days_to_seat(rows: Rows) -> Counted:
    found = seated(rows)
    if not found:
        return Counted(None)
    return Counted(float(median(days for _key, days in found)), tuple(key for key, _days in found))


# A part of a project in a phase; with those not looked back on they add up to all that was planned.
PLANNED: dict[str, tuple[Difference, Any]] = {
    "parts_as_planned": (Difference.SAME, _("Phases as planned")),
    "parts_smaller": (Difference.SMALLER, _("Phases with a smaller part than planned")),
    "parts_larger": (Difference.LARGER, _("Phases with a larger part than planned")),
    "parts_not_looked_at": (Difference.WAITS, _("Phases not looked back on yet")),
}
AGREED: dict[str, tuple[Difference, Any]] = {
    "roles_as_agreed": (Difference.SAME, _("Seats with the part that was agreed on")),
    "roles_smaller": (Difference.SMALLER, _("Seats with a smaller part than agreed on")),
    "roles_larger": (Difference.LARGER, _("Seats with a larger part than agreed on")),
    "roles_not_looked_at": (Difference.WAITS, _("Seats not looked back on yet")),
}


def _among(found: Iterable[Meant]) -> Counted:
    projects = [one.project for one in found]
    return Counted(len(projects), tuple(dict.fromkeys(projects)))


_PLANS: dict[str, Any] = _ROLES | {"source": _("From the plans of the projects.")}


@figure(
    "parts_planned",
    _("Phases with a planned part"),
    counts=_("The part that representatives were to have, in each phase of the projects under way."),
    leaves_out=_NO_PLAN,
    **_PLANS,
)
def parts_planned(rows: Rows) -> Counted:
    return _among(rows.planned_table)


family(
    PLANNED,
    lambda rows, kind: _among(one for one in rows.planned_table if one.difference == kind),
    counts=_("Phases by what the part became, from listener up to decision-maker, against what was planned."),
    leaves_out=_NO_PLAN,
    of="parts_planned",
    **_PLANS,
)
LEVELS = {
    f"planned_{part.value}": (part, format_lazy("{}: {}", _("Planned"), part.label)) for part in Involvement
}
ACTUAL = {
    f"actual_{part.value}": (part, format_lazy("{}: {}", _("In the end"), part.label)) for part in Involvement
}
family(
    LEVELS,
    lambda rows, part: _among(one for one in rows.planned_table if one.meant == part),
    counts=_("Phases of projects under way by the part that was planned."),
    leaves_out=_NO_PLAN,
    of="parts_planned",
    **_PLANS,
)
family(
    ACTUAL,
    lambda rows, part: _among(one for one in rows.planned_table if one.became == part),
    counts=_("Phases of projects under way by the part that it was in the end."),
    leaves_out=_("Left out are phases that nobody has looked back on, or planned a part for."),
    of="parts_planned",
    **_PLANS,
)
_SEATS: dict[str, Any] = _ROLES | {
    "source": _("From the assignments."),
    "leaves_out": _("Left out are seats where nothing was agreed on."),
}


@figure(
    "roles_agreed",
    _("Seats with a part agreed on"),
    counts=_("The part that was agreed on with the person in a seat, in each phase."),
    **_SEATS,
)
def roles_agreed(rows: Rows) -> Counted:
    return _among(rows.agreed_table)


family(
    AGREED,
    lambda rows, kind: _among(one for one in rows.agreed_table if one.difference == kind),
    counts=_("Seats by what the part became in each phase, against what was agreed on with the person."),
    of="roles_agreed",
    **_SEATS,
)
