"""Figures of what was asked of managers."""

from statistics import median
from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.reports.figures.definitions import Counted, Measure, Part, family, figure, of_ids
from participation.reports.rows import Rows
from participation.support.models import Ask

_ASKS: dict[str, Any] = {
    "measure": Measure.THINGS,
    "part": Part.ASKS,
    "source": _("From the asks to managers."),
    "records": "ask",
}
STATES = {
    "asks_granted": (Ask.State.GRANTED, _("Granted")),
    "asks_declined": (Ask.State.DECLINED, _("Declined")),
    "asks_later": (Ask.State.LATER, _("Answered “later”")),
    "asks_waiting": (Ask.State.ASKED, _("Wait for an answer")),
}


@figure(
    "asks",
    _("Asks to managers"),
    counts=_("Asks to managers that were made in the period."),
    leaves_out=_("In the report of a unit: left out are asks to the senior management."),
    **_ASKS,
)
def asks(rows: Rows) -> Counted:
    return of_ids(one.public_id for one in rows.ask_table)


def _in_state(rows: Rows, state: str) -> Counted:
    return of_ids(one.public_id for one in rows.ask_table if one.state == state)


family(
    STATES,
    _in_state,
    counts=_("Asks made in the period, by their answer on the day of the report."),
    leaves_out="",
    of="asks",
    **_ASKS,
)


@figure(
    "asks_followed",
    _("Granted, and something followed"),
    counts=_("Asks made in the period that were granted, and where it is written what came of it."),
    leaves_out=_("Left out is what followed and nobody wrote down."),
    of="asks_granted",
    **_ASKS,
)
def asks_followed(rows: Rows) -> Counted:
    granted = [one for one in rows.ask_table if one.state == Ask.State.GRANTED]
    return of_ids(one.public_id for one in granted if one.is_followed)


@figure(
    "days_to_decide",
    _("Days until managers answered"),
    counts=_("The middle number of days from when something was asked until its last answer."),
    leaves_out=_("Left out are asks that wait for an answer."),
    **(_ASKS | {"measure": Measure.DAYS}),
)
def days_to_decide(rows: Rows) -> Counted:
    found = [(one.public_id, one.waited) for one in rows.ask_table if one.waited is not None]
    if not found:
        return Counted(None)
    return Counted(float(median(days for _id, days in found)), tuple(one for one, _days in found))
