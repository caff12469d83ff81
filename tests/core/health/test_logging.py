"""A line in the log says where an error arose and of which class, never what was in the row."""

import json
import logging
import sys

import pytest
import structlog
from django.db import IntegrityError, connection, transaction

from config.core.health import startup
from representatives.registry.models import Representative
from tests.cast import AT


def _formatter(mode: str) -> logging.Formatter:
    options = dict(startup.logging(mode)["formatters"]["line"])
    assert options.pop("()") == "structlog.stdlib.ProcessorFormatter"
    return structlog.stdlib.ProcessorFormatter(**options)


def _line(mode: str) -> str:
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "Server error: %s", ("/x/",), sys.exc_info()
    )
    return _formatter(mode).format(record)


@pytest.mark.parametrize("mode", ["production", "local", "demo"])
def test_an_error_is_logged_without_its_text(mode):
    try:
        try:
            int("Alma Ask, 22 22 22 22")
        except ValueError as first:
            raise RuntimeError("Berit Berg") from first
    except RuntimeError:
        line = _line(mode)

    assert "Alma" not in line
    assert "Berit" not in line
    assert "RuntimeError" in line
    assert "ValueError" in line
    assert "test_logging.py" in line
    assert "Server error: /x/" in line


def test_a_row_that_the_database_refuses_is_not_quoted(municipality):
    people = Representative.objects
    try:
        with transaction.atomic():
            people.create(
                municipality=municipality,
                given_name="Almanakk",
                birth_year=1700,
                source="self",
                created_at=AT,
            )
    except IntegrityError as error:
        quoted = str(error)
        line = _line("production")

    assert connection.vendor == "sqlite" or "Almanakk" in quoted
    assert "Almanakk" not in line
    assert json.loads(line)["exception"].startswith("IntegrityError")


def test_our_own_lines_go_to_standard_error_and_leave_standard_output_alone(capsys, caplog):
    log = structlog.get_logger()
    log.error("job.failed", job="abc", error="ValueError")

    assert capsys.readouterr().out == ""
    assert "job.failed" in caplog.text
