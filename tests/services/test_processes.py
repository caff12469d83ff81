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
# One person is asked, by a process with the environment of web. `rings` says whether the bell is rung.
INVITE = """
import sys, django
django.setup()
from datetime import timedelta
from django.utils import timezone
from config.core.organisations.models import Municipality, Unit
from config.core.outbox import services as outbox
from participation.invitations import services as invitations
from projects.planning import services as planning
from projects.requests import services as requests
from representatives.catalogue.models import Term
from representatives.consent import services as consent
from representatives.registry import services as registry
given, rings, at = sys.argv[1], sys.argv[2] == "ring", timezone.now()
today, known = timezone.localdate(at), {"by": None, "at": at}
place = Municipality.objects.get(slug="granvik")
unit, _made = Unit.objects.get_or_create(municipality=place, name="Hjemmetjenesten")
person = registry.register(municipality=place, source="facilitator", state="active", given_name=given,
    family_name="Prøve", email=f"{given.lower()}@example.org", **known)
for purpose in ("network", "experience"):
    consent.give(representative=person, purpose=purpose, channel="paper", given_on=today, **known)
skill = Term.objects.filter(kind="skill").order_by("key").first()
project = planning.create_project(municipality=place, unit=unit, title="Trygg hjem", **known)
planning.move_project(project=project, to="running", **known)
asked = requests.create_request(project=project, title="En som prøver brevet", task="Les brevet.",
    influence="Brevet blir endret.", terms=[requests.Wanted(term=skill, importance="wish", level=1, relation="")],
    **known)
requests.open_request(request=asked, **known)
if not rings:
    outbox.ring = lambda: None
invitation = invitations.prepare(request=asked, representative=person, reply_by=today + timedelta(7), **known)
invitations.send(invitation=invitation, **known)
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


def _invite(processes: dict[str, Any], given: str, bell: str) -> None:
    command = [sys.executable, "-c", INVITE, given, bell]
    subprocess.run(command, cwd=ROOT, env=processes["web"], check=True)


def test_the_processes_become_ready_and_an_invitation_leaves(processes):
    sink = processes["sink"]
    _within(60, lambda: _manage(processes, "healthy", "web", f"--port={processes['port']}") == 0, processes)
    _within(60, lambda: _manage(processes, "healthy", "worker") == 0, processes)
    admin = ["--name", "Granvik", "--admin", "adam@example.org"]
    assert _manage(processes, "create_municipality", "granvik", *admin) == 0

    _invite(processes, "Paula", "ring")
    _within(30, lambda: len(sink.mails) == 1, processes)
    # A bell that was lost: the letter waits until the scheduler's minute, or until the next bell, which brings both.
    _invite(processes, "Rolf", "silent")
    _invite(processes, "Sara", "ring")
    _within(30, lambda: len(sink.mails) == 3, processes)

    assert sorted(sink.recipients) == [[f"{name}@example.org"] for name in ("paula", "rolf", "sara")]
    letter = sink.mails[0].get_body(("plain",)).get_content()
    links = re.findall(r"https?://[^\s]+", letter)
    assert any(re.fullmatch(r"https://medvirk\.example\.org/answer/[\w-]{22,}/", link) for link in links), (
        links
    )
    assert _manage(processes, "healthy", "scheduler", f"--schedule={processes['folder']}/schedule") == 0
