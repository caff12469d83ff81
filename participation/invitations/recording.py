"""Writing down an answer that came by phone or on paper: who said it, to whom, and when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.invitations import answering
from participation.invitations.models import Answer, Invitation
from participation.invitations.rules import CannotAnswer, day, last_answer, lock
from participation.invitations.spoken import Spoken
from representatives.proxies.queries import current_of
from representatives.registry.queries import contacts

NAME_LENGTH = 120


# What comes from the person's own hand.
WRITTEN = (Answer.By.LINK, Answer.By.PROXY, Answer.By.MAIL)


@dataclass(frozen=True)
class Said:
    """Who said it (and the name, where it was not the person), to whom, and when; None where it is who records, now."""

    by: str = Spoken.By.PERSON
    name: str = ""
    received_by: Any = None
    at: datetime | None = None


@transaction.atomic
def record(
    *, invitation: Invitation, answer: str, by: str, said: Said, recorded_by: Any, at: datetime, **more: Any
) -> Answer:
    """Keeps an answer as `answering.answer` does, with how it came. It may have been said before it is written down.

    Refuses a time that has not been or is before the invitation; somebody else than the person without a name; one
    who is no facilitator here as the one who heard it; and what the person has said later by the link or by e-mail.
    """
    held = lock(invitation)
    when = said.at or at
    if when > at or day(when) < day(held.created_at):
        raise CannotAnswer(_("Choose a day and a time between the invitation and now."))
    name = _name(held, said)
    last = last_answer(held)
    if last is not None and last.by in WRITTEN and last.at > when:
        raise CannotAnswer(_("The person has answered on the page or written after this. That holds."))
    received_by = said.received_by or recorded_by
    if said.received_by and not contacts(held.municipality_id).filter(pk=received_by.pk).exists():
        raise CannotAnswer(_("Choose a facilitator in the municipality."))
    row = answering.answer(invitation=held, answer=answer, by=by, recorded_by=recorded_by, at=at, **more)
    Spoken.objects.get_or_create(
        answer=row,
        defaults={
            "municipality_id": row.municipality_id,
            "by": said.by,
            "name": name,
            "at": when,
            "received_by": received_by,
        },
    )
    return row


def _name(held: Invitation, said: Said) -> str:
    if said.by == Spoken.By.PERSON:
        return ""
    name = said.name.strip()[:NAME_LENGTH]
    if not name and said.by == Spoken.By.PROXY and (proxy := current_of(held.representative)):
        name = proxy.name
    if not name:
        raise CannotAnswer(_("Write the name of the one who answered for the person."))
    return name
