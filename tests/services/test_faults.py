"""The fault scripts, small: counts hold, and a sabotaged build fails. `make faults` runs them large."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.helpers.house import ROOT

pytestmark = pytest.mark.services
SCRIPTS = {
    "workers killed": ["outbox_workers"],
    "workers killed, and the relay's log read": ["outbox_workers", "--after-crash=ask"],
    "broker killed": ["outbox_broker"],
    "a mail server that misbehaves": ["outbox_server"],
}


# Those about answers know no time after which they give up.
ANSWERS = {
    "everybody says yes at once": ["last_place"],
    "programs follow links": ["scanners", "--links=20"],
    "a browser waits on the page": ["waiting_browser", "--links=3", "--seconds=2"],
    "the database is killed": ["database_killed", "--answers=90", "--kills=1"],
}
FOUND_OUT = {
    "no lock": ["outbox_workers", "--kills=4", "--sabotage=lock", "--most-seconds=20"],
    "seats without a lock": ["last_place", "--sabotage=lock"],
    "opening answers": ["scanners", "--links=5", "--sabotage=get"],
}
TEMPLATE = "medvirk_faults_template"
PLAIN = {"HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8"}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The server's address; on it a database with every migration, which the scripts' own are copied from."""
    given = urlsplit(os.environ["TEST_DATABASE_URL"])
    address = urlunsplit(given._replace(path=""))
    with psycopg.connect(urlunsplit(given), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {TEMPLATE}")
        with tempfile.TemporaryDirectory() as folder:
            own = {"DATABASE_URL": f"{address}/{TEMPLATE}", "MEDVIRK_MODE": "local", "MEDVIRK_VAR": folder}
            environment = PLAIN | own | {"PATH": os.environ["PATH"], "MEDVIRK_BOOTSTRAP": "off"}
            migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
            subprocess.run(migrate, cwd=ROOT, env=environment, check=True, capture_output=True)
        yield address
        connection.execute(f"DROP DATABASE {TEMPLATE} WITH (FORCE)")


def _run(server: str, script: str, *words: str) -> tuple[int, str]:
    template = "" if script == "database_killed" else TEMPLATE
    environment = PLAIN | {"PATH": os.environ["PATH"], "MEDVIRK_TEMPLATE": template}
    command = [sys.executable, "-m", f"benchmarks.faults.{script}", "--server", server, *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr[-2000:]


@pytest.mark.parametrize("words", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_a_wave_survives(server, words):
    code, said = _run(server, *words, "--most-seconds=150")

    assert code == 0, said
    assert re.search(r"^\d+ passed, 0 failed$", said, re.MULTILINE), said


@pytest.mark.parametrize("words", ANSWERS.values(), ids=ANSWERS.keys())
def test_answers_are_kept_and_only_given_by_people(server, words):
    code, said = _run(server, *words)

    assert code == 0, said
    assert re.search(r"^\d+ passed, 0 failed$", said, re.MULTILINE), said


@pytest.mark.parametrize("words", FOUND_OUT.values(), ids=FOUND_OUT.keys())
def test_a_sabotaged_build_is_found_out(server, words):
    code, said = _run(server, *words)

    assert code == 1, said
    assert re.search(r"^\d+ passed, [1-9]\d* failed$", said, re.MULTILINE), said
