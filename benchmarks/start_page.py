"""The facilitator's start page and list of tasks among thousands of contributions: statements, and milliseconds at p95.

    python benchmarks/start_page.py [--contributions 5000] [--open 300] [--rounds 40] [--server postgres://…]

Makes a database of its own on a PostgreSQL server, with so many contributions of which some are promises still open,
and asks for both pages of whoever facilitates. Goal: 25 statements, 300 ms for 95 of 100.
"""

import argparse
import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.own_database import SERVER, own_database  # noqa: E402  # found by the line above

STATEMENTS, MILLISECONDS, PROJECTS = 25, 300.0, 60
PAGES = (("start page", "/benk/"), ("list of tasks", "/benk/tasks/"))


def lay(contributions: int, still_open: int) -> Any:
    """Sixty projects and what was said in them, the first not answered; returns who facilitates there."""
    from django.utils import timezone

    from config.core.accounts import services as accounts
    from config.core.organisations import services as organisations
    from config.core.organisations.models import Role, Unit
    from participation.models import Contribution, Meeting, Professional, Response
    from projects.models import Project

    at, day = timezone.now(), timezone.localdate()
    place = organisations.create_municipality(slug="benk", name="Benk", at=at)
    common: dict[str, Any] = {"municipality": place}
    unit = Unit.objects.create(name="Legevakta", **common)
    owner = Professional.objects.create(unit=unit, name="Pia", created_at=at, **common)
    projects = Project.objects.bulk_create(
        Project(unit=unit, title=f"Prosjekt {n}", state="running", created_at=at, **common)
        for n in range(PROJECTS)
    )
    Meeting.objects.bulk_create(
        Meeting(project=project, title="Møte", held_on=day + timedelta(days=n % 30), created_at=at, **common)
        for n, project in enumerate(projects)
    )
    rows = Contribution.objects.bulk_create(
        Contribution(
            project=projects[n % PROJECTS],
            owner=owner,
            text=f"Brevet er for langt, {n}",
            said_on=day - timedelta(days=n % 300),
            due_on=day - timedelta(days=n % 300 - 30),
            created_at=at,
            **common,
        )
        for n in range(contributions)
    )
    Response.objects.bulk_create(
        Response(contribution=row, answer="adopted", reason="Ja.", answered_on=row.due_on, at=at, **common)
        for row in rows[still_open:]
    )
    role: dict[str, Any] = {"email": "benk@example.org", "role": Role.FACILITATOR, "by": None, "at": at}
    return accounts.give_role(municipality=place, **role).user


def run(contributions: int, still_open: int, rounds: int) -> bool:
    """Prints both figures of each page; whether all goals are kept."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import override_settings

    from tests.cast import give_factor, show_factor

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}).enable()
    call_command("migrate", verbosity=0)
    user = lay(contributions, still_open)
    client = Client(SERVER_NAME="127.0.0.1")
    give_factor(user)
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    show_factor(client, user)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{contributions} contributions, {still_open} open")
    kept = [_is_quick(client, name, path, rounds) for name, path in PAGES]
    return all(kept)


def _is_quick(client: Any, name: str, path: str, rounds: int) -> bool:
    """Prints the figures of one page; whether its goals are kept."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks.measuring import p95

    times = []
    for _round in range(rounds + 1):
        started = time.perf_counter()
        answer = client.get(path)
        times.append((time.perf_counter() - started) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"the {name} answers {answer.status_code}")
    with CaptureQueriesContext(connection) as told:
        client.get(path)
    slow, middle = p95(times[1:]), statistics.median(times[1:])
    print(f"{name}: {len(told)} statements (goal {STATEMENTS}),", end=" ")
    print(f"median {middle:.0f} ms, p95 {slow:.0f} ms (goal {MILLISECONDS:.0f} ms)")
    return len(told) <= STATEMENTS and slow < MILLISECONDS


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--contributions", type=int, default=5000)
    parser.add_argument("--open", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--server", default=SERVER)
    asked = parser.parse_args()
    with own_database("start_page", asked.server):
        is_met = run(asked.contributions, asked.open, asked.rounds)
    sys.exit(not is_met)
