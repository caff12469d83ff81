"""The declaration of confidentiality: asked for by a letter, signed on screen, or written down from paper."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.outbox import services as outbox
from representatives.onboarding.models import Declaration
from representatives.onboarding.services import CannotRecord
from representatives.onboarding.texts import CURRENT_VERSION
from representatives.registry.models import Representative

ASKED = "declaration.asked"


@transaction.atomic
def sign(
    *,
    representative: Representative,
    channel: str,
    signed_on: date,
    by: Any,
    at: datetime,
    reference: str = "",
) -> Declaration:
    """Writes down a signature under the current text; the one there is, when the person has signed it already.

    `reference` is where the paper lies. Refuses paper without it, a day that has not come, and a person who has left.
    """
    person = Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)
    if person.has_left:
        raise CannotRecord(_("This person has left the network."))
    if signed_on > timezone.localdate(at):
        raise CannotRecord(_("A declaration cannot be signed on a day that has not come."))
    if channel == Declaration.Channel.PAPER and not reference.strip():
        raise CannotRecord(_("Write where the paper is."))
    there: Declaration | None = person.declarations.filter(text_version=CURRENT_VERSION).first()
    if there is not None:
        return there
    signed: Declaration = Declaration.objects.create(
        municipality_id=person.municipality_id,
        representative=person,
        text_version=CURRENT_VERSION,
        channel=channel,
        reference=reference,
        signed_on=signed_on,
        added_at=at,
    )
    audit.record("declaration.signed", obj=signed, by=by, at=at, subject=person, purpose=channel)
    return signed


@transaction.atomic
def ask(*, representative: Representative, by: Any, at: datetime) -> None:
    """Sends a letter with a link to read and sign; once a day, however often it is pressed.

    Refuses a person without an e-mail address, and one who has signed the current text already.
    """
    if not representative.email:
        raise CannotRecord(_("There is no e-mail address. Sign on this screen, or on paper."))
    if has_signed(representative):
        raise CannotRecord(_("This person has signed already."))
    day = timezone.localdate(at).isoformat()
    outbox.queue(
        kind=ASKED,
        municipality=representative.municipality,
        recipient=representative,
        about=representative,
        dedupe_key=f"{ASKED}:{representative.public_id}:{day}",
        at=at,
    )
    audit.record("declaration.asked", obj=representative, by=by, at=at, subject=representative)


def has_signed(representative: Representative) -> bool:
    """Whether the person has signed the text as it is now."""
    return Declaration.objects.filter(representative=representative, text_version=CURRENT_VERSION).exists()
