"""A project with two people in their seats, and someone who owes answers."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation

from participation.models import Assignment, Professional
from projects.models import Project
from tests.make.chain import make_assignment, make_professional, make_project, make_request
from tests.make.people import make_representative

# A day after the meetings and contributions that `tests.make.chain` makes.
LATER = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def refusals_in_english() -> Iterator[None]:
    """The texts of refusals as the source has them; pages choose their own language."""
    with translation.override("en"):
        yield


@pytest.fixture
def project(unit, pia) -> Project:
    """Led by Pia, in the unit that Uma manages."""
    return make_project(unit, leader=pia)


@pytest.fixture
def paula(project, municipality) -> Assignment:
    """Paula has a seat and gets mail."""
    request: Any = make_request(project)
    return make_assignment(request, make_representative(municipality, "Paula Prøve", language="nn"))


@pytest.fixture
def rolf(project, municipality) -> Assignment:
    """Rolf has a seat and wants to be called."""
    person = make_representative(
        municipality, "Rolf Ringes", email="", phone="+4740612345", channel="phone", consents=("network",)
    )
    return make_assignment(make_request(project), person)


@pytest.fixture
def owner(unit, pia) -> Professional:
    """Pia's record as a professional: she owes answers."""
    return make_professional(unit, "Pia Prosjekt", user=pia)
