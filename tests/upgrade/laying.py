"""Run as a program: brings the database of DATABASE_URL up to date and lays a small year in it."""

import django
from django.core.management import call_command


def lay() -> None:
    """Migrates, and lays the demonstration at its small scale as of now."""
    django.setup()
    from django.utils import timezone

    from participation.demonstration import loading
    from participation.demonstration.course import SMALL

    call_command("migrate", verbosity=0)
    loading.load(at=timezone.now(), scale=SMALL)


if __name__ == "__main__":
    lay()
