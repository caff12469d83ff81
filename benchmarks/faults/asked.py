"""What the fault scripts about answers stand on: a database of their own, people who were asked, and counted checks."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from benchmarks.own_database import SERVER, own_database


class Counted:
    """Counts what held and what did not; the last line says both."""

    def __init__(self) -> None:
        self.passed = self.failed = 0

    def that(self, sentence: str, *, good: bool, found: object = "") -> None:
        self.passed, self.failed = self.passed + good, self.failed + (not good)
        print(f"{'ok  ' if good else 'FAIL'} {sentence}{f': {found}' if found != '' else ''}", flush=True)

    def end(self) -> None:
        """Prints the last line, and ends the process with 1 where something failed."""
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(1 if self.failed else 0)


def options(told: str | None, *sabotage: str) -> argparse.ArgumentParser:
    """The arguments that all have; `sabotage` breaks the build on purpose, and then the script must fail."""
    parser = argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", default=SERVER)
    parser.add_argument("--sabotage", choices=sabotage)
    return parser


@contextmanager
def scene(kind: str, server: str) -> Iterator[Any]:
    """An empty database with one municipality in it."""
    with own_database(kind, server):
        import django

        django.setup()
        from django.core.management import call_command
        from django.utils import timezone

        from config.core.organisations.services import create_municipality

        call_command("migrate", verbosity=0)
        yield create_municipality(slug="granvik", name="Granvik", at=timezone.now())


def ask(municipality: Any, *, people: list[Any], seats: int) -> tuple[Any, list[Any]]:
    """An open request with so many seats, and an invitation to it for each of the people."""
    from django.utils import timezone

    from participation.invitations import services
    from tests.make.invitations import make_wanted

    at = timezone.now()
    wanted = make_wanted(municipality, seats=seats)
    reply_by = timezone.localdate(at) + timedelta(days=9)
    return wanted, [
        services.ask(request=wanted, representative=person, reply_by=reply_by, by=None, at=at)
        for person in people
    ]


def make_people(municipality: Any, number: int) -> list[Any]:
    """So many people who may be asked; none of them gets mail, so that nothing but answers is tried."""
    from django.utils import timezone

    from tests.make.people import make_representative

    at = timezone.now()
    common: dict[str, Any] = {"at": at, "email": "", "channel": "phone", "consents": ("network",)}
    return [make_representative(municipality, f"Person {one}", **common) for one in range(number)]
