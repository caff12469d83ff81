"""`manage.py tables`: prints the tables and diagrams of docs/ that are made from the code."""

from typing import Any

from django.core.management.base import BaseCommand

from config.core.management import tables


class Command(BaseCommand):
    help = "Writes the tables and diagrams of docs/ as the code has them."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes what differs and names it."""
        for name in tables.TABLES:
            text, path = tables.printed(name), tables.path_of(name)
            if text != path.read_text():
                path.write_text(text)
                self.stdout.write(f"docs/{name} is written anew.")
