"""Invented people of a registry, in few statements: one municipality is filled, and others are copies of it."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

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
            given = {
                "text_version": "1",
                "channel": "paper",
                "given_on": timezone.localdate(at),
                "recorded_at": at,
            }
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
