"""Agreeing on the next small step with a professional, and doing it. The professional reads all of it."""

from collections.abc import Set
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.engagement import happenings, services
from participation.engagement.models import Fact, Professional
from participation.engagement.relations import LONGEST, SHORTEST, Relation

FURTHEST = timedelta(days=LONGEST)


class CannotRelate(Exception):
    """The step cannot be kept or done like this; the text says why and can be shown."""


def propose(kinds: Set[str]) -> str:
    """A small step in words, from the kinds of facts that there are: towards the first that is missing."""
    kind = Fact.Kind
    ladder = (
        (kind.CONTACT, _("Have a first talk: what are they working on, and for whom?")),
        (kind.TRAINED, _("Tell them about the course on involvement")),
        (kind.HOSTED, _("Ask for a meeting of theirs that representatives could come to")),
        (kind.ASKED_FOR, _("Ask what they would like to hear from representatives")),
        (kind.CO_LED, _("Ask whether a representative could be a partner in their next project")),
        (kind.SPOKE_UP, _("Ask whether they would tell colleagues how it went")),
    )
    missing = (words for fact, words in ladder if fact not in kinds)
    return next(missing, _("Ask how it goes, and say thank you"))


@transaction.atomic
def agree(
    *,
    professional: Professional,
    next_step: str = "",
    next_on: date | None = None,
    every_days: int | None = None,
    by: Any,
    at: datetime,
) -> Relation:
    """Sets the next step with a professional, its day, and how often one wants to be in touch.

    Words or a day that are missing are proposed, where one wants to be in touch regularly. Refuses a day that has
    passed, one that is too far, a number of days out of range, and words that nothing gives a day.
    """
    today = timezone.localdate(at)
    step = next_step.strip()
    if every_days is not None and not SHORTEST <= every_days <= LONGEST:
        raise CannotRelate(_("Choose from a week to two years between contacts."))
    if next_on is not None and next_on < today:
        raise CannotRelate(_("Choose a day from today on."))
    if next_on is not None and next_on > today + FURTHEST:
        raise CannotRelate(_("Choose a day within two years."))
    if step and next_on is None and every_days is None:
        raise CannotRelate(_("Say on which day, or how often you want to be in touch."))
    held = _held(professional, by)
    held.every_days, held.by, held.at = every_days, by, at
    _set(held, step, next_on, today)
    held.save()
    _record(held, "relation.agreed", by, at)
    return held


@transaction.atomic
def finish(*, relation: Relation, by: Any, at: datetime, was: date | None = None) -> Relation:
    """The step is done: it becomes a fact, and the next one is proposed on the day that the cadence gives.

    `was` is the day that whoever pressed saw: of two presses the first counts. Refuses where there is no step.
    """
    rows = Relation.objects.select_for_update(of=("self",)).select_related("professional")
    held = rows.get(pk=relation.pk)
    if was is not None and held.next_on != was:
        return held
    if not held.next_step:
        raise CannotRelate(_("There is no step to do."))
    today = timezone.localdate(at)
    services.record_fact(
        professional=held.professional,
        kind=Fact.Kind.CONTACT,
        happened_on=today,
        text=held.next_step,
        by=by,
        at=at,
    )
    held.by, held.at = by, at
    _set(held, "", None, today)
    held.save()
    _record(held, "relation.step_done", by, at)
    return held


@transaction.atomic
def drop(*, relation: Relation, by: Any, at: datetime) -> None:
    """No step and no cadence any more; the facts stay."""
    held = Relation.objects.select_for_update(of=("self",)).get(pk=relation.pk)
    audit.record("relation.dropped", obj=held, by=by, at=at, subject=held.professional)
    held.delete()


def _held(professional: Professional, holder: Any) -> Relation:
    rows = Relation.objects.select_for_update(of=("self",)).filter(professional=professional, holder=holder)
    return rows.first() or Relation(
        municipality_id=professional.municipality_id, professional=professional, holder=holder
    )


def _set(held: Relation, step: str, next_on: date | None, today: date) -> None:
    """Words and day, as they were said or as they are proposed; neither where nobody asked for a next one."""
    if next_on is None and held.every_days is not None:
        next_on = today + timedelta(days=held.every_days)
    held.is_proposed = next_on is not None and not step
    if held.is_proposed:
        facts = happenings.of(held.professional, today=today)
        step = propose({one.kind for one in facts})
    held.next_step, held.next_on = step, next_on


def _record(held: Relation, kind: str, by: Any, at: datetime) -> None:
    changed = ["every_days", "next_on", "next_step"]
    audit.record(kind, obj=held, by=by, at=at, fields=changed, subject=held.professional)
