"""What participation costs each time, and of what was set aside. Cash and time stand apart and are never added."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.claims.frames import Frame
from participation.reports.figures.changes import changes
from participation.reports.figures.costs import cash, paid_with_share, time
from participation.reports.figures.definitions import Counted, Measure, Part, figure
from participation.reports.figures.work import hours_of_involvement, meetings
from participation.reports.rows import Rows

# Of fewer changes than these a cost for each says more of chance than of cost.
FEWEST_CHANGES = 5
_NO_TIME, _NO_CASH = _("Left out is working time."), _("Left out is cash.")
_CASH: dict[str, Any] = {
    "measure": Measure.KRONER,
    "part": Part.COST_PER,
    "source": _("From the claims."),
    "records": "claim",
}
_TIME: dict[str, Any] = _CASH | {
    "source": _("From the meetings and the dated rates."),
    "records": "meeting",
}


def _each(whole: Counted, among: Counted, least: float = 0) -> Counted:
    """Nothing where there is too little to divide among."""
    if not among.value or among.value < least:
        return Counted(None)
    return Counted(round((whole.value or 0) / among.value), whole.records)


@figure(
    "cash_per_hour",
    _("Cash for each hour of involvement"),
    counts=_("Cash divided by the hours that representatives gave."),
    leaves_out=_NO_TIME,
    **_CASH,
)
def cash_per_hour(rows: Rows) -> Counted:
    return _each(cash(rows), hours_of_involvement(rows))


@figure(
    "time_per_hour",
    _("Working time for each hour of involvement"),
    counts=_("Staff’s working time in kroner divided by the hours that representatives gave."),
    leaves_out=_NO_CASH,
    **_TIME,
)
def time_per_hour(rows: Rows) -> Counted:
    return _each(time(rows), hours_of_involvement(rows))


@figure(
    "cash_per_meeting",
    _("Cash for each meeting"),
    counts=_("Cash divided by the meetings that were held."),
    leaves_out=_NO_TIME,
    **_CASH,
)
def cash_per_meeting(rows: Rows) -> Counted:
    return _each(cash(rows), meetings(rows))


@figure(
    "time_per_meeting",
    _("Working time for each meeting"),
    counts=_("Staff’s working time in kroner divided by the meetings that were held."),
    leaves_out=_NO_CASH,
    **_TIME,
)
def time_per_meeting(rows: Rows) -> Counted:
    return _each(time(rows), meetings(rows))


@figure(
    "cash_per_change",
    _("Cash for each change"),
    counts=_("Cash divided by the changes that came, from five changes on."),
    leaves_out=_("Left out is working time. What a change is worth is not reckoned."),
    **_CASH,
)
def cash_per_change(rows: Rows) -> Counted:
    return _each(cash(rows), changes(rows), FEWEST_CHANGES)


@figure(
    "time_per_change",
    _("Working time for each change"),
    counts=_("Staff’s working time in kroner divided by the changes that came, from five changes on."),
    leaves_out=_("Left out is cash. What a change is worth is not reckoned."),
    **_TIME,
)
def time_per_change(rows: Rows) -> Counted:
    return _each(time(rows), changes(rows), FEWEST_CHANGES)


def _frames(rows: Rows) -> list[Frame]:
    """The frames that are not inside another: a unit's holds the units below it and their projects."""
    units = {one.unit_id for one in rows.frame_table if one.unit_id}
    return [one for one in rows.frame_table if not _is_inside(one, units, rows)]


def _is_inside(frame: Frame, units: set[int], rows: Rows) -> bool:
    if frame.project is not None:
        return bool(units.intersection(_up(frame.project.unit_id, rows)))
    return bool(units.intersection(_up(rows.tree.get(frame.unit_id or 0), rows)))


def _up(unit: int | None, rows: Rows) -> set[int]:
    found: set[int] = set()
    while unit is not None and unit not in found:
        found.add(unit)
        unit = rows.tree.get(unit)
    return found


@figure(
    "frame",
    _("Set aside for participation"),
    counts=_("What units and projects may spend on participation in the year; a frame inside another once."),
    leaves_out=_("Left out are units and projects without a frame. Only of whole years."),
    **(_CASH | {"source": _("From the frames of the year."), "records": "frame"}),
)
def frame(rows: Rows) -> Counted:
    frames = _frames(rows)
    if not frames:
        return Counted(None)
    amount = sum((one.amount for one in frames), Decimal(0))
    return Counted(round(amount), tuple(one.public_id for one in frames))


@figure(
    "spent_of_frame",
    _("Spent of what was set aside"),
    counts=_("Cash, the employer's contribution included, of units and projects with a frame."),
    leaves_out=_("Left out is what was spent where nothing was set aside. Only of whole years."),
    of="frame",
    **_CASH,
)
def spent_of_frame(rows: Rows) -> Counted:
    frames = _frames(rows)
    if not frames:
        return Counted(None)
    units, projects = {one.unit_id for one in frames}, {one.project_id for one in frames}

    def is_inside(one: Any) -> bool:
        return one.project in projects or bool(units.intersection(_up(one.unit, rows)))

    claims = [one for one in rows.claim_table if is_inside(one)]
    amount = sum((one.amount for one in claims), Decimal(0))
    amount += sum(paid_with_share(rows, is_inside).values(), Decimal(0))
    return Counted(round(amount), tuple(one.public_id for one in claims))
