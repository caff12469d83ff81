"""`make upgrade-dump NAME=stage`: lays a small year in a fresh database of each kind and keeps it as SQL.

Under tests/upgrade/NAME/ come `sqlite.sql.gz`, `postgresql.sql.gz` (where there is a PostgreSQL with pg_dump) and
`keys`, the key ring that the sealed values were written with: a key of nothing but this fiction.
"""

import base64
import gzip
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from config.core.management import servers

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def environment(url: str, keys: str, var: Path) -> dict[str, str]:
    """What a process of Medvirk needs to use one database and nothing else of this machine."""
    kept = {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV")
    }
    return kept | {
        "MEDVIRK_BOOTSTRAP": "off",
        "MEDVIRK_MODE": "test",
        "MEDVIRK_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "only-for-dumps-" + "x" * 50,
        "DATABASE_URL": url,
        "FIELD_KEYS": keys,
    }


def run(module: str, url: str, keys: str, var: Path) -> str:
    """Runs one of the programs beside this file against a database; returns what it said."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.upgrade.{module}"],
        env=environment(url, keys, var),
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


@contextmanager
def fresh_postgresql(server: str) -> Iterator[str]:
    """The address of an empty database on a PostgreSQL server, dropped afterwards."""
    name = f"medvirk_upgrade_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def make(name: str) -> list[Path]:
    """Writes the dumps of one stage; returns their paths. Refuses a stage that is there: dumps are history."""
    folder = HERE / name
    folder.mkdir()
    keys = f"dump:{base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}"
    (folder / "keys").write_text(keys + "\n")
    with tempfile.TemporaryDirectory() as var:
        _keep(folder / "sqlite.sql.gz", _sqlite(Path(var), keys))
        with servers.postgresql() as server:
            if server and shutil.which("pg_dump"):
                _keep(folder / "postgresql.sql.gz", _postgresql(server, Path(var), keys))
    return sorted(folder.iterdir())


def _sqlite(var: Path, keys: str) -> str:
    path = var / "upgrade.sqlite3"
    run("laying", f"sqlite:///{path}", keys, var)
    connection = sqlite3.connect(path)
    try:
        return "\n".join(connection.iterdump()) + "\n"
    finally:
        connection.close()


def _postgresql(server: str, var: Path, keys: str) -> str:
    with fresh_postgresql(server) as url:
        run("laying", url, keys, var)
        dumped = subprocess.run(
            [
                shutil.which("pg_dump") or "pg_dump",
                "--inserts",
                "--rows-per-insert=200",
                "--no-owner",
                "--no-privileges",
                url,
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    # Newer programs write commands for their own client, which no server understands.
    return "".join(line for line in dumped.splitlines(keepends=True) if not line.startswith("\\"))


def _keep(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    for made in make(sys.argv[1]):
        print(made.relative_to(ROOT))
