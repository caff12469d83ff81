"""`manage.py replay_erasures [FILE] [--save FILE]`: nobody who was erased comes back with a restored backup.

`--save` writes the list of erasures, which is kept beside the backups and names nobody; a restored database is given
the newest list and erases again.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from representatives.erasure import services


class Command(BaseCommand):
    help = "After a restored backup: erases again everyone whose erasure is on record. Safe to run twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="the list that --save wrote")
        parser.add_argument("--save", type=Path, help="write the list of erasures here, and erase nobody")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["save"]:
            listed = services.on_record()
            options["save"].write_text(json.dumps(listed, indent=1))
            self.stdout.write(f"{len(listed)} erasures listed.")
            return
        known = json.loads(options["file"].read_text()) if options["file"] else []
        self.stdout.write(f"{services.replay(known=known, at=timezone.now())} erased again.")
