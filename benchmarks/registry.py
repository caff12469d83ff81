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
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.own_database import SERVER, own_database  # noqa: E402  # found by the line above

MEDIAN_GOAL, P95_GOAL = 200.0, 500.0
GIVEN = (
    "Anne Liv Bjørg Ingrid Marit Solveig Kari Randi Gerd Turid Jan Per Bjørn Kjell Odd Arne Svein Åse José Máret"
).split()
FAMILY = (
    "Aasen Bakken Dahl Eide Fossum Granli Haugland Isaksen Johnsrud Kleven Østby Åmodt Brekke Solbakk Nordli Hagen"
).split()
AREAS = ("Sentrum", "Østmarka", "Fjellgrenda", "Vestbygda", "Øyane")
ORGANISATIONS = ("", "", "LHL", "Pensjonistforeningen", "Mental Helse")


def fill(place: Any, people: int, user: Any, at: Any) -> None:
    """Invented people with consents and terms, in few statements."""
    from config.core.bulk import Prepared
    from representatives.catalogue.models import Term
    from representatives.consent.models import Consent
    from representatives.registry.models import ProfileTerm, Representative

    kinds = {
        kind: list(Term.objects.filter(kind=kind, municipality=None)) for kind in ("experience", "skill")
    }
    rows = Prepared(by_public_id=("representative",))
    mandates = ["", *Representative.Mandate.values]
    for number in range(people):
        person = Representative(
            municipality=place,
            given_name=GIVEN[number % len(GIVEN)],
            family_name=f"{FAMILY[number * 7 % len(FAMILY)]} {FAMILY[number // 40 % len(FAMILY)]}",
            email=f"person{number}@{place.slug}.example.org",
            phone=f"+474{number:07d}",
            birth_year=1940 + number % 60,
            area=AREAS[number % len(AREAS)],
            organisation=ORGANISATIONS[number % len(ORGANISATIONS)],
            mandate=mandates[number % len(mandates)],
            contact=user if number % 3 else None,
            state="left" if number % 15 == 0 else "active",
            source="imported",
            confirmed_on=date(2026, 1, 1) - timedelta(days=number % 500) if number % 4 else None,
            created_at=at,
        )
        rows.add([person])
        common = {"municipality": place, "representative": person}
        if number % 5:
            given = {"text_version": "1", "channel": "paper", "given_on": at.date(), "recorded_at": at}
            rows.add([Consent(purpose=purpose, **given, **common) for purpose in ("network", "experience")])
        for kind, terms in kinds.items():
            term = terms[number * 3 % len(terms)]
            rows.add(
                [
                    ProfileTerm(
                        term=term, relation="own" if kind == "experience" else "", added_at=at, **common
                    )
                ]
            )
    rows.write()


def copy(place: Any, to: Any) -> None:
    """The same people once more in another municipality, copied inside the database: only their number matters."""
    from django.db import connection

    from representatives.consent.models import Consent
    from representatives.registry.models import ProfileTerm, Representative

    own = {"public_id": "substr(md5(row.public_id || %(to)s), 1, 22)", "municipality_id": "%(to)s::bigint"}
    own |= {name: f"md5(row.{name} || %(to)s)::varchar(24)" for name in ("email_index", "phone_index")}
    own |= {"contact_id": "NULL", "representative_id": "copied.id"}
    person = Representative._meta.db_table
    with connection.cursor() as cursor:
        for model in (Representative, Consent, ProfileTerm):
            table = model._meta.db_table
            columns = [column.column for column in model._meta.concrete_fields if not column.primary_key]
            values = ", ".join(own.get(column, f'row."{column}"') for column in columns)
            joins = (
                f"JOIN {person} was ON was.id = row.representative_id "
                f"JOIN {person} copied ON copied.public_id = substr(md5(was.public_id || %(to)s), 1, 22)"
            )
            names = ", ".join(f'"{column}"' for column in columns)
            statement = (
                f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} row "  # noqa: S608  # our own names
                f"{'' if model is Representative else joins} WHERE row.municipality_id = %(place)s"
            )
            cursor.execute(statement, {"place": place.pk, "to": str(to.pk)})


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


@dataclass
class Took:
    """Milliseconds of one search, each time it was asked: all of it, and the part that was the database's."""

    whole: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    blocks: int = 0


def measure(ask: Callable[[str], None], queries: dict[str, str], rounds: int) -> dict[str, Took]:
    """Asks each search some times; the first is left out: it fills caches that every later one has."""
    from django.db import connection

    took = {name: Took() for name in queries}
    statements: list[float] = []

    def timed(execute: Any, *asked: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(*asked)
        finally:
            statements.append(time.perf_counter() - started)

    for turn in range(rounds + 1):
        for name, query in queries.items():
            statements.clear()
            started = time.perf_counter()
            with connection.execute_wrapper(timed):
                ask(query)
            if turn:
                took[name].whole.append((time.perf_counter() - started) * 1000)
                took[name].database.append(sum(statements) * 1000)
    for name, query in queries.items():
        took[name].blocks = touched(lambda query=query: ask(query))
    return took


def touched(act: Callable[[], None]) -> int:
    """Blocks that the database touches for the SELECTs of an act: each is planned and carried out once more."""
    from django.db import connection

    selects: list[tuple[str, Any]] = []

    def kept(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT"):
            selects.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(kept):
        act()
    blocks = 0
    with connection.cursor() as cursor:
        for sql, params in selects:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
            (plan,) = cursor.fetchone()[0]
            blocks += plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"]
    return blocks


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


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
