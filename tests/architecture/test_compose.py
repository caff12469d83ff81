"""The way to production, read from its YAML: pinned, watched, without rights it does not need."""

import re
from typing import Any

import click
import pytest
from celery.bin.beat import beat
from celery.bin.worker import worker
from django.core.management import get_commands
from gunicorn.config import Config

from config.core.health.startup import unsafe_settings
from tests.helpers.compose import OWN, environment, services
from tests.helpers.house import ROOT

GIVEN = {
    "SECRET_KEY": "x" * 60,
    "FIELD_KEYS": "k1:x",
    "ALLOWED_HOSTS": "medvirk.example.org",
    "BASE_URL": "https://medvirk.example.org",
    "EMAIL_URL": "smtp+tls://mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "medvirk@example.org",
    "POSTGRES_PASSWORD": "only-for-tests",
}
each_service = pytest.mark.parametrize("name", sorted(services()))
each_own = pytest.mark.parametrize("name", OWN)


@each_service
def test_images_are_pinned(name):
    assert re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?(-[a-z]+)?", services()[name]["image"])


def test_images_of_the_build_are_pinned():
    bases = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)

    assert len(bases) == 3
    assert [base for base in bases if not re.fullmatch(r"[a-z]+:\d+\.\d+\.\d+-[a-z-]+", base)] == []


@each_service
def test_processes_have_no_rights_they_do_not_need(name):
    service = services()[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert name in ("postgres", "redis") or "cap_add" not in service


@each_service
def test_processes_are_watched(name):
    check = services()[name]["healthcheck"]

    assert check.get("test") or (name == "migrate" and check == {"disable": True})


def test_only_the_web_can_be_reached_and_only_from_this_machine():
    ports = {name: service.get("ports", []) for name, service in services().items()}

    assert {name: found for name, found in ports.items() if found} == {"web": ["127.0.0.1:8000:8000"]}


@each_own
def test_the_image_does_not_run_as_root_and_installs_nothing(name):
    dockerfile = (ROOT / "Dockerfile").read_text()

    assert re.search(r"^USER medvirk$", dockerfile, re.MULTILINE)
    assert "--require-hashes" in dockerfile
    assert environment(services()[name], GIVEN)["MEDVIRK_BOOTSTRAP"] == "off"


@each_own
def test_secrets_must_be_given(name):
    written = services()[name]["environment"]

    for secret in ("SECRET_KEY", "FIELD_KEYS", "EMAIL_URL"):
        assert written[secret].startswith(f"${{{secret}:?")


@each_own
def test_the_environment_is_safe(name):
    given = environment(services()[name], GIVEN)
    settings: dict[str, Any] = given | {
        "DEBUG": False,
        "SENDING_PAUSE_SECONDS": 120,
        "KEYRING": given["FIELD_KEYS"],
        "ALLOWED_HOSTS": given["ALLOWED_HOSTS"].split(","),
        "CACHES": {"default": {"LOCATION": given["CACHE_URL"]}},
        "DATABASES": {"default": {"ENGINE": given["DATABASE_URL"].partition(":")[0]}},
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    }

    assert given["MEDVIRK_MODE"] == "production"
    assert unsafe_settings(settings) == []


def test_the_commands_exist_and_parse():
    found = services()
    web = Config().parser().parse_args(found["web"]["command"][1:])

    assert web.args == ["config.wsgi"]
    assert web.worker_class == "gthread"
    for name, command in (("worker", worker), ("scheduler", beat)):
        program, app, _subcommand, *options = found[name]["command"]
        context = click.Context(command)
        command.make_parser(context).parse_args(args=options)
        assert (program, app) == ("celery", "--app=config.celery")
    for words in (found["migrate"]["command"], *(found[name]["healthcheck"]["test"][1:] for name in OWN[1:])):
        assert words[:2] == ["python", "manage.py"]
        assert words[2] in get_commands()


def test_redis_forgets_nothing():
    command = services()["redis"]["command"]

    assert command[command.index("--appendonly") + 1] == "yes"
    assert command[command.index("--maxmemory-policy") + 1] == "noeviction"
