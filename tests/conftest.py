"""What every test has: the cast, and rows that come back in no order unless one is asked for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import translation

from tests.cast import (  # noqa: F401  # fixtures are found by their names here
    adam,
    alice,
    api_of,
    bob,
    charlie,
    client_of,
    municipality,
    other_municipality,
    pia,
    uma,
    unit,
)
from tests.helpers import smtp
from tests.helpers.flush import DatabaseOperations, flush_past_triggers
from tests.helpers.rows import fetch_all_shuffled

HERE = Path(__file__).parent
# About the code, or about a demonstration that always has SQLite.
CODE_ALONE = (HERE / "architecture", HERE / "participation/demonstration")
# Thousands of odd inputs: the database of production is the one that minds them.
ODD = HERE / "api/test_robustness.py"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what another database may answer otherwise; the rest is run once (see `management/parts.py`)."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        asks = fixtures & {"db", "transactional_db", "django_db_setup"} or item.get_closest_marker(
            "django_db"
        )
        if asks and not any(item.path.is_relative_to(one) for one in CODE_ALONE):
            item.add_marker("database")
        if item.path == ODD:
            item.add_marker("odd_input")


@pytest.fixture(autouse=True, scope="session")
def _committed_rows_can_be_emptied() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush_past_triggers)
        yield


@pytest.fixture(autouse=True)
def _rows_without_an_order_are_shuffled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QuerySet, "_fetch_all", fetch_all_shuffled)


@pytest.fixture(autouse=True)
def _rate_limits_start_anew() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _each_test_begins_in_bokmaal(settings: Any) -> None:
    # A page asked for in English leaves its thread in English, whatever test comes next in it.
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def mail_server(settings: Any) -> Iterator[smtp.Sink]:
    """A mail server on loopback to which Django sends; `mail_server.answer = "450 later"` makes it refuse."""
    sink = smtp.Sink()
    controller = smtp.start(sink)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    yield sink
    controller.stop()
