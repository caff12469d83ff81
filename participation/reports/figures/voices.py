"""Figures of how it was, from both sides: only what the page of each pulse shows too, from five answers on."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.feedback.questions import Side
from participation.reports.figures.definitions import Counted, Measure, Part, family, figure
from participation.reports.rows import Rows
from participation.reports.tables import Heard

_PULSES: dict[str, Any] = {
    "measure": Measure.THINGS,
    "part": Part.EXPERIENCE,
    "source": _("From the feedback."),
    "records": "pulse",
}
_FEW = _("Left out is feedback that fewer than five have answered, or that can still be answered.")


@figure(
    "pulses",
    _("Times both sides were asked how it was"),
    counts=_("Times people were asked after a meeting, or some months later."),
    leaves_out=_("Left out are meetings after which nobody was asked."),
    **_PULSES,
)
def pulses(rows: Rows) -> Counted:
    return _among(rows, lambda one: 1, each_once=True)


def _among(rows: Rows, number: Callable[[Heard], int], *, each_once: bool = False) -> Counted:
    found = [(one.public_id, number(one)) for one in rows.pulse_table]
    behind = tuple(dict.fromkeys(public_id for public_id, counted in found if counted))
    return Counted(len(behind) if each_once else sum(counted for _id, counted in found), behind)


_NAMES = {
    Side.REPRESENTATIVE: (
        _("Questions sent to representatives"),
        _("Answered by representatives"),
        _("Single answers of representatives"),
        _("Good answers of representatives"),
    ),
    Side.PROFESSIONAL: (
        _("Questions sent to professionals"),
        _("Answered by professionals"),
        _("Single answers of professionals"),
        _("Good answers of professionals"),
    ),
}


def _of_side(side: Side) -> None:
    """Asked and answered are times, not people: somebody who was at three meetings is asked three times."""
    asked, answered, answers, good = _NAMES[side]

    def number(name: str) -> Callable[[Heard], int]:
        return lambda one: getattr(one, name) if one.side == side else 0

    family(
        {f"pulse_asked_{side.value}": ("asked", asked)},
        lambda rows, name: _among(rows, number(name)),
        counts=_("Times somebody on this side was asked how it was. Times are counted, not people."),
        leaves_out=_("Left out are those who were called off."),
        **_PULSES,
    )
    family(
        {f"pulse_answered_{side.value}": ("answered", answered)},
        lambda rows, name: _among(rows, number(name)),
        counts=_("Times somebody on this side answered. Times are counted, not people."),
        leaves_out=_("Left out are those who were called off."),
        of=f"pulse_asked_{side.value}",
        **_PULSES,
    )
    family(
        {f"pulse_answers_{side.value}": ("answers", answers)},
        lambda rows, name: _among(rows, number(name)),
        counts=_("Answers to single questions that may be shown, as the page of each feedback shows them."),
        leaves_out=_FEW,
        **_PULSES,
    )
    family(
        {f"pulse_good_{side.value}": ("good", good)},
        lambda rows, name: _among(rows, number(name)),
        counts=_("Answers in the better half of the steps, such as “mostly” and “yes”."),
        leaves_out=_FEW,
        of=f"pulse_answers_{side.value}",
        **_PULSES,
    )


for _side in Side:
    _of_side(_side)
