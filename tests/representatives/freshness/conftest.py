"""Time as a municipality's clock sees it: days after the cast was gathered, and the round of a day."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from representatives.consent.models import Consent
from representatives.freshness import services
from representatives.freshness.models import Checkup
from tests.cast import AT
from tests.make.people import make_representative, make_term


def after(days: float) -> datetime:
    """A moment so many days after the cast was gathered."""
    return AT + timedelta(days=days)


@pytest.fixture
def go() -> Callable[[float], dict[str, int]]:
    """`go(366)`: the round of that day."""
    return lambda days: services.go_round(at=after(days))


@pytest.fixture
def paula(municipality: Any) -> Any:
    """Confirmed on the day of the cast, with consents of that day."""
    return make_representative(
        municipality, experience=((make_term(), "own"),), skills=(make_term("skill", "writing"),)
    )


@pytest.fixture
def lasting(paula: Any) -> Any:
    """Paula with consents that need no renewal, so that only the profile is asked about."""
    Consent.objects.filter(representative=paula).update(renew_by="2040-01-01")
    return paula


@pytest.fixture
def phoned(municipality: Any) -> Any:
    """One who wants to be called."""
    return make_representative(municipality, "Finn Fjord", channel="phone", phone="+4790000001")


@pytest.fixture
def asked(lasting: Any, go: Any) -> Checkup:
    """The question to Paula of a year later."""
    go(366)
    found: Checkup = Checkup.objects.select_related("representative").get(representative=lasting)
    return found
