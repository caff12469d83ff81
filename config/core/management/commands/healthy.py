"""`manage.py healthy web|worker|scheduler`: asked by the container of each process; exit code 1 when it is not well."""

import http.client
import socket
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

# The scheduler writes its file every three minutes.
QUIET_SECONDS = 600
# Its own place in a container, where nobody else writes.
SCHEDULE = Path("/tmp/schedule")  # noqa: S108


class Command(BaseCommand):
    help = "Asks a process of this installation whether it is well."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("process", choices=["web", "worker", "scheduler"])
        parser.add_argument("--port", type=int, default=8000, help="where web listens")
        parser.add_argument("--schedule", type=Path, default=SCHEDULE, help="the scheduler's file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fails with what is wrong."""
        fault = getattr(self, f"_{options['process']}")(options)
        if fault:
            raise CommandError(fault)

    def _web(self, options: dict[str, Any]) -> str:
        """It is ready by its own word, under the name that people use."""
        host = urlsplit(settings.BASE_URL).netloc
        asked = http.client.HTTPConnection("127.0.0.1", options["port"], timeout=5)
        try:
            asked.request("GET", "/health/ready", headers={"Host": host, "X-Forwarded-Proto": "https"})
            answer = asked.getresponse()
            return "" if answer.status == http.client.OK else answer.read().decode()
        except OSError as error:
            return f"web does not answer: {type(error).__name__}"
        finally:
            asked.close()

    def _worker(self, options: dict[str, Any]) -> str:
        """It answers a ping through the broker."""
        from config.celery import app

        name = f"celery@{socket.gethostname()}"
        return "" if app.control.inspect(destination=[name], timeout=5).ping() else f"{name} does not answer"

    def _scheduler(self, options: dict[str, Any]) -> str:
        """It has written its file lately."""
        files = [
            path for path in options["schedule"].parent.glob(f"{options['schedule'].name}*") if path.is_file()
        ]
        latest = max((path.stat().st_mtime for path in files), default=0.0)
        quiet = time.time() - latest
        return "" if quiet < QUIET_SECONDS else "the scheduler has not written its file"
