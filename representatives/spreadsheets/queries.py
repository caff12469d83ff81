"""Who is in the registry already, for finding the same person twice."""

from typing import Any

from representatives.registry.models import Representative
from representatives.spreadsheets.people import KnownPerson


def known_people(municipality: Any) -> list[KnownPerson]:
    """Everyone of a municipality, those who have left too, by public id; nobody who was blanked or merged away."""
    rows = (
        Representative.objects.in_registry()
        .of(municipality)
        .only("public_id", "municipality_id", "given_name", "family_name", "email", "phone", "birth_year")
    )
    return [
        KnownPerson(
            key=person.public_id,
            name=person.name,
            email=person.email or None,
            phone=person.phone or None,
            birth_year=person.birth_year,
        )
        for person in rows.order_by("id").iterator(chunk_size=2000)
    ]
