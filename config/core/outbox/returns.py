"""What comes back: reports of mail that did not arrive (RFC 3464) and replies that nobody wrote (RFC 3834).

Each letter leaves with an envelope sender of its own, `bounce+<id>-<signature>@…`; what is sent there names its letter,
and nobody can name one that they have not got. Input is hostile: it is read as nothing, or as what it proves.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import Message as Raw
from enum import StrEnum
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from config.core.audit import services as audit
from config.core.outbox import replies
from config.core.outbox.models import Message

log = structlog.get_logger()
State = Message.State

MOST_BYTES = 2_000_000
_SALT = "outbox.bounce"
_TAG = re.compile(r"\+([2-9a-z]{22})-([0-9a-f]{20})@", re.IGNORECASE)
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
# Where a mail server writes to whom it delivered; the token stands in one of them.
_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To")


class Outcome(StrEnum):
    """What became of one mail that came in."""

    BOUNCED = "bounced"
    DELAYED = "delayed"
    AUTO_REPLY = "auto-reply"
    REPLY = "reply"
    UNKNOWN = "unknown"
    OTHER = "other"


@dataclass(frozen=True)
class Report:
    """What a report says of the recipient: `failed`, `delayed` …, and the status, such as 5.1.1."""

    action: str
    status: str


def sender_of(message: Message) -> str:
    """The envelope sender of a letter, or empty where no address for bounces is set."""
    local, at, domain = settings.BOUNCE_ADDRESS.partition("@")
    return f"{local}+{message.public_id}-{_signature(message.public_id)}@{domain}" if at else ""


def named_in(addresses: Iterable[str]) -> str:
    """The public id of the letter that one of the addresses names with a true signature; empty otherwise."""
    for address in addresses:
        for public_id, signature in _TAG.findall(address):
            if _is_true(public_id.lower(), signature.lower()):
                return str(public_id).lower()
    return ""


def take(raw: bytes, *, at: datetime, recipient: str = "") -> Outcome:
    """Reads one mail that came in and marks its letter; `recipient` is the envelope's, where the mail server tells it.

    A failed report makes the letter undeliverable. An automatic reply changes nothing: nobody has answered, and nothing
    is ever written back. What a person writes in reply goes to the room of the letter, where one takes it in.
    """
    mail = message_from_bytes(raw[:MOST_BYTES])
    public_id = named_in([recipient, *_values(mail, _TO)])
    message = Message.objects.filter(public_id=public_id).first() if public_id else None
    report = next(reports_in(mail), None)
    if report is None:
        if is_automatic(mail):
            return Outcome.AUTO_REPLY
        return Outcome.REPLY if replies.take(mail, message, at=at) else Outcome.OTHER
    if message is None:
        return Outcome.UNKNOWN
    if report.action != "failed":
        return Outcome.DELAYED
    came_back(message=message, status=report.status, at=at)
    return Outcome.BOUNCED


@transaction.atomic
def came_back(*, message: Message, status: str, at: datetime) -> bool:
    """Marks a letter that was sent as undeliverable; once, whatever is reported later. Whether it did."""
    rows = Message.objects.filter(pk=message.pk).exclude(state=State.UNDELIVERABLE)
    if not rows.move(
        State.UNDELIVERABLE, failure=f"bounced {status}".strip(), sent_at=None, lease_until=None
    ):
        return False
    log.info("outbox.bounced", message=message.public_id, status=status)
    line = audit.line("message.bounced", obj=message, by=None, at=at, purpose="outbox")
    line.subject_id = message.recipient_id
    audit.record_many([line])
    return True


def is_automatic(mail: Raw) -> bool:
    """Whether a machine wrote it: it is no answer, and gets none."""
    said = {
        name: " ".join(_values(mail, (name,))).strip().lower() for name in ("Auto-Submitted", "Precedence")
    }
    return (
        said["Auto-Submitted"] not in ("", "no")
        or said["Precedence"] in ("bulk", "junk", "list", "auto_reply")
        or any(_values(mail, ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress")))
    )


def reports_in(mail: Raw) -> Iterator[Report]:
    """What the delivery reports in a mail say, recipient by recipient."""
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        payload: Any = part.get_payload()
        for fields in payload if isinstance(payload, list) else []:
            action = " ".join(_values(fields, ("Action",))).strip().lower()
            status = _STATUS.search(" ".join(_values(fields, ("Status",))))
            if action:
                yield Report(action, ".".join(status.groups()) if status else "")


def _values(mail: Raw, names: Iterable[str]) -> list[str]:
    """The values of headers, as text whatever bytes they are."""
    return [str(value) for name in names for value in mail.get_all(name, [])]


def _signature(public_id: str, secret: str | None = None) -> str:
    """Hexadecimal in small letters: mail servers may fold the case of what stands before the @."""
    return salted_hmac(_SALT, public_id, secret=secret, algorithm=hashlib.sha256().name).hexdigest()[:20]


def _is_true(public_id: str, signature: str) -> bool:
    secrets = [None, *settings.SECRET_KEY_FALLBACKS]
    return any(hmac.compare_digest(_signature(public_id, one), signature) for one in secrets)
