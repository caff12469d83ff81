"""A season from the database: everybody and every open request read, and the plan made.

    python benchmarks/season.py [--people 10000] [--seats 500] [--server postgres://…]

Makes a database of its own, SQLite unless a PostgreSQL server is named, with requests of three seats and six terms
each, some of them common and some rare. Printed: seconds of reading and of planning, statements, the proved gap, and
seats filled and things lacking by the plan and request by request. Goal: 1.5 s together for 10,000 people and 500
seats.
"""

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks import invented_network as invented  # noqa: E402  # found by the line above
from benchmarks.own_database import own_database  # noqa: E402
from benchmarks.ranking import own_file  # noqa: E402

SEATS, GOAL = 3, 1.5


def run(people: int, seats: int) -> bool:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from projects.matching.allocation.greedy import one_by_one
    from projects.matching.allocation.planning import planned
    from projects.season.network import season

    call_command("migrate", verbosity=0)
    place, terms = invented.a_place("sesong"), invented.catalogue()
    invented.fill(place, terms, people)
    chance = random.Random(1)  # noqa: S311 (repeatable invention, nothing secret)
    for number in range(-(-seats // SEATS)):
        which = tuple(chance.sample(range(invented.TERMS), 6))
        invented.a_request(place, terms, which, min(SEATS, seats - SEATS * number))
    season(municipality=place, at=invented.AT)
    with CaptureQueriesContext(connection) as asked:
        started = time.perf_counter()
        found = season(municipality=place, at=invented.AT)
        read = time.perf_counter() - started
    started = time.perf_counter()
    plan = planned(found.question)
    solved = time.perf_counter() - started
    alone = one_by_one(found.question)
    print(
        f"{people} people, {found.open_seats} seats: read {read:.2f} s ({len(asked)} statements), "
        f"planned {solved:.2f} s (gap {plan.gap:.1e}); {len(plan.seats)} filled, {plan.unmet} lacking; "
        f"one by one {len(alone.seats)} filled, {alone.unmet} lacking"
    )
    return read + solved <= GOAL or (people, seats) != (10_000, 500)


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--people", type=int, default=10_000)
    options.add_argument("--seats", type=int, default=500)
    options.add_argument("--server", help="a PostgreSQL server; SQLite without it")
    asked = options.parse_args()
    with own_database("season", asked.server) if asked.server else own_file():
        return 0 if run(asked.people, asked.seats) else 1


if __name__ == "__main__":
    sys.exit(main())
