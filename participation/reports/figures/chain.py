"""Figures along the chain: said, answered, decided, changed, measured, told; and how firm the changes are."""

from statistics import median
from typing import Any

from django.db.models import Exists, Min, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from participation.contributions.models import (
    Change,
    Decision,
    Effect,
    EvidenceLevel,
    Response,
    Told,
)
from participation.reports.figures.definitions import Counted, Measure, Part, counted, figure
from participation.reports.rows import Rows

_SAID_THEN = _("Counted among contributions said in the period, whenever the step came.")
_NOTHING_HIDDEN = _("Nothing is left out: contributions are counted openly.")
_CONTRIBUTIONS = _("From the contributions.")
_CHAIN: dict[str, Any] = {
    "measure": Measure.THINGS,
    "part": Part.CHAIN,
    "source": _CONTRIBUTIONS,
    "records": "contribution",
}
# The order of the product's signature chart.
LINKS = ("said", "answered", "decided", "changed", "measured", "told")


def _with(rows: Rows, steps: QuerySet[Any]) -> Counted:
    return counted(rows.contributions().filter(Exists(steps.filter(contribution=OuterRef("pk")))))


@figure(
    "said",
    _("Contributions said"),
    counts=_("Contributions from representatives that were said in the period."),
    leaves_out=_NOTHING_HIDDEN,
    **_CHAIN,
)
def said(rows: Rows) -> Counted:
    return counted(rows.contributions())


@figure(
    "answered",
    _("Answered"),
    counts=_("Contributions that have an answer with a reason."),
    leaves_out=_SAID_THEN,
    **_CHAIN,
)
def answered(rows: Rows) -> Counted:
    return _with(rows, Response.objects.all())


@figure(
    "decided",
    _("Decided"),
    counts=_("Contributions that led to a decision."),
    leaves_out=_SAID_THEN,
    **_CHAIN,
)
def decided(rows: Rows) -> Counted:
    return _with(rows, Decision.objects.all())


@figure(
    "changed",
    _("Changed"),
    counts=_("Contributions that led to a change."),
    leaves_out=_SAID_THEN,
    **_CHAIN,
)
def changed(rows: Rows) -> Counted:
    return _with(rows, Change.objects.all())


@figure(
    "measured",
    _("Measured"),
    counts=_("Contributions where something was measured after the change."),
    leaves_out=_SAID_THEN,
    **_CHAIN,
)
def measured(rows: Rows) -> Counted:
    effects = Effect.objects.exclude(indicator="").values("change__contribution")
    return counted(rows.contributions().filter(pk__in=effects))


@figure(
    "told",
    _("Told"),
    counts=_("Contributions where the contributor was told the answer, the decision or the change."),
    leaves_out=_("Left out is the word that it was received."),
    **_CHAIN,
)
def told(rows: Rows) -> Counted:
    return _with(rows, Told.objects.exclude(step=Told.Step.RECEIVED))


@figure(
    "overdue",
    _("Answers overdue"),
    counts=_("Contributions without an answer, whose date had passed on the day of the report."),
    leaves_out=_("Left out are those whose date has not come."),
    **_CHAIN,
)
def overdue(rows: Rows) -> Counted:
    return counted(rows.contributions().unanswered().filter(due_on__lt=rows.today))


@figure(
    "not_adopted",
    _("Not adopted"),
    counts=_("Contributions whose last answer is that they are not adopted."),
    leaves_out=_("Left out are those adopted in part, put aside, or not for the unit to decide."),
    **_CHAIN,
)
def not_adopted(rows: Rows) -> Counted:
    last = Response.objects.filter(contribution=OuterRef("pk")).order_by("-at", "-id").values("answer")[:1]
    return counted(rows.contributions().annotate(last=last).filter(last=Response.Answer.NOT_ADOPTED))


@figure(
    "days_to_answer",
    _("Days to an answer"),
    counts=_("The middle number of days from when something was said until its first answer."),
    leaves_out=_("Left out are contributions that wait for an answer."),
    **(_CHAIN | {"measure": Measure.DAYS}),
)
def days_to_answer(rows: Rows) -> Counted:
    found = rows.contributions().annotate(first=Min("responses__answered_on")).exclude(first=None)
    waits = list(found.order_by("pk").values_list("public_id", "said_on", "first"))
    if not waits:
        return Counted(None)
    days = median((first - said_on).days for _id, said_on, first in waits)
    return Counted(days, tuple(public_id for public_id, _said, _first in waits))


_CHANGES: dict[str, Any] = {
    "measure": Measure.THINGS,
    "part": Part.CHANGES,
    "source": _("From the changes."),
    "records": "change",
}


@figure(
    "changes",
    _("Changes"),
    counts=_("Changes that came in the period, whenever the contribution was said."),
    leaves_out=_("Left out are changes that no contribution is tied to."),
    **_CHANGES,
)
def changes(rows: Rows) -> Counted:
    return counted(rows.changes())


@figure(
    "changes_confirmed",
    _("Changes that others confirm"),
    counts=_("Changes confirmed by the one who decided, by the contributor, or by something measured."),
    leaves_out=_("Left out are changes that only the facilitator or the minutes speak for."),
    **_CHANGES,
)
def changes_confirmed(rows: Rows) -> Counted:
    return counted(rows.changes().filter(evidence_level__gte=EvidenceLevel.CONFIRMED_BY_OWNER))


LEVELS = {f"changes_at_level_{level.value}": level for level in EvidenceLevel}


def _at_level(key: str, level: EvidenceLevel) -> None:
    @figure(
        key,
        level.label,
        counts=_("Changes in the period by their evidence level, from 0 to 5."),
        leaves_out="",
        **_CHANGES,
    )
    def at_level(rows: Rows) -> Counted:
        return counted(rows.changes().filter(evidence_level=level))


for _key, _level in LEVELS.items():
    _at_level(_key, _level)
