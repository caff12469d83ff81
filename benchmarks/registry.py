"""Search and filters of the registry among 100,000 people in 50 municipalities, on PostgreSQL.

    python benchmarks/registry.py [--people 2000] [--municipalities 50] [--rounds 15] [--server postgres://…]

Makes a database of its own on the server (127.0.0.1:5432 unless told), fills one municipality and measures its pages
as a browser asks for them, then fills the other forty-nine, measures again, and drops the database. Printed for each
search, as the page is asked for among everybody: median and 95th percentile in milliseconds, how much of the median is
the database's, and how many blocks the database touches for it, alone and among everybody: a cost that a busy machine
does not change, and its ratio is what other municipalities cost. Goal: 200 ms at the median and 500 ms at the 95th
percentile.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.invented_registry import copy, fill  # noqa: E402
from benchmarks.measuring import Took, measure, p95  # noqa: E402
from benchmarks.own_database import SERVER, own_database  # noqa: E402  # found by the line above

MEDIAN_GOAL, P95_GOAL = 200.0, 500.0


def searches(user: Any) -> dict[str, str]:
    """What is asked of the list: name and query."""
    from representatives.catalogue.models import Term

    experience, skill = (
        Term.objects.filter(kind=kind, municipality=None).first() for kind in ("experience", "skill")
    )
    if experience is None or skill is None:
        raise SystemExit("The starter catalogue is not there.")
    return {
        "everybody": "",
        "last page": "page=9999",
        "a name": "text=haugland",
        "a name with ø": "text=østby",
        "two words": "text=kari+bakken",
        "nobody": "text=zzzz",
        "an e-mail address": "text=person42@alene.example.org",
        "a telephone number": "text=40+00+00+42",
        "an area": "area=Sentrum",
        "an experience": f"experience={experience.public_id}",
        "experience, skill and area": f"experience={experience.public_id}&skill={skill.public_id}&area=Sentrum",
        "without consent": "lacks=consent",
        "not confirmed": "lacks=confirmation",
        "mandate and contact": f"mandate=own&contact={user.public_id}",
        "longest since contact": "order=contact",
        "newest": "order=newest",
        "who have left": "state=left",
    }


def run(people: int, municipalities: int, rounds: int) -> bool:
    """Fills, measures alone and among everybody, and prints; True when both goals are kept for every search."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import override_settings
    from django.utils import timezone

    from config.core.accounts import services as accounts
    from config.core.organisations import services as organisations
    from config.core.organisations.models import Role
    from representatives.catalogue import services as catalogue
    from representatives.duplicates import queries as duplicates
    from tests.cast import give_factor, show_factor

    # Files are named by their contents in production alone, after a step that is not measured here.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}).enable()
    call_command("migrate", verbosity=0)
    at = timezone.now()
    catalogue.load_starter_catalogue()
    places = [
        organisations.create_municipality(
            slug="alene" if not number else f"nabo{number}", name=f"K{number}", at=at
        )
        for number in range(municipalities)
    ]
    member = accounts.give_role(
        municipality=places[0], email="benk@example.org", role=Role.FACILITATOR, by=None, at=at
    )
    client = Client(SERVER_NAME="127.0.0.1")
    give_factor(member.user)
    client.force_login(member.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    show_factor(client, member.user)

    def ask(query: str) -> None:
        answer = client.get(f"/alene/people/?{query}")
        if answer.status_code != 200:
            raise SystemExit(f"{query}: {answer.status_code}")

    def entry(_query: str) -> None:
        typed = {"given_name": "Kari", "family_name": "Bakkn", "birth_year": 1958, "phone": "+4740000042"}
        duplicates.alike(places[0], typed | {"email": "kari@example.org"})

    def pairs(_query: str) -> None:
        duplicates.pairs(user=member.user, municipality=places[0])

    def analyse() -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def all_measured() -> dict[str, Took]:
        took = measure(ask, searches(member.user), rounds)
        took |= measure(entry, {"(somebody we have, on entry)": ""}, rounds)
        return took | measure(pairs, {"(all possible duplicates)": ""}, max(2, rounds // 5))

    fill(places[0], people, member.user, at)
    analyse()
    alone = all_measured()
    started = time.perf_counter()
    for place in places[1:]:
        copy(places[0], place)
    analyse()
    seconds = time.perf_counter() - started
    print(f"{people * municipalities} people in {municipalities} municipalities, filled in {seconds:.0f} s")
    together = all_measured()
    return report(alone, together)


def report(alone: dict[str, Took], together: dict[str, Took]) -> bool:
    """One line for each search; True when both goals are kept."""
    print(f"{'':<32}{'median':>9}{'p95':>9}{'database':>10}{'alone':>9}{'together':>10}{'ratio':>7}")
    for name, times in [*together.items(), ("all searches", _all(together))]:
        before = alone[name] if name in alone else _all(alone)
        inside = statistics.median(times.database)
        line = (
            f"{name:<32}{statistics.median(times.whole):>6.1f} ms{p95(times.whole):>6.1f} ms{inside:>7.1f} ms"
        )
        print(f"{line}{before.blocks:>9}{times.blocks:>10}{times.blocks / before.blocks:>7.2f}")
    whole = _all(together).whole
    return statistics.median(whole) <= MEDIAN_GOAL and p95(whole) <= P95_GOAL


def _all(took: dict[str, Took]) -> Took:
    """Every search of the list together; what stands in brackets is no search."""
    pages = [times for name, times in took.items() if not name.startswith("(")]
    whole = [one for times in pages for one in times.whole]
    inside = [one for times in pages for one in times.database]
    return Took(whole, inside, sum(times.blocks for times in pages))


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--people", type=int, default=2000)
    options.add_argument("--municipalities", type=int, default=50)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--server", default=SERVER)
    asked = options.parse_args()
    with own_database("registry", asked.server):
        return 0 if run(asked.people, asked.municipalities, asked.rounds) else 1


if __name__ == "__main__":
    sys.exit(main())
