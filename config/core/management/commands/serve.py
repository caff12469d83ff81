"""`manage.py serve`: the pages and the background work of a small installation, in one process on loopback."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from config.core.health import serving


class Command(BaseCommand):
    help = "Serves Medvirk on loopback, with background work inside the process unless REDIS_URL is set."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        serving.collect_static()
        serving.serve(port=options["port"])
