"""Figures of changes: how firm they are, of which class, what was measured after them, and what was not meant."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.contributions.kinds import Outcome
from participation.contributions.models import Change, EvidenceLevel
from participation.reports.figures.definitions import Counted, Measure, Part, family, figure, of_ids
from participation.reports.rows import Rows
from participation.reports.tables import Changed

_SHARED: dict[str, Any] = {
    "measure": Measure.THINGS,
    "source": _("From the changes."),
    "records": "change",
}
_CHANGES: dict[str, Any] = _SHARED | {"part": Part.CHANGES}
_OUTCOMES: dict[str, Any] = _SHARED | {"part": Part.OUTCOMES, "of": "changes"}
_EFFECTS: dict[str, Any] = _SHARED | {"part": Part.EFFECTS, "of": "changes"}


def _of(rows: Rows, is_counted: Callable[[Changed], Any]) -> Counted:
    return of_ids(one.public_id for one in rows.change_table if is_counted(one))


@figure(
    "changes",
    _("Changes"),
    counts=_("Changes that came in the period, whenever the contribution was said."),
    leaves_out=_("Left out are changes that no contribution is tied to."),
    **_CHANGES,
)
def changes(rows: Rows) -> Counted:
    return _of(rows, lambda one: True)


@figure(
    "changes_confirmed",
    _("Changes that others confirm"),
    counts=_("Changes confirmed by the one who decided, by the contributor, or by something measured."),
    leaves_out=_("Left out are changes that only the facilitator or the minutes speak for."),
    of="changes",
    **_CHANGES,
)
def changes_confirmed(rows: Rows) -> Counted:
    return _of(rows, lambda one: one.level >= EvidenceLevel.CONFIRMED_BY_OWNER)


LEVELS = {f"changes_at_level_{level.value}": level for level in EvidenceLevel}
family(
    {key: (level, level.label) for key, level in LEVELS.items()},
    lambda rows, level: _of(rows, lambda one: one.level == level),
    counts=_("Changes in the period by their evidence level, from 0 to 5."),
    leaves_out="",
    of="changes",
    **_CHANGES,
)

CLASSES = {f"changes_{outcome.value}": outcome for outcome in Outcome}
family(
    {key: (outcome, outcome.label) for key, outcome in CLASSES.items()},
    lambda rows, outcome: _of(rows, lambda one: one.outcome == outcome),
    counts=_("Changes in the period by their class: a product, a service, or system and policy."),
    leaves_out="",
    **_OUTCOMES,
)

SHARES = {f"share_{share.value}": share for share in Change.Attribution}
family(
    {key: (share, share.label) for key, share in SHARES.items()},
    lambda rows, share: _of(rows, lambda one: one.attribution == share),
    counts=_("Changes in the period by how much of them the contribution is credited with."),
    leaves_out=_("It is judged by those who were there; nothing is reckoned."),
    **_OUTCOMES,
)


@figure(
    "changes_measured",
    _("Measured"),
    counts=_("Changes after which something was measured."),
    leaves_out=_("Whether the figure moved the right way is told beside each change."),
    **_EFFECTS,
)
def changes_measured(rows: Rows) -> Counted:
    return _of(rows, lambda one: one.is_measured)


@figure(
    "changes_not_measured",
    _("Not measured, and why is said"),
    counts=_("Changes after which nothing was measured, with a reason written down."),
    leaves_out=_("The reasons stand beside each change."),
    **_EFFECTS,
)
def changes_not_measured(rows: Rows) -> Counted:
    return _of(rows, lambda one: not one.is_measured and one.has_reason)


@figure(
    "changes_without_word",
    _("Nothing said of measuring"),
    counts=_("Changes of which nobody has written whether anything was measured."),
    leaves_out="",
    **_EFFECTS,
)
def changes_without_word(rows: Rows) -> Counted:
    return _of(rows, lambda one: not one.is_measured and not one.has_reason)


@figure(
    "changes_unintended",
    _("With unintended or negative effects"),
    counts=_("Changes with something that was not meant, or that made something worse."),
    leaves_out=_("Left out is what nobody has seen or written down."),
    **_EFFECTS,
)
def changes_unintended(rows: Rows) -> Counted:
    return _of(rows, lambda one: one.unintended)
