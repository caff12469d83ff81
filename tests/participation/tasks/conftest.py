"""A town with one of everything, and refusals as the source has them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone, translation

from config.core.organisations.models import Role
from participation.tasks.feeds.feed import Reader, reader
from participation.tasks.models import Task
from tests.cast import make_user
from tests.make.town import Town, make_town, person_of


@pytest.fixture(autouse=True)
def refusals_in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def town(municipality, unit, alice, pia) -> Town:
    """Granvik, whose project Pia leads."""
    return make_town(municipality, unit, "Granvikmerke", leader=pia, by=alice)


@pytest.fixture
def rita(municipality, town) -> Any:
    """The account of the town's person."""
    user = make_user("Rita", municipality, Role.REPRESENTATIVE)
    person = person_of(town)
    person.user = user
    person.save(update_fields=["user"])
    return user


@pytest.fixture
def anne(municipality) -> Any:
    """Facilitates beside Alice."""
    return make_user("Anne", municipality, Role.FACILITATOR)


@pytest.fixture
def as_reader(municipality) -> Callable[[Any], Reader]:
    return lambda user: reader(user, municipality)


@pytest.fixture
def own_task(municipality, alice) -> Callable[..., Task]:
    """`own_task("Ring biblioteket")`: something that Alice has written down."""

    def made(title: str = "Ring biblioteket", **fields: Any) -> Task:
        fields = {"holder": alice, "by": alice, "created_at": timezone.now()} | fields
        return Task.objects.create(municipality=municipality, title=title, **fields)

    return made
