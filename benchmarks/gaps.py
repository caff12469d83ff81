"""The gap view among 5,000 people and 500 requests of a year, on PostgreSQL.

    python benchmarks/gaps.py [--people 5000] [--requests 500] [--rounds 15] [--server postgres://…]

Makes a database of its own on the server (127.0.0.1:5432 unless told), fills a tenth, measures the page and one term
from near as a browser asks for them, fills the rest, measures again, and drops the database. Printed: statements,
median and 95th percentile in milliseconds, and how much of the median is the database's. Goal: at most 25 statements,
the same for both sizes, and each page within a second at the median.
"""

import argparse
import statistics
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.own_database import SERVER, own_database  # noqa: E402  # found by the line above

MOST_STATEMENTS, MEDIAN_GOAL = 25, 1000.0
ASKS_PER_REQUEST = 8


def ask(place: Any, requests: int, before: int, at: Any) -> None:
    """Invented requests of the last year with three terms each, and what was asked of people for them."""
    from config.core.organisations.models import Unit
    from projects.planning.models import Project
    from projects.requests.models import Request, RequestTerm
    from representatives.catalogue.models import Term
    from representatives.registry.models import Representative
    from representatives.turns.models import Turn

    unit, _made = Unit.objects.get_or_create(municipality=place, name="Hjemmetjenesten")
    project, _made = Project.objects.get_or_create(
        municipality=place, unit=unit, title="Trygg hjem", defaults={"created_at": at}
    )
    terms = list(Term.objects.filter(kind__in=["experience", "service", "skill"], municipality=None))
    people = list(Representative.objects.filter(municipality=place).values_list("pk", flat=True))
    areas = list(Representative.objects.filter(municipality=place).values_list("area", flat=True).distinct())
    common = {"municipality": place}
    rows, turns = [], []
    for number in range(before, before + requests):
        moment = at - timedelta(days=number % 360 + 1)
        state, area = ("open", "closed", "filled")[number % 3], areas[number % len(areas)]
        wanted = Request(
            project=project, title=f"Plass {number}", seats=number % 4 + 1, state=state, seed="seed",
            must_area="" if number % 4 else area, created_at=moment, **common,
        )  # fmt: skip
        wanted.save()
        for part in range(3):
            importance = "wish" if part else "must"
            term = terms[(number * 3 + part) % len(terms)]
            rows.append(
                RequestTerm(request=wanted, term=term, importance=importance, level=number % 3 + 1, **common)
            )
        for turn in range(ASKS_PER_REQUEST):
            told = {"representative_id": people[(number * 13 + turn * 7) % len(people)], "at": moment}
            told |= {"request_ref": wanted.public_id, **common}
            turns.append(Turn(kind="asked", **told))
            if turn < 2:
                turns.append(Turn(kind="assigned", assignment_ref=f"{number}-{turn}", **told))
    RequestTerm.objects.bulk_create(rows)
    Turn.objects.bulk_create(turns, batch_size=1000)


def run(people: int, requests: int, rounds: int) -> bool:
    """Fills, measures at a tenth and at the whole, and prints; True when the goals are kept."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, override_settings
    from django.utils import timezone

    from benchmarks.invented_registry import fill
    from benchmarks.measuring import measure, p95
    from config.core.accounts import services as accounts
    from config.core.organisations import services as organisations
    from config.core.organisations.models import Role
    from representatives.catalogue import services as catalogue
    from representatives.catalogue.models import Term
    from tests.cast import give_factor, show_factor

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}).enable()
    call_command("migrate", verbosity=0)
    at = timezone.now()
    catalogue.load_starter_catalogue()
    place = organisations.create_municipality(slug="alene", name="Alene", at=at)
    user = accounts.give_role(
        municipality=place, email="benk@example.org", role=Role.FACILITATOR, by=None, at=at
    ).user
    client = Client(SERVER_NAME="127.0.0.1")
    give_factor(user)
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    show_factor(client, user)
    term = Term.objects.filter(kind="experience", municipality=None)[0]
    pages = {"the page": "", "one area": "?area=Sentrum", "two years": "?months=24"}
    pages["one term from near"] = f"{term.public_id}/"

    def look(path: str) -> None:
        answer = client.get(f"/alene/gaps/{path}")
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")

    kept, before, statements = True, 0, {}
    for part in (10, 1):
        wanted = requests // part - before
        fill(place, people // part - (people // 10 if part == 1 else 0), user, at - timedelta(days=400))
        ask(place, wanted, before, at)
        before += wanted
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"{people // part} people, {requests // part} requests")
        for name, took in measure(look, pages, rounds).items():
            with CaptureQueriesContext(connection) as told:
                look(pages[name])
            median, inside = statistics.median(took.whole), statistics.median(took.database)
            kept &= len(told) <= MOST_STATEMENTS and len(told) == statements.setdefault(name, len(told))
            kept &= median <= MEDIAN_GOAL
            print(
                f"{name:<22}{len(told):>4} statements{median:>8.1f} ms{p95(took.whole):>8.1f} ms{inside:>8.1f} ms"
            )
    return kept


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--people", type=int, default=5000)
    options.add_argument("--requests", type=int, default=500)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--server", default=SERVER)
    asked = options.parse_args()
    with own_database("gaps", asked.server):
        return 0 if run(asked.people, asked.requests, asked.rounds) else 1


if __name__ == "__main__":
    sys.exit(main())
