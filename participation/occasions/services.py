"""Writing down what recurs, and taking it away."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.occasions.models import Occasion


class CannotRecur(Exception):
    """It cannot recur like this; the text can be shown."""


@transaction.atomic
def add(
    *, municipality: Any, title: str, on: date, every: int, by: Any, at: datetime, until: date | None = None
) -> Occasion:
    """Something that recurs in the facilitator's year. Refuses an end before the first day."""
    if until is not None and until < on:
        raise CannotRecur(_("It ends before the first day. Write a later day, or none."))
    occasion = Occasion.objects.create(
        municipality=municipality, title=title, on=on, every=every, until=until, changed_at=at
    )
    audit.record("occasion.added", obj=occasion, by=by, at=at)
    return occasion


@transaction.atomic
def drop(*, occasion: Occasion, by: Any, at: datetime) -> None:
    """Takes it out of the year; does nothing where somebody has done so already."""
    held = Occasion.objects.select_for_update(of=("self",)).filter(pk=occasion.pk).first()
    if held is not None:
        audit.record("occasion.dropped", obj=held, by=by, at=at)
        held.delete()
