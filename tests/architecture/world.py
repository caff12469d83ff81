"""Granvik with two units, Lauvdal beside it, one of everything in each, and everyone who works in Granvik."""

from dataclasses import dataclass
from typing import Any

import pytest

from config.core.organisations.models import Role, Unit
from tests.cast import make_user
from tests.make.town import Town, make_town, person_of

OWN, SIBLING, FOREIGN = "Granvikmerke", "Nabomerke", "Lauvdalmerke"


@dataclass
class World:
    """Three towns by what they are to the people of the first."""

    own: Town
    sibling: Town
    foreign: Town
    people: dict[Role, Any]


@pytest.fixture
def world(municipality, other_municipality, unit, alice, bob, uma, pia, adam, charlie) -> World:
    beside = Unit.objects.create(municipality=municipality, name="Hjemmesykepleien")
    away = Unit.objects.create(municipality=other_municipality, name="Legekontoret")
    rita = make_user("Rita", municipality, Role.REPRESENTATIVE)
    own = make_town(municipality, unit, OWN, leader=pia, by=alice)
    person = person_of(own)
    person.user = rita
    person.save(update_fields=["user"])
    people = {
        Role.FACILITATOR: alice,
        Role.SENIOR_MANAGER: bob,
        Role.UNIT_MANAGER: uma,
        Role.PROFESSIONAL: pia,
        Role.ADMINISTRATOR: adam,
        Role.REPRESENTATIVE: rita,
    }
    return World(
        own,
        make_town(municipality, beside, SIBLING, by=alice),
        make_town(other_municipality, away, FOREIGN, by=charlie),
        people,
    )
