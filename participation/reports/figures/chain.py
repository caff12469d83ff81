"""Figures along the chain: said, answered, decided, changed, measured, told; and what was answered, and how soon."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.contributions.models import Response
from participation.contributions.rates import rate
from participation.reports.figures.definitions import Counted, Measure, Part, family, figure, of_ids
from participation.reports.rows import Rows
from participation.reports.tables import Said

_SAID_THEN = _("Counted among contributions said in the period, whenever the step came.")
_NOTHING_HIDDEN = _("Nothing is left out: contributions are counted openly.")
_SHARED: dict[str, Any] = {
    "measure": Measure.THINGS,
    "source": _("From the contributions."),
    "records": "contribution",
}
_CHAIN: dict[str, Any] = _SHARED | {"part": Part.CHAIN}
_ANSWERS: dict[str, Any] = _SHARED | {"part": Part.ANSWERS}
# The order of the product's signature chart.
LINKS = ("said", "answered", "decided", "changed", "measured", "told")


def _of(rows: Rows, is_counted: Callable[[Said], Any]) -> Counted:
    return of_ids(said.public_id for said in rows.contribution_table if is_counted(said))


def ids(found: Iterable[Said]) -> tuple[str, ...]:
    return tuple(said.public_id for said in found)


@figure(
    "said",
    _("Contributions said"),
    counts=_("Contributions from representatives that were said in the period."),
    leaves_out=_NOTHING_HIDDEN,
    **_CHAIN,
)
def said(rows: Rows) -> Counted:
    return _of(rows, lambda one: True)


@figure(
    "answered",
    _("Answered"),
    counts=_("Contributions that have an answer with a reason."),
    leaves_out=_SAID_THEN,
    of="said",
    **_CHAIN,
)
def answered(rows: Rows) -> Counted:
    return _of(rows, lambda one: one.answered_on)


@figure(
    "decided",
    _("Decided"),
    counts=_("Contributions that led to a decision."),
    leaves_out=_SAID_THEN,
    of="said",
    **_CHAIN,
)
def decided(rows: Rows) -> Counted:
    return _of(rows, lambda one: one.is_decided)


@figure(
    "changed",
    _("Changed"),
    counts=_("Contributions that led to a change."),
    leaves_out=_SAID_THEN,
    of="said",
    **_CHAIN,
)
def changed(rows: Rows) -> Counted:
    return _of(rows, lambda one: one.is_changed)


@figure(
    "measured",
    _("Measured"),
    counts=_("Contributions where something was measured after the change."),
    leaves_out=_SAID_THEN,
    of="said",
    **_CHAIN,
)
def measured(rows: Rows) -> Counted:
    return _of(rows, lambda one: one.is_measured)


@figure(
    "told",
    _("Told"),
    counts=_("Contributions where the contributor was told the answer, the decision or the change."),
    leaves_out=_("Left out are the word that it was received, and letters that did not arrive."),
    of="said",
    **_CHAIN,
)
def told(rows: Rows) -> Counted:
    return _of(rows, lambda one: one.is_told)


@figure(
    "overdue",
    _("Answers overdue"),
    counts=_("Contributions without an answer, whose date had passed on the day of the report."),
    leaves_out=_("Left out are those whose date has not come."),
    of="said",
    **_ANSWERS,
)
def overdue(rows: Rows) -> Counted:
    return _of(rows, lambda one: one.answered_on is None and one.due_on < rows.today)


@figure(
    "answered_in_time",
    _("Answered in time"),
    counts=_("Contributions with a first answer by the day that was promised."),
    leaves_out=_SAID_THEN,
    of="answered",
    **_ANSWERS,
)
def answered_in_time(rows: Rows) -> Counted:
    return _of(rows, lambda one: one.answered_on is not None and one.answered_on <= one.due_on)


@figure(
    "days_to_answer",
    _("Days to an answer"),
    counts=_("The middle number of days from when something was said until its first answer."),
    leaves_out=_("Left out are contributions that wait for an answer."),
    **(_ANSWERS | {"measure": Measure.DAYS}),
)
def days_to_answer(rows: Rows) -> Counted:
    """As the page of promises has it."""
    found = [one for one in rows.contribution_table if one.answered_on]
    days = rate((one.row for one in found), today=rows.today).days
    return Counted(days, ids(found))


Answer = Response.Answer
# The last answer holds. With those that wait they add up to all that was said.
OUTCOMES: dict[str, tuple[str, Any]] = {
    "adopted": (Answer.ADOPTED, _("Adopted")),
    "partly_adopted": (Answer.PARTLY, _("Partly adopted")),
    "not_adopted": (Answer.NOT_ADOPTED, _("Not adopted")),
    "parked": (Answer.PARKED, _("Put aside for now")),
    "not_ours": (Answer.NOT_OURS, _("Not ours to decide")),
}


def _with_answer(rows: Rows, answer: str) -> Counted:
    return _of(rows, lambda one: one.answer == answer)


family(
    OUTCOMES,
    _with_answer,
    counts=_("Contributions by their last answer; a later answer takes over from an earlier one."),
    leaves_out=_("Left out are contributions that wait for an answer."),
    of="said",
    **_ANSWERS,
)


@figure(
    "unanswered",
    _("Without an answer"),
    counts=_("Contributions that have no answer on the day of the report, whether it is due or not."),
    leaves_out=_NOTHING_HIDDEN,
    of="said",
    **_ANSWERS,
)
def unanswered(rows: Rows) -> Counted:
    return _of(rows, lambda one: one.answered_on is None)
