"""Receipts are told by what is in them, never by their name, and lie sealed beside the claim."""

import base64
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.claims.models import Claim
from participation.claims.receipts import Receipt

MOST = 5
STARTS = {
    b"%PDF-": Receipt.Kind.PDF,
    b"\xff\xd8\xff": Receipt.Kind.JPEG,
    b"\x89PNG\r\n\x1a\n": Receipt.Kind.PNG,
}
OPEN = (Claim.State.DRAFT, Claim.State.RETURNED)


class CannotAttach(Exception):
    """The file cannot be taken, or taken away; the text can be shown."""


def kind_of(content: bytes) -> Receipt.Kind | None:
    """What a file is by its first bytes; None for all that is no PDF, JPEG or PNG."""
    return next((kind for start, kind in STARTS.items() if content.startswith(start)), None)


@transaction.atomic
def attach(*, claim: Claim, name: str, content: bytes, by: Any, at: datetime) -> Receipt:
    """Keeps a receipt with a claim that is not approved yet.

    Refuses what is no PDF, JPEG or PNG whatever its name says, what is larger than the house takes, and a sixth file.
    """
    held = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if held.state not in OPEN:
        raise CannotAttach(_("This is settled already, so no receipt can be added."))
    if len(content) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        raise CannotAttach(too_large())
    kind = kind_of(content)
    if kind is None:
        raise CannotAttach(_("A receipt is a PDF or a picture (JPEG or PNG). This file is something else."))
    if Receipt.objects.filter(claim=held).count() >= MOST:
        raise CannotAttach(_("There are five receipts here already. Take one away first."))
    receipt = Receipt(
        municipality_id=held.municipality_id,
        claim=held,
        name=_shown(name),
        kind=kind,
        size=len(content),
        content=base64.b64encode(content).decode(),
        added_at=at,
        added_by=by,
    )
    receipt.save(force_insert=True)
    audit.record("receipt.added", obj=receipt, by=by, at=at, subject=_person(receipt))
    return receipt


@transaction.atomic
def take_away(*, receipt: Receipt, by: Any, at: datetime) -> None:
    """Deletes a receipt. Refuses when the claim that it stands behind is approved."""
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=receipt.claim_id)
    if claim.state not in OPEN:
        raise CannotAttach(_("This is settled already, so the receipt stays."))
    audit.record("receipt.dropped", obj=receipt, by=by, at=at, subject=_person(receipt))
    receipt.delete()


def file_of(receipt: Receipt) -> bytes:
    """The file as it was handed in."""
    return base64.b64decode(receipt.content)


def too_large() -> str:
    """What is said of a file over the limit of the house."""
    return _("The file is larger than 5 MB. Take a smaller picture of the receipt.")


def _shown(name: str) -> str:
    """What the person called it, without folders, signs that steer, and more than fits."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(sign for sign in last if sign.isprintable())[:120] or _("Receipt")


def _person(receipt: Receipt) -> Any:
    return receipt.claim.attendance.assignment.representative
