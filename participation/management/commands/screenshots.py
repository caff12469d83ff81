"""`manage.py screenshots`: the pictures of README and docs, taken of the demonstration as it is now."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.core.management.servers import chromium

# Role, page, name of the picture, width.
PICTURES = (
    ("facilitator", "/nordvik/", "start", 1280),
    ("facilitator", "/nordvik/people/", "people", 1280),
    ("facilitator", "/nordvik/people/", "people-phone", 390),
    ("senior_manager", "/nordvik/reports/", "reports", 1280),
)
WAIT = 120


class Command(BaseCommand):
    help = "Takes the pictures under docs/images/ of a demonstration that it starts and stops itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=Path(settings.BASE_DIR) / "docs" / "images")

    def handle(self, *args: Any, **options: Any) -> None:
        from playwright.sync_api import sync_playwright

        browser_path = chromium()
        if browser_path is None:
            raise CommandError("No Chromium was found. On Debian or Ubuntu: apt install chromium")
        options["to"].mkdir(parents=True, exist_ok=True)
        with demonstration() as address, sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
            )
            for role, path, name, width in PICTURES:
                page = browser.new_page(viewport={"width": width, "height": 900})
                page.goto(f"{address}/accounts/login/")
                page.click(f"button[name=role][value={role}]")
                page.goto(f"{address}{path}")
                page.screenshot(path=options["to"] / f"{name}.png")
                page.close()
            browser.close()


@contextmanager
def demonstration() -> Iterator[str]:
    """The address of a fresh demonstration in a temporary folder, stopped afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "BASE_URL", "MEDVIRK_MODE", "REDIS_URL")
        }
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "demo", "--port", str(port)]
        process = subprocess.Popen(
            command,
            env={**environment, "MEDVIRK_VAR": folder, "MEDVIRK_BOOTSTRAP": "off"},
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_for(address, process)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + WAIT
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health/live", timeout=2):  # noqa: S310  # our own loopback address
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.3)
    raise CommandError("The demonstration did not start.")
