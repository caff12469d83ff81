"""What a person writes in reply to a letter, and the rooms that take it in.

A reply counts only from the address to which the letter went, and never as more than words: what it means is for a
person to read. Input is hostile: nothing of it is run, rendered or followed.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from email.message import Message as Raw
from email.utils import parseaddr
from typing import Any

import structlog

from config.core.outbox import addresses, ids
from config.core.outbox.models import Message
from config.core.outbox.quoting import own_words_in

log = structlog.get_logger()

# Takes the words of a reply to a letter of its kind, and says whether it could keep them.
Receiver = Callable[[Message, str, datetime], bool]
_RECEIVERS: dict[str, Receiver] = {}


def register(receiver: Receiver, *kinds: str) -> None:
    """Called from an app's `apps.py`, beside the kinds of message whose replies it takes in."""
    _RECEIVERS.update(dict.fromkeys(kinds, receiver))


def take(mail: Raw, named: Message | None, *, at: datetime) -> bool:
    """Hands the new words of a mail to the room of the letter that it answers; False where there is none to take them.

    `named` is the letter that the mail's recipient names; without one it is known by its Message-ID.
    """
    message = named or _answered_by(mail)
    receiver = _RECEIVERS.get(message.kind) if message else None
    if message is None or receiver is None or not _is_from_reader(mail, message):
        return False
    words = own_words_in(mail)
    if not words or not receiver(message, words, at):
        return False
    log.info("outbox.replied", message=message.public_id)
    return True


def _answered_by(mail: Raw) -> Message | None:
    """The letter to which a mail says it is a reply, else the newest one in its thread."""
    said = [*_found(mail, "In-Reply-To"), *reversed(_found(mail, "References"))]
    rows = {row.public_id: row for row in Message.objects.filter(public_id__in=said)}
    return next((rows[one] for one in said if one in rows), None)


def _found(mail: Raw, header: str) -> list[str]:
    values: Iterable[Any] = mail.get_all(header, [])
    return ids.ids_in(" ".join(str(value) for value in values)[:10_000])[-50:]


def _is_from_reader(mail: Raw, message: Message) -> bool:
    address = parseaddr(str(mail.get("From", "")))[1]
    return bool(address) and addresses.index_of(address, message.municipality_id) == message.address_index
