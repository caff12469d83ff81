"""Closing a meeting of thirty people: statements, and milliseconds at the median, through the service.

    python benchmarks/closing.py [--people 30] [--rounds 20] [--server postgres://…]

Makes a database of its own on a PostgreSQL server. Each round closes a new meeting with everybody there and six things
said, with attendance, fees, what was said and the audit trail in one transaction. Goal: 25 statements, 300 ms.
"""

import argparse
import statistics
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.own_database import SERVER, own_database  # noqa: E402  # found by the line above

STATEMENTS, MILLISECONDS, SAID = 25, 300.0, 6


def lay(people: int) -> tuple[Any, list[Any], Any]:
    """A project in which so many have a seat, and who owes answers in it."""
    from django.utils import timezone

    from config.core.organisations.models import Unit
    from config.core.organisations.services import create_municipality
    from participation.models import Assignment, Professional, Rate
    from projects.models import Project, Request
    from representatives.models import Representative

    at, day = timezone.now(), timezone.localdate()
    place = create_municipality(slug="benk", name="Benk", at=at)
    common: dict[str, Any] = {"municipality": place}
    unit = Unit.objects.create(name="Legevakta", **common)
    project = Project.objects.create(unit=unit, title="Ventetid", state="running", created_at=at, **common)
    wanted: dict[str, Any] = {"title": "Tretti", "state": "open", "seats": people, "seed": "s", **common}
    request = Request.objects.create(project=project, created_at=at, **wanted)
    Rate.objects.create(kind="fee_hour", amount=355, valid_from=day, **common)
    owner = Professional.objects.create(unit=unit, name="Pia", created_at=at, **common)
    for turn in range(people):
        name = {"given_name": f"Kari {turn}", "family_name": "Prøve", "email": f"kari{turn}@example.org"}
        person = Representative.objects.create(state="active", created_at=at, **name, **common)
        Assignment.objects.create(request=request, representative=person, started_on=day, **common)
    return project, list(Assignment.objects.select_related("request", "representative")), owner


def close(project: Any, seats: list[Any], owner: Any) -> None:
    """Plans a meeting of today and closes it."""
    from django.utils import timezone

    from participation.closing.services import hold_meeting
    from participation.contributions.saying import Said
    from participation.meetings.services import Account, Presence

    hold_meeting(
        meeting=project.meetings.get(state="planned"),
        account=Account(timezone.localdate(), Decimal(2)),
        attendances=[Presence(seat, was_present=True, hours=Decimal(2)) for seat in seats],
        contributions=[Said(f"Brevet er for langt, {n}", owner, seats[n % len(seats)]) for n in range(SAID)],
        by=None,
        at=timezone.now(),
    )


def run(people: int, rounds: int) -> bool:
    """Prints both figures; whether both goals are kept."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from participation.models import Meeting

    call_command("migrate", verbosity=0)
    project, seats, owner = lay(people)
    times, statements = [], 0
    for turn in range(rounds + 1):
        row: dict[str, Any] = {"municipality_id": project.municipality_id, "project": project}
        Meeting.objects.create(
            title=f"Møte {turn}", held_on=timezone.localdate(), created_at=timezone.now(), **row
        )
        if not turn:
            with CaptureQueriesContext(connection) as captured:
                close(project, seats, owner)
            statements = len(captured)
            continue
        started = time.perf_counter()
        close(project, seats, owner)
        times.append((time.perf_counter() - started) * 1000)
    median = statistics.median(times)
    print(f"{people} people, {SAID} things said: {statements} statements (goal {STATEMENTS}),", end=" ")
    print(f"median {median:.0f} ms, slowest {max(times):.0f} ms (goal {MILLISECONDS:.0f} ms)")
    return statements <= STATEMENTS and median < MILLISECONDS


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--server", default=SERVER)
    asked = parser.parse_args()
    with own_database("closing", asked.server):
        is_met = run(asked.people, asked.rounds)
    sys.exit(not is_met)
