"""`manage.py read_bounces`: reads what came back, from a maildir, an mbox or standard input (a pipe)."""

import argparse
import contextlib
import mailbox
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from config.core.outbox import returns


class Command(BaseCommand):
    help = "Marks letters that came back. Without --maildir or --mbox it reads one mail from standard input."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--maildir", type=Path, help="reads what is new there and marks it as seen")
        parser.add_argument("--mbox", type=Path, help="reads all of it; what was read before changes nothing")
        parser.add_argument("--recipient", default="", help="the envelope's recipient, for a pipe")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how many were what; a mail that cannot be read is counted and passed by."""
        seen: Counter[str] = Counter()
        for raw in self._mails(options):
            try:
                seen[returns.take(raw, at=timezone.now(), recipient=options["recipient"])] += 1
            except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
                # A mail made to break readers: it proves nothing, and those behind it are read.
                seen["unreadable"] += 1
        self.stdout.write(
            ", ".join(f"{number} {what}" for what, number in sorted(seen.items())) or "Nothing came."
        )

    def _mails(self, options: dict[str, Any]) -> Iterator[bytes]:
        if options["maildir"]:
            yield from self._new_in(mailbox.Maildir(options["maildir"], create=False))
        elif options["mbox"]:
            with contextlib.closing(mailbox.mbox(options["mbox"], create=False)) as box:
                yield from (box.get_bytes(key) for key in box.keys())  # noqa: SIM118  # by itself: mails, not keys
        else:
            yield sys.stdin.buffer.read(returns.MOST_BYTES)

    def _new_in(self, box: "mailbox.Maildir") -> Iterator[bytes]:
        for key in sorted(box.keys()):
            if box.get_message(key).get_subdir() != "new":
                continue
            yield box.get_bytes(key)
            read = box.get_message(key)
            read.set_subdir("cur")
            read.add_flag("S")
            box[key] = read
