"""Starting `manage.py demo` as a process, and waiting until it answers."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 240.0
INHERITED = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "BASE_URL",
    "MEDVIRK_MODE",
    "EMAIL_URL",
    "DJANGO_SETTINGS_MODULE",
)


@dataclass(frozen=True)
class Demonstration:
    """A running demonstration: its address, its var/ folder, and its process."""

    address: str
    folder: Path
    process: "subprocess.Popen[bytes]"


@contextmanager
def started(folder: Path, *options: str) -> Iterator[Demonstration]:
    """Starts a demonstration on a free port and stops it with Ctrl-C's signal."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name not in INHERITED}
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "demo", "--port", str(port), *options],
        env={
            **environment,
            "MEDVIRK_VAR": str(folder),
            "MEDVIRK_BOOTSTRAP": "off",
            "SENDING_PAUSE_SECONDS": "1",
        },
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield Demonstration(address, folder, process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the demonstration stopped with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/health/live", timeout=2):  # noqa: S310  # our own loopback address
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError("the demonstration did not start in time")
