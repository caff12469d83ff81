"""Answering how ready we are, and the steps about what is weak."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.readiness import queries
from participation.readiness.models import OWNERS, Answer, Readiness, ReadinessAnswer, ReadinessStep
from participation.readiness.questions import BY_KEY, QUESTIONS


class CannotAssess(Exception):
    """It cannot be done so; the text says why and can be shown."""


@transaction.atomic
def answer(
    *,
    unit: Any,
    answers: Mapping[str, str],
    held_on: date,
    by: Any,
    at: datetime,
    project: Any = None,
) -> Readiness:
    """Keeps the answers of a day. Refuses an unknown question or answer, a missing one, and a day to come."""
    if held_on > timezone.localdate(at):
        raise CannotAssess(_("The answers are of a day that has come."))
    if project is not None and project.unit_id != unit.pk:
        raise CannotAssess(_("The project belongs to another unit."))
    if set(answers) != set(BY_KEY) or not set(answers.values()) <= set(Answer.values):
        raise CannotAssess(_("Answer each question. “Do not know” is an answer too."))
    made = Readiness.objects.create(
        municipality_id=unit.municipality_id, unit=unit, project=project, held_on=held_on, by=by, at=at
    )
    for question in QUESTIONS:
        said = {"question": question.key, "answer": answers[question.key]}
        ReadinessAnswer.objects.create(municipality_id=unit.municipality_id, readiness=made, **said)
    audit.record("readiness.answered", obj=made, by=by, at=at)
    return made


@transaction.atomic
def add_step(
    *, readiness: Readiness, question: str, text: str, due_on: date, owner: str, by: Any, at: datetime
) -> ReadinessStep:
    """What is done about a weak point, by when and by whose role. Refuses a point that is not weak."""
    known = readiness.answers.filter(question=question).first()
    if known is None or known.answer == Answer.YES:
        raise CannotAssess(_("This point needs no step."))
    if owner not in {str(role) for role in OWNERS}:
        raise CannotAssess(_("A step is the facilitator's, the unit manager's or the senior manager's."))
    if not text.strip():
        raise CannotAssess(_("Write what is to be done."))
    if due_on < timezone.localdate(at):
        raise CannotAssess(_("Choose a day that is still to come."))
    made = ReadinessStep.objects.create(
        municipality_id=readiness.municipality_id,
        readiness=readiness,
        question=question,
        text=text.strip(),
        due_on=due_on,
        owner=owner,
        by=by,
        at=at,
    )
    audit.record("readiness.step", obj=made, by=by, at=at)
    return made


@transaction.atomic
def finish(*, step: ReadinessStep, by: Any, at: datetime) -> ReadinessStep:
    """It is done. Only whoever has the role that it belongs to says so; of two, the first counts."""
    held: ReadinessStep = ReadinessStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if not queries.may_finish(held, by):
        raise CannotAssess(_("This step belongs to somebody else."))
    if held.done_at is None:
        held.done_at, held.done_by = at, by
        held.save(update_fields=["done_at", "done_by"])
        audit.record("readiness.step_done", obj=held, by=by, at=at, fields=["done_at"])
    return held


@transaction.atomic
def reopen(*, step: ReadinessStep, by: Any, at: datetime) -> ReadinessStep:
    """It was not done after all."""
    held: ReadinessStep = ReadinessStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if not queries.may_finish(held, by):
        raise CannotAssess(_("This step belongs to somebody else."))
    if held.done_at is not None:
        held.done_at, held.done_by = None, None
        held.save(update_fields=["done_at", "done_by"])
        audit.record("readiness.step_reopened", obj=held, by=by, at=at, fields=["done_at"])
    return held
