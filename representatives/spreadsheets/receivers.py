"""A list that waits to be taken in holds people by name: it goes when one of them is erased."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from representatives.registry.models import Representative
from representatives.signals import representative_erased
from representatives.spreadsheets.models import ImportDraft


@receiver(representative_erased)
def discard_drafts(sender: Any, representative: Representative, by: Any, at: datetime, **more: Any) -> None:
    """Throws away every draft in which the person stands. Drafts live for a day: there are few to open."""
    marks = [mark for mark in (representative.email, representative.phone, representative.name) if mark]
    drafts = ImportDraft.objects.filter(municipality=representative.municipality_id).exclude(content="")
    held = [
        draft.pk for draft in drafts if any(mark.casefold() in draft.content.casefold() for mark in marks)
    ]
    ImportDraft.objects.filter(pk__in=held).delete()
