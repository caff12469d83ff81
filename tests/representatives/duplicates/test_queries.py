"""Who may be one person: on entry, and across the municipality."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from representatives.duplicates import queries
from representatives.registry import services as registry
from tests.cast import AT
from tests.make.people import make_representative

KARI = {"email": "kari@example.org", "phone": "+4740612701", "birth_year": 1958}


def _names(municipality, **profile):
    return {one.person.name for one in queries.alike(municipality, profile)}


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ({"given_name": "Berit", "family_name": "By", "email": "KARI@example.org"}, True),
        ({"given_name": "Kari", "family_name": "Nordman", "phone": "+4740612701"}, True),
        ({"given_name": "Kari", "family_name": "Normann", "birth_year": 1958}, True),
        ({"given_name": "Kari M", "family_name": "Nordmann", "birth_year": 1958}, True),
        ({"given_name": "Kari", "family_name": "Nordmann"}, True),
        # Households share a telephone.
        ({"given_name": "Ola", "family_name": "Nordmann", "phone": "+4740612701"}, False),
        ({"given_name": "Kari", "family_name": "Nordmann", "birth_year": 1971}, False),
        ({"given_name": "Berit", "family_name": "By", "birth_year": 1958}, False),
    ],
)
def test_somebody_we_have_is_found_on_entry(municipality, typed, is_found):
    make_representative(municipality, "Kari Nordmann", **KARI)

    assert bool(_names(municipality, **typed)) is is_found


def test_another_municipality_is_never_compared(municipality, other_municipality, alice):
    make_representative(other_municipality, "Kari Nordmann", **KARI)

    assert not _names(municipality, given_name="Kari", family_name="Nordmann", **KARI)
    make_representative(municipality, "Kari Nordmann", **KARI)
    assert not queries.pairs(user=alice, municipality=municipality)


def test_whoever_left_is_found_too(municipality, alice):
    person = make_representative(municipality, "Kari Nordmann", **KARI)
    registry.move(representative=person, to="left", by=alice, at=AT)

    assert _names(municipality, given_name="Kari", family_name="Nordmann") == {"Kari Nordmann"}


def test_pairs_cost_the_same_for_few_and_for_many(municipality, alice):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queried:
            queries.pairs(user=alice, municipality=municipality)
        return len(queried)

    make_representative(municipality, "Kari Nordmann", **KARI)
    make_representative(municipality, "Kari Nordmann", **KARI)
    cost()  # who may see is asked once
    before = cost()
    for number in range(6):
        make_representative(municipality, f"Kari Nordmann{'abcdef'[number]}", **KARI)
    assert cost() == before


def test_pairs_stand_with_the_surest_first(municipality, alice):
    make_representative(municipality, "Åse Lie", email="a@example.org", birth_year=1960)
    make_representative(municipality, "Aase Lie", email="b@example.org", birth_year=1960)
    make_representative(municipality, "Kari Nordmann", **KARI)
    make_representative(municipality, "Kari Nordmann", **KARI)

    found = queries.pairs(user=alice, municipality=municipality)

    assert [pair.one.given_name for pair in found] == ["Kari", "Åse"]
    assert [pair.is_certain for pair in found] == [True, False]
