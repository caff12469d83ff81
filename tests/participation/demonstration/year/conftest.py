"""One year for all tests of the demonstration, because laying it takes a minute; nothing of it is committed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from config.core.organisations.models import Municipality
from participation.demonstration import loading
from tests.helpers.laid_once import count_anew, laid_once
from tests.helpers.normal_form import normal_form

OSLO = ZoneInfo("Europe/Oslo")
MORNING = datetime(2026, 11, 22, 7, 30, tzinfo=OSLO)
EVENING = datetime(2026, 11, 22, 22, 5, tzinfo=OSLO)


@dataclass(frozen=True)
class Laid:
    """The year, the day it ends, and the tables of two loads on that day."""

    municipality: Municipality
    at: datetime
    first: dict[str, list[dict[str, str]]]
    second: dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def laid(django_db_setup: None, django_db_blocker: Any) -> Iterator[Laid]:
    """Nordvik as it was laid in the evening."""
    with django_db_blocker.unblock(), transaction.atomic():
        first, second = laid_once("nordvik", _lay_twice)
        yield Laid(Municipality.objects.get(slug=loading.SLUG), EVENING, first, second)
        transaction.set_rollback(True)


def _lay_twice() -> tuple[Any, Any]:
    """In the morning and rolled back, and in the evening of the same day; both as tables."""
    count_anew()
    with transaction.atomic():
        loading.load(at=MORNING)
        first = normal_form()
        transaction.set_rollback(True)
    count_anew()
    loading.load(at=EVENING)
    return first, normal_form()
