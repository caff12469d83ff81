"""Keeping what a person needs in order to take part."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from representatives.registry.models import Representative
from representatives.support_needs.models import SupportNeed

LONGEST = 300


class CannotNeed(Exception):
    """The need cannot be kept; the text can be shown."""


@transaction.atomic
def keep(
    *, representative: Representative, kind: str, purpose: str, by: Any, at: datetime, text: str = ""
) -> SupportNeed:
    """Keeps one kind of need with what it may be used for; a second time changes the words and the purpose.

    Refuses a person who has left, and words longer than LONGEST: a need is a line, not a history of illness.
    """
    if kind not in SupportNeed.Kind.values or purpose not in SupportNeed.Purpose.values:
        raise CannotNeed(_("Choose from the list."))
    if len(text) > LONGEST:
        raise CannotNeed(_("Write it shorter: only what you need, not why."))
    person = Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)
    if person.has_left:
        raise CannotNeed(_("This person has left the network."))
    need = SupportNeed.objects.filter(representative=person, kind=kind).first()
    if need is None:
        need = SupportNeed(
            municipality_id=person.municipality_id, representative=person, kind=kind, added_at=at
        )
    need.text, need.purpose = text.strip(), purpose
    need.save()
    audit.record("support_need.kept", obj=need, by=by, at=at, fields=["text", "purpose"], subject=person)
    return need


@transaction.atomic
def drop(*, need: SupportNeed, by: Any, at: datetime) -> None:
    """Deletes one need at once."""
    audit.record("support_need.dropped", obj=need, by=by, at=at, subject=need.representative)
    need.delete()


def forget(*, representative: Representative) -> None:
    """Deletes every need, because the person has left."""
    SupportNeed.objects.filter(representative=representative).delete()
