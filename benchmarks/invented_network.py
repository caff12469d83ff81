"""A network of any size in a database, put in by few statements: people, consents, terms, turns, and one open request.

Fifteen terms a person out of three hundred, some terms many times as common as others; one in ten is at rest, one in
thirty has taken back a consent, one in three has been asked, one in nine has an assignment or had one.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from django.utils import timezone

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TERMS, TERMS_A_PERSON = 300, 15
AREAS = ("Sentrum", "Østmarka", "Fjellgrenda", "Vestbygda", "Øyane")
# Where in the order of commonness the six terms of a request are.
ORDINARY = (88, 90, 92, 94, 96, 98)
POPULAR = (0, 1, 2, 3, 4, 5)
CHUNK = 20_000
# So many are invented one by one; a larger network is these people over again, each with the own ids.
INVENTED = 100_000


def a_place(slug: str) -> Any:
    """A municipality with a unit."""
    from config.core.organisations import services as organisations
    from config.core.organisations.models import Unit

    place = organisations.create_municipality(slug=slug, name=slug.title(), at=AT)
    Unit.objects.create(municipality=place, name="Hjemmetjenesten")
    return place


def catalogue() -> list[Any]:
    """Three hundred terms, half of them experience, from the most to the least common."""
    from representatives.models import Term

    kinds = ("experience", "skill")
    names = {"name_nb": "ord", "name_nn": "ord", "name_en": "word"}
    Term.objects.bulk_create(Term(kind=kinds[n % 2], key=f"bench-{n}", **names) for n in range(TERMS))
    rows = Term.objects.filter(key__startswith="bench-")
    return sorted(rows, key=lambda term: int(term.key.rsplit("-", 1)[1]))


def a_request(place: Any, terms: list[Any], which: tuple[int, ...], seats: int = 2) -> Any:
    """An open request with four musts and two wishes."""
    from config.core.organisations.models import Unit
    from projects.models import Project, Request, RequestTerm

    unit = Unit.objects.get(municipality=place)
    project = Project.objects.create(municipality=place, unit=unit, title="P", state="running", created_at=AT)
    request = Request.objects.create(
        municipality=place,
        project=project,
        title="R",
        seats=seats,
        state="open",
        seed="benchmark",
        created_at=AT,
    )
    for number, rank in enumerate(which):
        RequestTerm.objects.create(
            municipality=place,
            request=request,
            term=terms[rank],
            importance="must" if number < 4 else "wish",
            level=1 + number % 3,
        )
    return request


def fill(place: Any, terms: list[Any], people: int, seed: int = 20261120) -> None:
    """Puts `people` invented people into `place`, and counts their turns."""
    from django.db import connection
    from django.db.models import Max

    from representatives.consent.models import Consent
    from representatives.models import ProfileTerm, Representative, Turn

    chance = random.Random(seed)  # noqa: S311 (repeatable invention, nothing secret)
    # SQLite and PostgreSQL are given keys, so that the rows of a person need not be asked for them.
    first = (Representative.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    keys = range(first, first + min(people, INVENTED))
    _write(Representative, (_person(chance, place, key) for key in keys))
    _write(Consent, (row for key in keys for row in _consents(chance, place, key)))
    _write(ProfileTerm, (row for key in keys for row in _terms(chance, place, key, terms)))
    _write(Turn, (row for key in keys for row in _turns(chance, place, key)))
    _count(place)
    _repeat(keys, people)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT setval('{Representative._meta.db_table}_id_seq', {first + people - 1})")
        # What a server does by itself within minutes: without it no index answers alone.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _count(place: Any) -> None:
    from representatives.models import Turn
    from representatives.turns import services as turns

    rows = Turn.objects.filter(municipality=place).order_by("representative")
    asked = iter(list(rows.values_list("representative", flat=True).distinct()))
    while chunk := list(islice(asked, 5_000)):
        turns.recount(people=chunk, at=AT)


def _repeat(keys: range, people: int) -> None:
    """The people of `keys` and all that is kept about them, again and again until there are so many."""
    from representatives.consent.models import Consent
    from representatives.models import ProfileTerm, Representative, Turn
    from representatives.turns.models import TurnSummary

    for offset in range(len(keys), people, len(keys)):
        last = keys[min(people - offset, len(keys)) - 1]
        for model in (Representative, Consent, ProfileTerm, Turn, TurnSummary):
            _copy(model, keys[0], last, offset)


def _copy(model: Any, first: int, last: int, offset: int) -> None:
    """One statement: the rows of the people from `first` to `last` for those who are `offset` keys further on."""
    from django.db import connection

    fresh = "lower(hex(randomblob(11)))"
    if connection.vendor == "postgresql":
        fresh = "substr(md5(random()::text || clock_timestamp()::text), 1, 22)"
    key = "id" if model._meta.model_name == "representative" else "representative_id"
    made = {key: f"{key} + {offset}", "public_id": fresh}
    names = [
        field.column for field in model._meta.concrete_fields if field.column == key or not field.primary_key
    ]
    columns, values = (", ".join(given) for given in (names, [made.get(name, name) for name in names]))
    table = model._meta.db_table
    statement = f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE {key} BETWEEN %s AND %s"  # noqa: S608  # our own
    with connection.cursor() as cursor:
        cursor.execute(statement, [first, last])


def _person(chance: random.Random, place: Any, key: int) -> dict[str, Any]:
    rests = chance.random() < 0.1
    return {
        "id": key,
        "municipality": place,
        "given_name": "Kari",
        "family_name": f"Prøve {key}",
        "area": chance.choice(AREAS),
        "state": "resting" if rests else "active",
        "resting_until": None
        if chance.random() < 0.5 or not rests
        else timezone.localdate(AT) + timedelta(days=9),
        "source": "imported",
        "most_at_once": chance.choice((None, 1, 2, 3)),
        "most_per_half_year": chance.choice((None, None, 2, 4)),
        "confirmed_on": timezone.localdate(AT) - timedelta(days=chance.randrange(450)),
        "created_at": AT,
    }


def _consents(chance: random.Random, place: Any, key: int) -> Iterator[dict[str, Any]]:
    common = {"municipality": place, "representative_id": key, "text_version": "1", "channel": "paper"}
    if chance.random() < 0.97:
        yield common | {"purpose": "network", "given_on": timezone.localdate(AT), "recorded_at": AT}
        if chance.random() < 0.95:
            yield common | {"purpose": "experience", "given_on": timezone.localdate(AT), "recorded_at": AT}


def _terms(chance: random.Random, place: Any, key: int, terms: list[Any]) -> Iterator[dict[str, Any]]:
    held: set[int] = set()
    while len(held) < TERMS_A_PERSON:
        held.update(chance.choices(range(TERMS), cum_weights=_WEIGHTS, k=TERMS_A_PERSON - len(held)))
    for number in sorted(held):
        is_experience = number % 2 == 0
        yield {
            "municipality": place,
            "representative_id": key,
            "term_id": terms[number].pk,
            "relation": chance.choice(("own", "next_of_kin")) if is_experience else "",
            "level": chance.randint(1, 4),
            "added_at": AT,
        }


def _turns(chance: random.Random, place: Any, key: int) -> Iterator[dict[str, Any]]:
    if key % 3:
        return
    for number in range(chance.randint(1, 3)):
        at = AT - timedelta(days=chance.randrange(5, 700), minutes=number)
        common = {"municipality": place, "representative_id": key, "request_ref": f"r{number}"}
        yield common | {"kind": "asked", "at": at}
        if key % 9 == 0:
            seat = common | {"assignment_ref": f"{key}-{number}"}
            yield seat | {"kind": "assigned", "at": at + timedelta(days=1)}
            if chance.random() < 0.8:
                yield seat | {"kind": "ended", "at": at + timedelta(days=4)}
        elif chance.random() < 0.3:
            yield common | {"kind": "passed_over", "at": at + timedelta(days=2)}


def _write(model: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Each row is the model's own default with some columns changed, so that no row of the model is made for it."""
    from django.db import connection, transaction

    from config.core.rows import new_public_id

    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    plain = {field.attname: _value(field, field.get_default(), connection) for field in fields}
    by_name = {field.name: field for field in fields} | {field.attname: field for field in fields}
    given = iter(rows)
    while chunk := list(islice(given, CHUNK)):
        names = [*(["id"] if "id" in chunk[0] else []), *plain]
        values = []
        for row in chunk:
            own = {by_name[n].attname: _value(by_name[n], v, connection) for n, v in row.items() if n != "id"}
            whole = plain | own | {"public_id": new_public_id()} | ({"id": row["id"]} if "id" in row else {})
            values.append([whole[name] for name in names])
        columns = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join(["%s"] * len(names))
        statement = f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks})"  # noqa: S608  # our own
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, values)


def _value(field: Any, value: Any, connection: Any) -> Any:
    if hasattr(value, "pk"):
        return value.pk
    return field.get_db_prep_save(value, connection)


def _summed(weights: Iterable[float]) -> list[float]:
    total, found = 0.0, []
    for weight in weights:
        total += weight
        found.append(total)
    return found


_WEIGHTS = _summed(1 / (rank + 5) ** 0.5 for rank in range(TERMS))
