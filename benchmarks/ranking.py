"""The first fifty of a network: plain Python, one query, and arrays, in the same run and compared person by person.

    python benchmarks/ranking.py [--people 1000 10000 100000] [--large] [--rounds 15] [--server postgres://…]

Makes a database of its own, SQLite unless a PostgreSQL server is named, fills it with 1,000, 10,000 and 100,000 people
(`--large`: a million), and asks for the first fifty of two requests with six terms: ordinary ones, and the six most
popular. Printed: median in milliseconds of

- *plain*: rows of the needed terms read by the ORM, every key made in Python (once; with few people only),
- *query*: what the candidates page asks: one aggregate, and one for those whom it cannot tell of,
- *page*: the same with those who are shown gathered, put in order and explained,
- *arrays*: the snapshot alone, and *re-checked*: with those who come first asked again in the database,

and how many times as long as the arrays each takes. Ends with 1 when a goal is missed or two answers differ. Goals of
the query: 15 ms at 10,000, 75 ms at 100,000, 250 ms there for the most popular terms; of the arrays with the re-check
3 ms at 100,000 and 10 ms at a million.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks import invented_network as invented  # noqa: E402  # found by the line above
from benchmarks.own_database import own_database  # noqa: E402

SHOWN, PLAIN_UP_TO = 50, 10_000
QUERY_GOALS = {(10_000, "ordinary"): 15.0, (100_000, "ordinary"): 75.0, (100_000, "popular"): 250.0}
ARRAY_GOALS = {100_000: 3.0, 1_000_000: 10.0}


@contextmanager
def own_file() -> Iterator[None]:
    """A SQLite database in a folder of its own, thrown away afterwards."""
    folder = tempfile.mkdtemp(prefix="medvirk-benchmark-")
    os.environ |= {
        "MEDVIRK_MODE": "local",
        "MEDVIRK_VAR": folder,
        "DATABASE_URL": f"sqlite:///{folder}/database",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "off",
    }
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def median_of(rounds: int, act: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds at the median; the first time fills caches and is left out."""
    answer, times = act(), []
    for _round in range(rounds):
        started = time.perf_counter()
        answer = act()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), answer


def measure(place: Any, kind: str, request: Any, people_count: int, rounds: int) -> bool:
    """One line for one request; True when every answer is the same and every goal is kept."""
    from projects.candidates import network, queries
    from projects.candidates.offering import Frame
    from projects.candidates.ranking import ranked
    from projects.candidates.values import gather, wanted
    from projects.matching import ordering
    from representatives.models import Representative

    people = Representative.objects.of(place).present()
    what = wanted(request)
    frame, draw = Frame.of(what, invented.AT), partial(ordering.draw, request.seed, request.public_id)
    taken = network.taken(people=people, requests=[what], at=invented.AT)
    barred = taken.barred(what)
    keyed = [((what.terms[n.term].term_id, what.terms[n.term].relation), n) for n in what.asked.needs]

    def plain() -> list[int]:
        gathered = gather(request=request, people=people, at=invented.AT)
        found = ordering.order(
            gathered.asked, gathered.people.values(), seed=request.seed, today=gathered.today, limit=SHOWN
        )
        return [gathered.rows[one.person_id].pk for group in found.groups for one in group.candidates]

    def page() -> list[int]:
        found, gathered = queries.ordered(request=request, people=people, at=invented.AT, limit=SHOWN)
        return [gathered.rows[one.person_id].pk for group in found.groups for one in group.candidates]

    def arrays() -> list[int]:
        places = taken.snapshot.places(keyed, barred)
        return [taken.pks[n] for n in taken.snapshot.first(places, SHOWN, draw)]

    def re_checked() -> list[int]:
        first = arrays()
        there = set(people.filter(pk__in=first).values_list("pk", flat=True))
        return [pk for pk in first if pk in there]

    ways: dict[str, Callable[[], list[int]]] = {
        "query": lambda: ranked(frame, people, most=SHOWN, draw=draw).first,
        "page": page,
        "arrays": arrays,
        "re-checked": re_checked,
    }
    took, answers = {}, {}
    if people_count <= PLAIN_UP_TO:
        took["plain"], answers["plain"] = median_of(1, plain)
    for name, way in ways.items():
        took[name], answers[name] = median_of(rounds, way)
    is_same = all(answer == answers["query"] for answer in answers.values())
    told = "  ".join(f"{name} {ms:8.2f} ms ({ms / took['arrays']:5.0f} ×)" for name, ms in took.items())
    print(f"{people_count:>9} {kind:<9} {told}  {'the same' if is_same else 'DIFFERENT'}", flush=True)
    goal = QUERY_GOALS.get((people_count, kind), took["query"])
    array_goal = ARRAY_GOALS.get(people_count, took["re-checked"])
    return is_same and took["query"] <= goal and took["re-checked"] <= array_goal


def run(sizes: list[int], rounds: int) -> bool:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    terms, is_kept = invented.catalogue(), True
    for size in sizes:
        place = invented.a_place(f"sted{size}")
        started = time.perf_counter()
        invented.fill(place, terms, size)
        print(f"{size} people filled in {time.perf_counter() - started:.0f} s", flush=True)
        for kind, which in (("ordinary", invented.ORDINARY), ("popular", invented.POPULAR)):
            request = invented.a_request(place, terms, which)
            is_kept &= measure(place, kind, request, size, rounds)
    return is_kept


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--people", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options.add_argument("--large", action="store_true", help="a million people too")
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--server", help="a PostgreSQL server; SQLite without it")
    asked = options.parse_args()
    sizes = [*asked.people, 1_000_000] if asked.large else asked.people
    with own_database("ranking", asked.server) if asked.server else own_file():
        return 0 if run(sizes, asked.rounds) else 1


if __name__ == "__main__":
    sys.exit(main())
