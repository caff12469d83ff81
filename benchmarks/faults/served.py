"""The web server of production, in front of the scene's database: what the scripts about answers send requests to."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from config.core.management.servers import free_port

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60.0


@dataclass(frozen=True)
class Reply:
    """One answer of the server; status 0 where there was none."""

    status: int
    retry_after: str = ""
    body: str = field(default="", repr=False)


@contextmanager
def served(application: str = "config.wsgi") -> Iterator[int]:
    """Starts gunicorn as docker-compose.yml does, on a free port of this machine, and stops it after."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)
    port = free_port()
    folder = Path(os.environ["MEDVIRK_VAR"])
    command = [
        *(sys.executable, "-m", "gunicorn", application, f"--bind=127.0.0.1:{port}"),
        *("--worker-class=gthread", "--workers=2", "--threads=8", "--no-control-socket", "--log-level=error"),
    ]
    environment = os.environ | {"DATABASE_POOL": "on", "MEDVIRK_BOOTSTRAP": "off"}
    with (folder / "web.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            ends = time.monotonic() + SECONDS
            while send(port, "GET", "/health/live").status != 200:
                if process.poll() is not None or time.monotonic() > ends:
                    raise RuntimeError(
                        f"the web server did not start:\n{(folder / 'web.log').read_text()[-2000:]}"
                    )
                time.sleep(0.2)
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=SECONDS)


def send(port: int, method: str, path: str, **form: str) -> Reply:
    """One request on a connection of its own, as from one phone."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        connection.request(method, path, urlencode(form) if form else None, headers)
        came = connection.getresponse()
        body = came.read().decode(errors="replace")
        return Reply(came.status, came.headers.get("Retry-After", ""), body)
    except (OSError, http.client.HTTPException):
        return Reply(0)
    finally:
        connection.close()


def links(rows: list[Any]) -> list[str]:
    """The address of each invitation's answer page."""
    from participation.invitations.services import token_of

    return [f"/answer/{token_of(row)}/" for row in rows]
