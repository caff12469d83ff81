"""`manage.py demo`: the fictional municipality Nordvik, served on this machine."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from config.celery import app
from config.core.health import serving
from config.core.outbox.tasks import deliver_due
from participation.demonstration import loading


class Command(BaseCommand):
    help = "Starts Medvirk with the fictional municipality Nordvik. Ctrl-C stops everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--reset", action="store_true", help="begin anew with today as the last day")
        parser.add_argument("--load-only", action="store_true", help="prepare the database and do not serve")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("The demonstration runs in its own mode; do not set MEDVIRK_MODE to another.")
        if options["reset"]:
            self._reset()
        call_command("migrate", verbosity=0)
        at = timezone.now()
        try:
            if not loading.is_loaded():
                self._say("Laying a year in Nordvik …")
                loading.load(at=at)
                # A year of post has rung once for every letter; one ring is enough, and the first job need not wait.
                app.control.purge()
                deliver_due.delay()
        except loading.RealPeople as refusal:
            raise CommandError(str(refusal)) from refusal
        path = loading.accounts_path()
        accounts = loading.write_accounts(path=path, address=settings.BASE_URL, at=at)
        if options["load_only"]:
            return
        serving.collect_static()
        self._welcome(accounts, path)
        try:
            serving.serve(port=options["port"])
        except OSError as error:
            raise CommandError(f"Port {options['port']} is taken. Choose another: --port 8001") from error

    def _reset(self) -> None:
        """Removes the demonstration's own database; refuses one that is not it."""
        if connection.vendor == "sqlite":
            name = Path(str(connection.settings_dict["NAME"]))
            self._refuse_real_people(name.exists())
            connection.close()
            for ending in ("", "-wal", "-shm"):
                Path(f"{name}{ending}").unlink(missing_ok=True)
            return
        self._refuse_real_people(has_tables=bool(connection.introspection.table_names()))
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")

    def _refuse_real_people(self, has_tables: bool) -> None:
        tables = connection.introspection.table_names() if has_tables else []
        if not tables:
            return
        if "core_municipality" not in tables:
            raise CommandError(
                "This database holds something else than Medvirk; the demonstration keeps away from it."
            )
        try:
            loading.is_loaded()
        except loading.RealPeople as refusal:
            raise CommandError(str(refusal)) from refusal

    def _welcome(self, accounts: list[dict[str, str]], path: Path) -> None:
        self._say(f"\nMedvirk is ready: {settings.BASE_URL}\n")
        for account in accounts:
            self._say(f"  {account['role']:<15} {account['email']:<28} {account['password']}")
        self._say(
            f"\nSecond factors and API tokens are in {path.name} under var/. Ctrl-C stops everything.\n"
        )

    def _say(self, text: str) -> None:
        print(text, file=sys.stdout, flush=True)
