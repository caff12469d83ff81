"""The chain after what was said, link by link: answered, decided, changed, measured. It is told at once."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.contributions.kinds import class_of
from participation.contributions.models import (
    Change,
    Contribution,
    Decision,
    Effect,
    EvidenceLevel,
    Response,
    Told,
)
from participation.contributions.queries import HIGHEST_UNMEASURED
from participation.contributions.saying import CannotSay
from participation.contributions.telling import tell


class CannotAnswer(Exception):
    """The answer cannot be given like this; the text can be shown."""


class CannotRecord(Exception):
    """The decision, change or effect cannot be recorded like this; the text can be shown."""


@transaction.atomic
def hand_over(*, contribution: Contribution, owner: Any, due_on: date, by: Any, at: datetime) -> Contribution:
    """Another owner, another day, or both. Refuses a day before it was said, and an owner of another municipality."""
    held = _lock(contribution)
    if owner is None or owner.municipality_id != held.municipality_id:
        raise CannotSay(_("Choose who owes an answer."))
    if due_on < held.said_on:
        raise CannotSay(_("The answer cannot be due before it was said."))
    held.owner, held.due_on = owner, due_on
    held.save(update_fields=["owner", "due_on"])
    audit.record("contribution.handed_over", obj=held, by=by, at=at, fields=["due_on", "owner"])
    return held


@transaction.atomic
def respond(
    *, contribution: Contribution, answer: str, reason: str, answered_on: date, by: Any, at: datetime
) -> Response:
    """The answer with its reason, told to the contributor. A later answer is a new row; the same again is no news.

    Refuses an answer without a reason, and a day that has not come or is before it was said.
    """
    held = _lock(contribution)
    if not reason.strip():
        raise CannotAnswer(_("An answer needs a reason."))
    if not held.said_on <= answered_on <= timezone.localdate(at):
        raise CannotAnswer(
            _("The answer was given on or after the day it was said, and not later than today.")
        )
    last = held.responses.last()
    if last is not None and (last.answer, last.reason) == (answer, reason.strip()):
        return last
    response = Response.objects.create(
        municipality_id=held.municipality_id,
        contribution=held,
        answer=answer,
        reason=reason.strip(),
        answered_on=answered_on,
        by=by,
        at=at,
    )
    audit.record("contribution.answered", obj=response, by=by, at=at, purpose=answer)
    tell(contribution=held, step=Told.Step.ANSWERED, about=response, by=by, at=at)
    return response


@transaction.atomic
def decide(
    *,
    contribution: Contribution,
    text: str,
    forum: str,
    decided_on: date,
    by: Any,
    at: datetime,
    reference: str = "",
) -> Decision:
    """What was decided, by whom, and the paper that says so; told to the contributor. The same again is no news.

    Refuses a day that has not come, or before it was said.
    """
    held = _lock(contribution)
    _check_day(held, decided_on, at)
    fields = {"text": text, "forum": forum, "reference": reference, "decided_on": decided_on}
    same = held.decisions.filter(**fields).first()
    if same is not None:
        return same
    decision = Decision.objects.create(
        municipality_id=held.municipality_id, contribution=held, at=at, **fields
    )
    audit.record("contribution.decided", obj=decision, by=by, at=at)
    tell(contribution=held, step=Told.Step.DECIDED, about=decision, by=by, at=at)
    return decision


@transaction.atomic
def change(
    *,
    contribution: Contribution,
    text: str,
    kind: str,
    attribution: str,
    changed_on: date,
    by: Any,
    at: datetime,
    evidence_level: int = EvidenceLevel.ASSERTED,
    before: str = "",
    unintended: str = "",
) -> Change:
    """What became different, and how firm the claim is; told to the contributor. The same again is no news.

    Its class follows from its kind. Refuses levels above 3 (nothing is measured yet, see `weigh`), and a day to come.
    """
    held = _lock(contribution)
    _check_day(held, changed_on, at)
    if evidence_level > HIGHEST_UNMEASURED:
        raise CannotRecord(_("Levels 4 and 5 rest on something measured. Record the effect first."))
    same = held.changes.filter(text=text, changed_on=changed_on).first()
    if same is not None:
        return same
    made = Change.objects.create(
        municipality_id=held.municipality_id,
        contribution=held,
        before=before,
        text=text,
        kind=kind,
        outcome=class_of(kind),
        attribution=attribution,
        evidence_level=evidence_level,
        unintended=unintended,
        changed_on=changed_on,
        at=at,
    )
    audit.record("change.recorded", obj=made, by=by, at=at, fields=["evidence_level", "kind", "outcome"])
    tell(contribution=held, step=Told.Step.CHANGED, about=made, by=by, at=at)
    return made


@transaction.atomic
def weigh(*, change: Change, evidence_level: int, by: Any, at: datetime) -> Change:
    """Sets how firm the claim of a change is, up or down. Levels 4 and 5 are refused until an effect is measured."""
    held = Change.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if evidence_level > HIGHEST_UNMEASURED and not held.effects.measured().exists():
        raise CannotRecord(_("Levels 4 and 5 rest on something measured. Record the effect first."))
    held.evidence_level = evidence_level
    held.save(update_fields=["evidence_level"])
    audit.record("change.weighed", obj=held, by=by, at=at, fields=["evidence_level"])
    return held


@transaction.atomic
def measure(
    *,
    change: Change,
    by: Any,
    at: datetime,
    indicator: str = "",
    before: str = "",
    after: str = "",
    source: str = "",
    measured_on: date | None = None,
    not_measured_because: str = "",
) -> Effect:
    """What was measured after a change (indicator, before, after, source, day), or why nothing was.

    Refuses both at once and neither, an indicator without a value after or a day, and a day that has not come.
    """
    if bool(indicator) == bool(not_measured_because):
        raise CannotRecord(_("Write what was measured, or why nothing was: one of them."))
    if indicator and (not after or measured_on is None):
        raise CannotRecord(_("Something measured needs its value after the change, and the day."))
    if measured_on is not None and measured_on > timezone.localdate(at):
        raise CannotRecord(_("That day has not come."))
    effect = Effect.objects.create(
        municipality_id=change.municipality_id,
        change=change,
        indicator=indicator,
        before=before,
        after=after,
        source=source,
        not_measured_because=not_measured_because,
        measured_on=measured_on if indicator else None,
        at=at,
    )
    audit.record("effect.recorded", obj=effect, by=by, at=at, fields=["indicator"] if indicator else [])
    return effect


def _lock(contribution: Contribution) -> Contribution:
    """The row, locked until the transaction ends, so that the same news is never told twice."""
    return Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)


def _check_day(contribution: Contribution, day: date, at: datetime) -> None:
    if day > timezone.localdate(at):
        raise CannotRecord(_("That day has not come."))
    if day < contribution.said_on:
        raise CannotRecord(_("That day is before it was said."))
