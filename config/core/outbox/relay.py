"""The log of the relay: which of the uncertain messages it has taken."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from config.core.outbox import handling, ids
from config.core.outbox.models import Message

# A relay that turns a letter away names it too; such a line proves nothing.
_REFUSED = re.compile(r"reject|refus|bounce|defer", re.IGNORECASE)


@dataclass(frozen=True)
class Settled:
    """How many were found in the log, how many are sent again, and how many are still uncertain."""

    found: int
    again: int
    left: int


def reconcile(*, log: Iterable[str], covers_until: datetime | None, at: datetime, by: Any = None) -> Settled:
    """Marks the uncertain messages that the log names as sent.

    With `covers_until`, those that it does not name and that were begun before then are sent again: a log that ends
    earlier says nothing of them.
    """
    uncertain = {row.public_id: row for row in Message.objects.filter(state=Message.State.UNCERTAIN)}
    taken = uncertain.keys() & set(ids_in(log))
    for public_id in sorted(taken):
        handling.was_sent(message=uncertain[public_id], by=by, at=at)
    missing = [
        row
        for public_id, row in sorted(uncertain.items())
        if public_id not in taken and covers_until and row.begun_at and row.begun_at < covers_until
    ]
    again = 0
    for row in missing:
        try:
            handling.send_again(message=row, by=by, at=at)
        except handling.CannotHandle:
            # A code for signing in is of no use any more: it stays for a person to see.
            continue
        again += 1
    return Settled(found=len(taken), again=again, left=len(uncertain) - len(taken) - again)


def ids_in(log: Iterable[str]) -> Iterator[str]:
    """The public ids of messages of ours that the relay says it has taken."""
    for line in log:
        if not _REFUSED.search(line):
            yield from ids.ids_in(line)
