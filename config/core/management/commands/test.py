"""`python3 manage.py test [pytest arguments]`: everything; what asks the database on both kinds of it.

With arguments of pytest (paths, -k …) only SQLite is used, unless `--all` is given too.
"""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand

from config.core.management import parts


class Command(BaseCommand):
    help = "Runs the tests and says plainly what was not run. Arguments it does not know are pytest's."
    requires_system_checks = ()

    def run_from_argv(self, argv: list[str]) -> None:
        """Arguments are shared with pytest, so Django's own parsing is passed by."""
        parser = self.create_parser(argv[0], argv[1])
        options, pytest_args = parser.parse_known_args(argv[2:])
        sys.exit(self.tests(pytest_args, options))

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        parser = argparse.ArgumentParser(
            prog=f"{prog_name} {subcommand}", description=self.help, allow_abbrev=False
        )
        parser.add_argument("--all", action="store_true", help="every part, also with arguments of pytest")
        parser.add_argument("--require-all", action="store_true", help="fail when a part cannot be run")
        return parser

    def tests(self, pytest_args: list[str], options: argparse.Namespace) -> int:
        """Runs the chosen parts and returns the exit code."""
        everything = options.all or options.require_all or not pytest_args
        chosen = parts.PARTS if everything else (parts.CHOSEN,)
        return parts.summary(parts.run(chosen, pytest_args), require_all=options.require_all)
