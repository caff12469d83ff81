"""`manage.py messages`: finds every text, keeps the translations in step, and says what is missing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.core.management import texts


class Command(BaseCommand):
    help = "Writes locale/ from the texts in code and templates. --fill adds translations; --check changes nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fill", nargs="+", type=Path, default=[], help='JSON files: {"English": ["bokmål", "nynorsk"]}'
        )
        parser.add_argument(
            "--check", action="store_true", help="fail when a text is not translated or not compiled"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes and prints what is missing; with --check only looks, and fails on a fault."""
        if not options["check"]:
            self._write(options["fill"])
        faults = texts.faults()
        for fault in faults:
            self.stdout.write(fault)
        if options["check"] and faults:
            raise CommandError(f"{len(faults)} faults in the translations.")
        self.stdout.write(f"{len(texts.found())} texts, {len(faults)} faults.")

    def _write(self, files: list[Path]) -> None:
        wanted, filled = texts.found(), texts.filling(files)
        for language in texts.LANGUAGES:
            texts.write(language, wanted, filled[language])
            strangers = filled[language].keys() - wanted
            for text in sorted(strangers):
                self.stderr.write(f"{language}: used nowhere, left out: {text.singular!r}")
