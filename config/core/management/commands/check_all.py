"""`manage.py check_all` (`make check`): every gate, all failures, seconds for each."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config.core.management import gates


class Command(BaseCommand):
    help = "Runs every gate and reports all failures, not the first."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "only", nargs="*", help="names, or parts of names, of the gates to run; all when absent"
        )

        parser.add_argument(
            "--fix", action="store_true", help="first mend what can be mended: form and simple lint"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints a line for each gate, then what the failing ones said; exit code 1 when one failed."""
        if options["fix"]:
            gates.mend()
        chosen = [gate for gate in gates.all_gates() if _is_wanted(gate.name, options["only"])]
        failed = []
        for result in gates.run(chosen):
            word = "ok    " if result.is_good else "FAILED"
            self.stdout.write(f"{word} {result.name} ({result.seconds:.1f} s)")
            if not result.is_good:
                failed.append(result)
        for result in failed:
            self.stdout.write(f"\n--- {result.name}\n{result.output}")
        self.stdout.write(f"\n{len(chosen) - len(failed)} of {len(chosen)} gates are green.")
        if failed:
            sys.exit(1)


def _is_wanted(name: str, only: list[str]) -> bool:
    return not only or any(word in name for word in only)
