"""What the tests need beside Python: a PostgreSQL, a Redis and a Chromium. Found where they run, else started here.

Nothing is installed. A server that is started here lives in a temporary folder, on a free port, and ends with the run.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START_SECONDS = 30


def chromium() -> str | None:
    """The path of a Chromium: $CHROMIUM, or one on the path."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@contextlib.contextmanager
def postgresql() -> Iterator[str | None]:
    """The address of a PostgreSQL where databases may be made, or None when there is none to be had.

    In order: TEST_POSTGRES_URL, a PostgreSQL in DATABASE_URL, a server on this machine that trusts us, one of our own.
    """
    for url in _given_postgresql() or _local_postgresql():
        if _may_create(url):
            yield url
            return
    programs = postgresql_programs()
    if programs is None:
        yield None
        return
    with _own_postgresql(programs) as url:
        yield url


@contextlib.contextmanager
def redis() -> Iterator[str | None]:
    """The address of a Redis: TEST_REDIS_URL, one of our own, or database 15 of one on this machine; None without."""
    given, program = os.environ.get("TEST_REDIS_URL"), shutil.which("redis-server")
    if given:
        yield given
    elif program:
        with _own_redis(program) as url:
            yield url
    else:
        yield "redis://127.0.0.1:6379/15" if _answers(6379) else None


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _given_postgresql() -> list[str]:
    names = ("TEST_POSTGRES_URL", "DATABASE_URL")
    return [url for name in names if (url := os.environ.get(name, "")).startswith("postgres")][:1]


def _local_postgresql() -> list[str]:
    people = dict.fromkeys(("postgres", pwd.getpwuid(os.getuid()).pw_name))
    sockets = [quote(folder, safe="") for folder in ("/var/run/postgresql", "/tmp") if Path(folder).exists()]  # noqa: S108
    return [f"postgres://{who}@{host}:5432/postgres" for host in ("127.0.0.1", *sockets) for who in people]


def _may_create(url: str) -> bool:
    question = "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute(question).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


def postgresql_programs() -> Path | None:
    """The folder with `initdb` and `postgres`, the newest; None where there is none."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next(
        (folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()),
        None,
    )


def unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: the account it is run as then."""
    if os.getuid():
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    person = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def _own_postgresql(programs: Path) -> Iterator[str]:
    who, port = unprivileged(), free_port()
    with tempfile.TemporaryDirectory(prefix="medvirk-postgresql-", ignore_cleanup_errors=True) as folder:
        if who:
            shutil.chown(folder, who["user"], who["group"])
        data = str(Path(folder) / "data")
        make = [
            str(programs / "initdb"),
            "-D",
            data,
            "-U",
            "medvirk",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "-N",
        ]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL, cwd=folder, **who)
        command = [str(programs / "postgres"), "-D", data, "-p", str(port), "-k", "", "-h", "127.0.0.1", "-F"]
        with _running(command, port, cwd=folder, **who):
            yield f"postgres://medvirk@127.0.0.1:{port}/postgres"


@contextlib.contextmanager
def _own_redis(program: str) -> Iterator[str]:
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="medvirk-redis-") as folder:
        command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        with _running(command, port, cwd=folder):
            yield f"redis://127.0.0.1:{port}/0"


@contextlib.contextmanager
def _running(command: list[str], port: int, **options: Any) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    try:
        ends = time.monotonic() + START_SECONDS
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > ends:
                raise RuntimeError(f"{Path(command[0]).name} did not start")
            time.sleep(0.1)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=START_SECONDS)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
