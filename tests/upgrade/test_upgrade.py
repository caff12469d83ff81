"""Every database that was kept comes up to date with nothing lost, and its sealed values still open."""

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection

from tests.upgrade.making import HERE, fresh_postgresql, run

STAGES = sorted(path.parent.name for path in HERE.glob("*/keys"))
# What each small year has, at whatever stage it was laid.
AT_LEAST = {
    "representatives.Representative": 10,
    "projects.Project": 2,
    "participation.Meeting": 10,
    "participation.Contribution": 25,
    "participation.Invitation": 5,
    "participation.Report": 2,
    "core.AuditEvent": 100,
}


def test_there_is_something_to_bring_up_to_date() -> None:
    assert STAGES


@pytest.mark.django_db
@pytest.mark.parametrize("stage", STAGES)
def test_a_kept_database_comes_up_to_date(stage: str, tmp_path: Path) -> None:
    keys = (HERE / stage / "keys").read_text().strip()

    with _restored(stage, tmp_path) as url:
        told = json.loads(run("reading", url, keys, tmp_path))

    for table, least in AT_LEAST.items():
        assert told["rows"][table] >= least, table
    assert told["email"].endswith("@example.org")
    assert told["found_by_index"] == 1


@contextmanager
def _restored(stage: str, folder: Path) -> Iterator[str]:
    """The address of a database as it was kept, of the kind that this run of the tests is on."""
    sql = gzip.decompress((HERE / stage / f"{connection.vendor}.sql.gz").read_bytes()).decode()
    if connection.vendor == "sqlite":
        path = folder / "kept.sqlite3"
        kept = sqlite3.connect(path)
        kept.executescript(sql)
        kept.close()
        yield f"sqlite:///{path}"
        return
    with fresh_postgresql(_server()) as url:
        with psycopg.connect(url, autocommit=True) as kept_there:
            kept_there.execute(sql.encode())
        yield url


def _server() -> str:
    """The server of this run, by the database that every PostgreSQL has."""
    given = connection.settings_dict
    who = quote(given["USER"] or "postgres", safe="")
    secret = f":{quote(given['PASSWORD'], safe='')}" if given["PASSWORD"] else ""
    host = quote(given["HOST"] or "127.0.0.1", safe="")
    return f"postgres://{who}{secret}@{host}:{given['PORT'] or 5432}/postgres"
