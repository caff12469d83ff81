"""What is settled before the application starts: local secrets, logging, and the refusal of an unsafe production.

Imported by the settings, so nothing here may import Django models.
"""

import base64
import contextlib
import logging as standard
import os
import re
import secrets
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SHORTEST_PAUSE = 120
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})


def is_migrating() -> bool:
    """Whether this process is a command that may use the owner's database role."""
    return len(sys.argv) > 1 and sys.argv[1] == "migrate"


def local_secret(path: Path, mode: str) -> str:
    """A random key made once under var/; empty in production, where it must be given."""
    return "" if mode == "production" else _kept(path, lambda: secrets.token_urlsafe(50))


def local_keyring(path: Path, mode: str) -> str:
    """A key ring of one random 256-bit key; empty in production."""
    return "" if mode == "production" else _kept(path, new_keyring)


def new_keyring() -> str:
    """A ring of one new key, in the form that FIELD_KEYS takes: `id:base64`."""
    return f"k1:{base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}"


def _kept(path: Path, make: Any) -> str:
    """The text of a file, made on first use; of two processes that start at once, both get the same whole text."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        own = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        handle = os.open(own, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(make())
        with contextlib.suppress(FileExistsError):
            os.link(own, path)
        own.unlink()
    return path.read_text()


def unsafe_settings(settings: Mapping[str, Any]) -> list[str]:
    """Every reason why these settings must not run in production, as sentences."""
    found = []
    if settings["SENDING_PAUSE_SECONDS"] < SHORTEST_PAUSE:
        found.append("SENDING_PAUSE_SECONDS must be at least 120: time to stop what should not be sent.")
    if settings["DEBUG"]:
        found.append("DEBUG is on.")
    if len(settings["SECRET_KEY"]) < 50:
        found.append("SECRET_KEY is missing or shorter than 50 characters.")
    if not settings["KEYRING"]:
        found.append("FIELD_KEYS is missing: personal data could not be encrypted.")
    if (
        not settings["ALLOWED_HOSTS"]
        or "*" in settings["ALLOWED_HOSTS"]
        or set(settings["ALLOWED_HOSTS"]) <= LOOPBACK
    ):
        found.append("ALLOWED_HOSTS must name the hosts that people use.")
    if not settings["BASE_URL"].startswith("https://"):
        found.append("BASE_URL must begin with https://.")
    if not settings["EMAIL_URL"]:
        found.append("EMAIL_URL is missing: no invitation could leave.")
    elif not settings.get("EMAIL_BACKEND", "").endswith(".smtp.EmailBackend"):
        found.append("EMAIL_URL must lead to a mail server.")
    if not settings["REDIS_URL"] or not settings["CACHES"]["default"].get("LOCATION"):
        found.append("REDIS_URL and CACHE_URL are missing: background work and rate limits need them.")
    if settings["DATABASES"]["default"]["ENGINE"].endswith("sqlite3"):
        found.append("DATABASE_URL must name a PostgreSQL database.")
    return found


def refuse_unsafe(settings: Mapping[str, Any]) -> None:
    """Raises with every fault at once, so that operations mend them in one go."""
    found = unsafe_settings(settings)
    if found:
        raise ImproperlyConfigured("Medvirk does not start in production: " + " ".join(found))


# A letter takes up to five answers of the mail server, each of which may take the whole timeout.
ANSWERS = 5


def contradictions(settings: Mapping[str, Any]) -> list[str]:
    """What cannot be meant, in any mode: a slow mail server would make two copies without any crash."""
    found = []
    if settings["OUTBOX_LEASE_SECONDS"] < ANSWERS * settings["EMAIL_TIMEOUT"]:
        found.append("OUTBOX_LEASE_SECONDS must be at least five times EMAIL_TIMEOUT.")
    if settings["OUTBOX_AFTER_CRASH"] not in ("resend", "ask"):
        found.append("OUTBOX_AFTER_CRASH is resend or ask.")
    url = urlsplit(settings["SMS_URL"])
    if settings["SMS_URL"] and not (url.scheme == "https" or url.hostname in LOOPBACK):
        found.append("SMS_URL must begin with https://.")
    if settings["SMS_URL"] and not settings["SMS_TOKEN"]:
        found.append("SMS_TOKEN is missing: the gateway would not know us.")
    return found


def refuse_contradictions(settings: Mapping[str, Any]) -> None:
    """Raises with every contradiction at once."""
    found = contradictions(settings)
    if found:
        raise ImproperlyConfigured("Medvirk does not start: " + " ".join(found))


class WithoutTokens(standard.Filter):
    """Takes the token out of addresses of open pages before a line is written: it is the right to answer."""

    TOKEN = re.compile(r"(/(?:answer|still-right)/)[^/\s]+")

    def filter(self, record: standard.LogRecord) -> bool:
        if isinstance(record.msg, str):
            record.msg = self.TOKEN.sub(r"\1…", record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(
                self.TOKEN.sub(r"\1…", part) if isinstance(part, str) else part for part in record.args
            )
        return True


def logging(mode: str) -> dict[str, Any]:
    """Log lines to standard error: JSON in production, plain words elsewhere. No personal data is ever passed."""
    level = "WARNING" if mode in ("demo", "test") else "INFO"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "structlog.stdlib.ProcessorFormatter",
                "processor": _renderer(mode),
                "foreign_pre_chain": _chain(),
            }
        },
        "filters": {"tokens": {"()": WithoutTokens}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["tokens"]}
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "celery": {"level": "WARNING"},
            # On the logger itself, so that no other handler gets the token either.
            "django.request": {"filters": ["tokens"]},
            "django.server": {"level": "WARNING", "filters": ["tokens"]},
            "waitress.queue": {"level": "ERROR"},
        },
    }


def log_to_standard_error() -> None:
    """Sends our own lines the way of all others. By itself structlog prints on standard output, where commands that

    programs read print their answer.
    """
    import structlog

    last = structlog.stdlib.ProcessorFormatter.wrap_for_formatter
    structlog.configure(
        processors=[*_chain(), last],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _chain() -> list[Any]:
    import structlog

    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    return [structlog.stdlib.add_log_level, stamp, _errors_without_texts]


def _errors_without_texts(logger: Any, method: str, event: Any) -> Any:
    """Where an error arose and of which class it is, without what it says.

    PostgreSQL quotes the whole row that a constraint refuses, and Python the value that it could not read: names,
    addresses and notes would lie in the log.
    """
    found = event.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else found
    parts = []
    while isinstance(error, BaseException):
        places = [f"  {f.filename}:{f.lineno} in {f.name}" for f in traceback.extract_tb(error.__traceback__)]
        parts.append("\n".join([type(error).__name__, *places]))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if parts:
        event["exception"] = "\nafter ".join(parts)
    return event


def _renderer(mode: str) -> Any:
    import structlog

    return (
        structlog.processors.JSONRenderer()
        if mode == "production"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
