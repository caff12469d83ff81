"""One person with two profiles, and everything that names them, as it lies in the database."""

from typing import Any

from config.core.privacy.fields import EncryptedTextField
from representatives.duplicates.moving import pointing, rows_of
from representatives.registry.models import Representative
from tests.make.people import make_representative


def make_twins(municipality: Any, **more: Any) -> tuple[Representative, Representative]:
    """Two profiles of one woman, both in the network."""
    one = make_representative(
        municipality, "Kari Nordmann", email="kari@example.org", phone="+4740612701", birth_year=1958, **more
    )
    other = make_representative(
        municipality, "Kari M Nordmann", email="km@example.org", phone="+4740612701", birth_year=1958, **more
    )
    return one, other


def dump(*people: Representative) -> dict[str, Any]:
    """Every row of the people and every row that names them, all fields, opened."""
    found: dict[str, Any] = {}
    for person in people:
        found[f"person {person.pk}"] = _plain(Representative.objects.get(pk=person.pk))
        for model, name in pointing():
            for row in rows_of(model, name, person):
                found[f"{model._meta.label} {row.pk}"] = _plain(row)
    return found


def _plain(row: Any) -> dict[str, Any]:
    values = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        values[field.name] = str(value) if isinstance(field, EncryptedTextField) else value
    return values
