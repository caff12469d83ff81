"""Addresses that do not work: known by a keyed hash on the letters that came back, until they are mended."""

import re
from datetime import datetime
from typing import Any

from django.db import transaction

from config.core.audit import services as audit
from config.core.outbox.models import Message, MessageQuerySet
from config.core.privacy import crypto

# There is no such mailbox or domain (5.1.x), or it is closed (5.2.1). A full mailbox or a filter is no such thing.
_DEAD = r"(^| )5\.(1\.\d{1,3}|2\.1)$"
_SAID = re.compile(rb"\b5\.(?:1\.\d{1,3}|2\.1)\b")


def index_of(address: str, municipality_id: int) -> str:
    """The hash of an address: the same address gives another in another municipality."""
    return crypto.blind_index(address.strip().lower(), f"{municipality_id}|outbox|address")


def came_back(address: str, municipality_id: int) -> MessageQuerySet:
    """The letters that prove that an address does not work, the newest first; none once it is mended."""
    if not address:
        return Message.objects.none()
    rows = Message.objects.filter(
        municipality=municipality_id,
        address_index=index_of(address, municipality_id),
        state=Message.State.UNDELIVERABLE,
        failure__regex=_DEAD,
    )
    return rows.order_by("-queued_at", "-id")


def is_dead(address: str, municipality_id: int) -> bool:
    """Whether letters to the address have come back for good."""
    return came_back(address, municipality_id).exists()


def is_against(message: Message) -> bool:
    """Whether this letter proves that its address does not work."""
    return bool(message.address_index) and re.search(_DEAD, message.failure) is not None


def status_in(error: Exception) -> str:
    """The status of a refusal that says that there is no such mailbox; empty for any other."""
    refused = getattr(error, "recipients", None)
    texts = [text for _code, text in refused.values()] if refused else [getattr(error, "smtp_error", b"")]
    found = next((_SAID.search(text) for text in texts if isinstance(text, bytes)), None)
    return found.group().decode() if found else ""


@transaction.atomic
def mend(*, message: Message, by: Any, at: datetime) -> bool:
    """Says that the address to which a letter came back works after all; whether anything was known against it."""
    known = Message.objects.filter(municipality=message.municipality_id, failure__regex=_DEAD)
    index = message.address_index
    if not index or not known.filter(address_index=index).update(address_index=""):
        return False
    line = audit.line("message.address_mended", obj=message, by=by, at=at, purpose="outbox")
    line.subject_id = message.recipient_id
    audit.record_many([line])
    return True
