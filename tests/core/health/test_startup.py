"""Production refuses to start with anything unsafe, and says everything at once."""

import os
import subprocess
import sys

import pytest

from config.core.management.gates import production
from tests.helpers.house import ROOT

UNSAFE = {
    "debug": ({"DEBUG": "on"}, "DEBUG is on"),
    "no secret": ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
    "short secret": ({"SECRET_KEY": "changeme"}, "SECRET_KEY is missing or shorter"),
    "no keys": ({"FIELD_KEYS": ""}, "FIELD_KEYS is missing"),
    "open hosts": ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name"),
    "default hosts": ({"ALLOWED_HOSTS": "127.0.0.1,localhost"}, "ALLOWED_HOSTS must name"),
    "no https": ({"BASE_URL": "http://medvirk.example.org"}, "BASE_URL must begin with https"),
    "no mail": ({"EMAIL_URL": ""}, "EMAIL_URL is missing"),
    "no redis": ({"REDIS_URL": ""}, "REDIS_URL and CACHE_URL are missing"),
    "sqlite": ({"DATABASE_URL": "sqlite:///x"}, "DATABASE_URL must name a PostgreSQL"),
    "short pause": ({"SENDING_PAUSE_SECONDS": "119"}, "SENDING_PAUSE_SECONDS must be at least 120"),
    "short lease": ({"OUTBOX_LEASE_SECONDS": "49"}, "OUTBOX_LEASE_SECONDS must be at least five"),
    "after a crash": ({"OUTBOX_AFTER_CRASH": "forget"}, "OUTBOX_AFTER_CRASH is resend or ask"),
    "plain sms": ({"SMS_URL": "http://sms.example.org", "SMS_TOKEN": "x"}, "SMS_URL must begin with https"),
    "sms without a token": ({"SMS_URL": "https://sms.example.org"}, "SMS_TOKEN is missing"),
    "test mail": ({"EMAIL_URL": "memorymail://"}, "EMAIL_URL must lead to a mail server"),
}


def _started(changes: dict[str, str]) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | production() | changes
    command = [sys.executable, "-c", "import config.settings"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_safe_settings_start():
    assert _started({}).returncode == 0


@pytest.mark.parametrize("case", UNSAFE.values(), ids=UNSAFE.keys())
def test_unsafe_settings_do_not_start(case):
    changes, sentence = case
    done = _started(changes)

    assert done.returncode != 0
    assert sentence in done.stderr


def test_every_fault_is_said_at_once():
    done = _started({"DEBUG": "on", "ALLOWED_HOSTS": "*", "EMAIL_URL": ""})

    assert all(UNSAFE[name][1] in done.stderr for name in ("debug", "open hosts", "no mail"))


def test_a_refusal_shows_no_secret():
    done = _started(
        {"DEBUG": "on", "DATABASE_URL": "postgres://medvirk:very-secret-word@db.example.org/medvirk"}
    )

    assert done.returncode != 0
    assert "very-secret-word" not in done.stderr
    assert production()["SECRET_KEY"] not in done.stderr
