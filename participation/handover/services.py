"""Handing over: gathering, going through it, and moving everything at once."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.engagement.models import Professional
from participation.handover import queries
from participation.handover.models import Handover, HandoverItem

Kind = HandoverItem.Kind


class CannotHandOver(Exception):
    """The handover cannot be started, changed or completed; the text can be shown."""


@transaction.atomic
def start(
    *, municipality: Any, to: Any, by: Any, at: datetime, note: str = "", last_day_on: date | None = None
) -> Handover:
    """Opens a handover from `by` to another facilitator, with everything that `by` holds; nothing moves yet.

    Refuses somebody who does not facilitate here, oneself, and a second one while the first is open.
    """
    _refuse_other_than_facilitator(to, municipality)
    if to == by:
        raise CannotHandOver(_("Choose somebody other than yourself."))
    try:
        with transaction.atomic():
            handover = Handover.objects.create(
                municipality=municipality,
                from_user=by,
                to_user=to,
                note=note,
                last_day_on=last_day_on,
                created_at=at,
            )
    except IntegrityError as error:
        raise CannotHandOver(_("You have a handover that is open. Complete or cancel it first.")) from error
    _gather(handover)
    audit.record("handover.started", obj=handover, by=by, at=at)
    return handover


@transaction.atomic
def note_items(*, handover: Handover, notes: Mapping[str, tuple[str, bool]], by: Any, at: datetime) -> None:
    """Keeps a word about each item, by its public id, and whether it was gone through together."""
    held = _lock(handover)
    for item in held.items.filter(public_id__in=list(notes)):
        item.word, item.is_seen = notes[item.public_id]
        item.save(update_fields=["word", "is_seen"])
    _gather(held)
    audit.record("handover.noted", obj=held, by=by, at=at, fields=["word", "is_seen"])


@transaction.atomic
def complete(*, handover: Handover, by: Any, at: datetime) -> dict[str, int]:
    """Moves everything at once to the receiver, also what has come since it was started; returns how many by kind.

    Refuses when the receiver no longer facilitates here, and a handover that is over. Either all moves or nothing.
    """
    held = _lock(handover)
    _refuse_other_than_facilitator(held.to_user, held.municipality)
    _gather(held)
    mine = queries.held_by(held.from_user, held.municipality)
    moved = {
        Kind.PERSON: _move(mine[Kind.PERSON], "contact", held.to_user, by, at),
        Kind.PROJECT: _move(mine[Kind.PROJECT], "leader", held.to_user, by, at),
        Kind.STEP: _move(mine[Kind.STEP], "held_by", held.to_user, by, at),
    }
    promises = mine[Kind.PROMISE]
    moved[Kind.PROMISE] = (
        _move(promises, "owner", _as_professional(held, at), by, at) if promises.exists() else 0
    )
    held.completed_at = at
    held.save(update_fields=["completed_at"])
    audit.record("handover.completed", obj=held, by=by, at=at)
    return {str(kind): count for kind, count in moved.items()}


@transaction.atomic
def cancel(*, handover: Handover, by: Any, at: datetime) -> None:
    """Takes the handover back; nothing has moved. Refuses one that is over."""
    held = _lock(handover)
    held.cancelled_at = at
    held.save(update_fields=["cancelled_at"])
    audit.record("handover.cancelled", obj=held, by=by, at=at)


def _lock(handover: Handover) -> Handover:
    held: Handover = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if held.is_over:
        raise CannotHandOver(_("This handover is over."))
    if held.from_user is None:
        raise CannotHandOver(_("The account of the one who leaves is gone. Nothing can be moved from it."))
    return held


def _refuse_other_than_facilitator(user: Any, municipality: Any) -> None:
    if user is None or not queries.facilitators(municipality).filter(pk=user.pk).exists():
        raise CannotHandOver(_("The one who takes over must be a facilitator here."))


def _gather(handover: Handover) -> None:
    """Adds what is not in the pack yet; what is there keeps its word."""
    rows = [
        HandoverItem(
            municipality_id=handover.municipality_id, handover=handover, kind=kind, object_id=object_id
        )
        for kind, found in queries.held_by(handover.from_user, handover.municipality).items()
        for object_id in found.values_list("public_id", flat=True)
    ]
    HandoverItem.objects.bulk_create(rows, ignore_conflicts=True)


def _move(rows: Any, field: str, to: Any, by: Any, at: datetime) -> int:
    """Sets the field of each row, and writes a line for each."""
    found = list(rows)
    audit.record_many(
        audit.line(f"{_noun(rows)}.handed_over", obj=row, by=by, at=at, fields=[field]) for row in found
    )
    return int(rows.model.objects.filter(pk__in=[row.pk for row in found]).update(**{field: to}))


def _noun(rows: Any) -> str:
    return str(rows.model._meta.model_name)


def _as_professional(handover: Handover, at: datetime) -> Professional:
    """Who owes the answers from now on: the receiver as one who works in the municipality."""
    before = Professional.objects.get(user=handover.from_user)
    to: Any = handover.to_user
    known = Professional.objects.filter(user=to, municipality=handover.municipality_id).first()
    return known or Professional.objects.create(
        municipality_id=handover.municipality_id,
        unit_id=before.unit_id,
        name=to.get_full_name(),
        email=to.email,
        user=to,
        created_at=at,
    )
