"""A mail server that keeps what it takes, and misbehaves as much as a fault script wants."""

import asyncio
import random
import re
import time
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

LINK = re.compile(r"https?://\S+/answer/([\w-]{22,})/")


@dataclass(frozen=True)
class Accepted:
    """One mail that the server took."""

    recipients: tuple[str, ...]
    to: str
    copies: str
    message_id: str
    tokens: tuple[str, ...]


class Sink:
    """A mail server that keeps what it takes, and misbehaves by a seed: refuses, stalls, hangs up after the letter.

    What it has taken is written to `log` as a relay does, before it says so.
    """

    def __init__(self, log: Path, seed: int, **shares: float) -> None:
        self.taken: list[Accepted] = []
        self.times: list[float] = []
        self.hung_up = self.bytes = 0
        self._log, self._random, self._shares = log.open("a", buffering=1), random.Random(seed), shares

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self._happens("refuses"):
            return "451 4.3.0 later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.sleep(self._shares.get("delay", 0))
        if self._happens("stalls"):
            await asyncio.sleep(self._shares["stall_seconds"])
            return "451 4.3.0 too late"
        mail = message_from_bytes(envelope.content, policy=policy.compat32)
        text = envelope.content.decode(errors="replace").replace("=\r\n", "")
        tokens = tuple(sorted(set(LINK.findall(text))))
        self._log.write(f"relay cleanup: message-id={mail['Message-ID']}\n")
        self.times.append(time.monotonic())
        self.bytes += len(envelope.content)
        self.taken.append(
            Accepted(
                tuple(envelope.rcpt_tos),
                mail["To"],
                f"{mail['Cc'] or ''}{mail['Bcc'] or ''}",
                mail["Message-ID"],
                tokens,
            )
        )
        if self._happens("hangs_up"):
            self.hung_up += 1
            server.transport.abort()
        return "250 OK"

    def _happens(self, what: str) -> bool:
        share = self._shares.get(what, 0)
        return bool(share) and self._random.random() < share
