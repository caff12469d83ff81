"""`manage.py reconcile_outbox --log FILE`: settles the uncertain messages by the log of the relay."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from config.core.outbox import relay


class Command(BaseCommand):
    help = (
        "Marks uncertain messages as sent when the relay's log names their Message-ID. With --send-missing, those that "
        "the log does not name are sent again, if they were begun before the log was last written."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--log", required=True, help="the log of the relay; - reads standard input")
        parser.add_argument("--send-missing", action="store_true", help="send again what is not in the log")
        parser.add_argument(
            "--covers-until", type=datetime.fromisoformat, help="until when the log is whole (with a zone)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how many were found, sent again, and are left."""
        path, until = options["log"], options["covers_until"]
        if options["send_missing"] and until is None:
            until = timezone.now() if path == "-" else datetime.fromtimestamp(Path(path).stat().st_mtime, UTC)
        until, at = (until if options["send_missing"] else None), timezone.now()
        if path == "-":
            settled = relay.reconcile(log=sys.stdin, covers_until=until, at=at)
        else:
            with Path(path).open(errors="replace") as log:
                settled = relay.reconcile(log=log, covers_until=until, at=at)
        self.stdout.write(
            f"{settled.found} found sent, {settled.again} sent again, {settled.left} left uncertain."
        )
