"""Figures of what was asked of managers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.reports.figures.definitions import Counted, Measure, Part, counted, figure
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
    return counted(rows.asks())


def _in_state(key: str, state: str, label: Any) -> None:
    @figure(
        key,
        label,
        counts=_("Asks made in the period, by their answer on the day of the report."),
        leaves_out="",
        **_ASKS,
    )
    def in_state(rows: Rows) -> Counted:
        return counted(rows.asks().filter(state=state))


for _key, (_state, _label) in STATES.items():
    _in_state(_key, _state, _label)
