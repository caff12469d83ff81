"""An account for a representative."""

from collections.abc import Callable
from typing import Any

import pytest

from config.core.accounts.models import User
from config.core.organisations.models import Municipality, Role
from tests.cast import make_user


@pytest.fixture
def make_account(municipality: Municipality) -> Callable[[Any], User]:
    """`make_account(person)`: an account with the representative role, the person's own if one is given."""

    def made(person: Any) -> User:
        user = make_user("Paula", municipality, Role.REPRESENTATIVE)
        if person is not None:
            person.user = user
            person.save(update_fields=["user"])
        return user

    return made


@pytest.fixture
def rita_of(make_account: Callable[[Any], User]) -> Callable[[], User]:
    """`rita_of()`: an account of somebody in the network."""
    return lambda: make_account(None)
