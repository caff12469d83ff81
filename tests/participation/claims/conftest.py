"""People in their seats; Rita is Paula's account, she was at a meeting and took the bus."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from config.core.organisations.models import Role
from participation.claims import services
from participation.claims.models import Claim
from tests.cast import AT, make_user
from tests.make.chain import make_attendance, make_meeting, make_rate
from tests.participation.seats import (  # noqa: F401  # fixtures are found by their names here
    owner,
    paula,
    project,
    refusals_in_english,
    rolf,
)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def present(project: Any, municipality: Any, paula: Any, today: date) -> Any:  # noqa: F811  # fixtures
    """Paula's two hours of today, with rates."""
    for kind, amount in (("fee_hour", "355"), ("travel_km", "5.30")):
        make_rate(municipality, kind, amount)
    return make_attendance(make_meeting(project, state="held", held_on=today), paula)


@pytest.fixture
def rita(municipality: Any, present: Any) -> Any:
    person = present.assignment.representative
    person.user = make_user("Rita", municipality, Role.REPRESENTATIVE)
    person.save(update_fields=["user"])
    return person.user


@pytest.fixture
def fee(present: Any) -> Claim:
    claim = services.draft_fee(attendance=present, by=None, at=AT)
    assert claim is not None
    return claim


@pytest.fixture
def bus(present: Any) -> Claim:
    return services.add_expense(
        attendance=present,
        kind="expense",
        quantity=Decimal(1),
        amount=Decimal(98),
        note="Buss",
        by=None,
        at=AT,
    )
