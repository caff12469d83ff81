"""Paula has My page open."""

from typing import Any

import pytest

from config.core.organisations.models import Role
from representatives.registry.models import Representative
from tests.cast import make_user
from tests.make.people import make_representative, make_term


def with_account(municipality: Any, name: str, **given: Any) -> Representative:
    """A person in the network with an account."""
    person = make_representative(municipality, name, **given)
    person.user = make_user(name.split(maxsplit=1)[0], municipality, Role.REPRESENTATIVE)
    person.save(update_fields=["user"])
    return person


@pytest.fixture
def paula(municipality) -> Representative:
    """Has consented to both, with one area and one skill, and has an account."""
    return with_account(
        municipality,
        "Paula Prøve",
        phone="+4740612345",
        experience=((make_term(name="Demens"), "own"),),
        skills=(make_term("skill", "writing", "Skrive klart språk"),),
    )


@pytest.fixture
def own(paula, client_of):
    """A browser where Paula is signed in."""
    return client_of(paula.user)


@pytest.fixture
def api(paula, api_of):
    """An API client with a token of Paula's."""
    return api_of(paula.user)
