"""A unit with a plan for 2026, and the texts of refusals in English."""

from typing import Any

import pytest
from django.utils import translation
from time_machine import travel

from participation.models import ParticipationPlan, PlanLine
from participation.plans import services
from tests.cast import AT
from tests.make.chain import make_project

YEAR = 2026
WORDS = {"can_change": "Ordene i brevene", "cannot_change": "Loven", "purpose": "Færre som ringer"}
LINE = {"area": "Vedtaksbrev", "stage": "design", "involvement": "partner", "seats": 2}


@pytest.fixture(autouse=True)
def refusals_in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def now():
    with travel(AT, tick=False):
        yield AT


@pytest.fixture
def plan(unit, alice) -> ParticipationPlan:
    return services.create_plan(unit=unit, year=YEAR, by=alice, at=AT, **WORDS)


@pytest.fixture
def line(plan, alice) -> PlanLine:
    return services.add_line(plan=plan, by=alice, at=AT, **LINE)


@pytest.fixture
def project(unit) -> Any:
    """In preparation."""
    return make_project(unit)
