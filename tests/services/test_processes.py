"""Web, worker and scheduler, started as docker-compose.yml says, against a PostgreSQL and a Redis: a message leaves."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from config.core.health.startup import new_keyring
from config.core.management.servers import free_port
from tests.helpers import smtp
from tests.helpers.compose import environment, services
from tests.helpers.house import ROOT

pytestmark = pytest.mark.services
NAME = "medvirk_processes"
# What is queued, by a process with the environment of web. `rings` says whether the bell is rung.
QUEUE = """
import sys, django
django.setup()
from django.utils import timezone
from config.core.accounts.services import give_role
from config.core.organisations.models import Municipality, Role
from config.core.outbox import services as outbox
key, rings, at = sys.argv[1], sys.argv[2] == "ring", timezone.now()
place, _made = Municipality.objects.get_or_create(slug="granvik", defaults={"name": "Granvik", "created_at": at})
user = give_role(municipality=place, email="alice@example.org", role=Role.FACILITATOR, by=None, at=at).user
if not rings:
    outbox._ring = lambda: None
about = {"municipality": place, "recipient": user, "about": user}
outbox.queue(kind="account.notice", dedupe_key=key, at=at, text=f"{key}\\nHei", **about)
"""


@contextmanager
def _database() -> Iterator[str]:
    server = os.environ["TEST_DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME}")
        yield urlunsplit(urlsplit(server)._replace(path=f"/{NAME}"))
        connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def _environment(service: dict[str, Any], database: str, mail_port: int) -> dict[str, str]:
    given = {
        "SECRET_KEY": "processes" * 8,
        "FIELD_KEYS": KEYS,
        "ALLOWED_HOSTS": "medvirk.example.org",
        "BASE_URL": "https://medvirk.example.org",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "DEFAULT_FROM_EMAIL": "medvirk@example.org",
        "POSTGRES_PASSWORD": "unused",
    }
    redis = os.environ["TEST_REDIS_URL"]
    own = {"DATABASE_URL": database, "REDIS_URL": redis, "CACHE_URL": redis}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return environment(service, given) | own | {"PATH": path, "DJANGO_SETTINGS_MODULE": "config.settings"}


KEYS = new_keyring()


@pytest.fixture
def processes(tmp_path) -> Iterator[dict[str, Any]]:
    """The three processes running, their mail server, their port, and the environment of web."""
    port, sink = free_port(), smtp.Sink()
    mail = smtp.start(sink)
    found = services()
    with ExitStack() as stack:
        stack.callback(mail.stop)
        database = stack.enter_context(_database())
        web = _environment(found["web"], database, mail.port)
        subprocess.run(found["migrate"]["command"], cwd=ROOT, env=web, check=True, capture_output=True)
        for name in ("web", "worker", "scheduler"):
            command = [_here(word, port, tmp_path) for word in found[name]["command"]]
            log = stack.enter_context((tmp_path / f"{name}.log").open("w"))
            own = _environment(found[name], database, mail.port)
            process = subprocess.Popen(command, cwd=ROOT, env=own, stdout=log, stderr=log)
            stack.callback(_stop, process)
        yield {"sink": sink, "port": port, "web": web, "folder": tmp_path}


def _here(word: str, port: int, folder: Path) -> str:
    """A word of the command, on this machine: another port and another place for the scheduler's file."""
    word = re.sub(r"^--bind=0\.0\.0\.0:8000$", f"--bind=127.0.0.1:{port}", word)
    return re.sub(r"^--schedule=.*", f"--schedule={folder}/schedule", word)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _manage(processes: dict[str, Any], *words: str) -> int:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=processes["web"], capture_output=True).returncode


def _within(seconds: float, happened: Callable[[], bool], processes: dict[str, Any]) -> None:
    ends = time.monotonic() + seconds
    while not happened():
        logs = {path.name: path.read_text()[-2000:] for path in processes["folder"].glob("*.log")}
        assert time.monotonic() < ends, f"did not happen within {seconds:.0f} s\n{logs}"
        time.sleep(0.5)


def _queue(processes: dict[str, Any], key: str, bell: str) -> None:
    subprocess.run([sys.executable, "-c", QUEUE, key, bell], cwd=ROOT, env=processes["web"], check=True)


def test_the_processes_become_ready_and_a_message_leaves(processes):
    def subjects() -> list[str]:
        return [str(mail["Subject"]) for mail in processes["sink"].mails]

    _within(60, lambda: _manage(processes, "healthy", "web", f"--port={processes['port']}") == 0, processes)
    _within(60, lambda: _manage(processes, "healthy", "worker") == 0, processes)
    _queue(processes, "rung", "ring")
    _within(30, lambda: subjects() == ["rung"], processes)
    # A bell that was lost: the scheduler's minute brings it.
    _queue(processes, "not rung", "silent")
    _within(90, lambda: subjects() == ["rung", "not rung"], processes)

    assert _manage(processes, "healthy", "scheduler", f"--schedule={processes['folder']}/schedule") == 0
    assert processes["sink"].recipients == [["alice@example.org"]] * 2
