"""Short notes about a person for one request: those who choose tell each other what the profile does not."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from projects.candidates.models import CandidateNote
from projects.requests.models import Request
from representatives.consent.models import Consent
from representatives.registry.models import Representative

LONGEST = 300
# More is a conversation, and belongs where conversations are kept.
MOST = 10


class CannotNote(Exception):
    """The note cannot be kept; the text says why and can be shown."""


@transaction.atomic
def add_note(
    *, request: Request, representative: Representative, text: str, by: Any, at: datetime
) -> CandidateNote:
    """Keeps a word about one person for one request, also when the request is over.

    Refuses an empty or overlong one, the eleventh, somebody of another municipality, and somebody who has left or has
    not consented to be in the network.
    """
    text = text.strip()
    if not text:
        raise CannotNote(_("Write a word or two."))
    if len(text) > LONGEST:
        raise CannotNote(_("A note is at most %(most)s letters.") % {"most": LONGEST})
    people = Representative.objects.select_for_update(of=("self",)).present()
    held = people.filter(pk=representative.pk, municipality=request.municipality_id).first()
    if held is None or not held.consents.in_force().filter(purpose=Consent.Purpose.NETWORK).exists():
        raise CannotNote(_("Nothing is kept about somebody who is not in the network."))
    if CandidateNote.objects.filter(request=request, representative=held).count() >= MOST:
        raise CannotNote(_("There are %(most)s notes already. Remove one that is old.") % {"most": MOST})
    note = CandidateNote.objects.create(
        municipality_id=request.municipality_id, request=request, representative=held, text=text, by=by, at=at
    )
    audit.record("candidate_note.added", obj=note, by=by, at=at, fields=["text"], subject=held)
    return note


@transaction.atomic
def remove_note(*, note: CandidateNote, by: Any, at: datetime) -> None:
    """Takes a note away for good; a second time changes nothing."""
    held = CandidateNote.objects.select_for_update(of=("self",)).filter(pk=note.pk).first()
    if held is None:
        return
    audit.record("candidate_note.removed", obj=held, by=by, at=at, subject=held.representative)
    held.delete()


def notes_of(*, request: Request, people: Any = None) -> dict[str, list[CandidateNote]]:
    """Notes of one request by the public id of the person, oldest first; one query."""
    rows = CandidateNote.objects.filter(request=request).select_related("by", "representative")
    if people is not None:
        rows = rows.filter(representative__in=people)
    found: dict[str, list[CandidateNote]] = {}
    for note in rows.order_by("at", "id"):
        found.setdefault(note.representative.public_id, []).append(note)
    return found
