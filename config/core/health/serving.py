"""One process that serves the pages, and does the background work where no Redis is named."""

import signal
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

STAMP = ".medvirk-stamp"


def collect_static() -> None:
    """Gathers static files when they have changed since last time; quick when they have not."""
    target = Path(settings.STATIC_ROOT)
    wanted = _fingerprint()
    stamp = target / STAMP
    if stamp.exists() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)


def serve(*, port: int, threads: int = 8) -> None:
    """Serves on loopback until Ctrl-C, also where a shell began it in the background and told it to ignore that.

    Raises OSError when the port is taken.
    """
    from waitress import create_server

    from config.core.jobs import embedded
    from config.wsgi import application

    server = create_server(
        application, host="127.0.0.1", port=port, threads=threads, ident=None, **body_limits()
    )
    if not settings.REDIS_URL:
        embedded.start()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        server.run()
    except KeyboardInterrupt:
        print("", file=sys.stderr)
    finally:
        server.close()


def body_limits() -> dict[str, int]:
    """Bytes that the server takes of a request, all in memory: by itself it writes half a megabyte and more to disk,

    and an uploaded list may hold what must never be written down.
    """
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1_000_000
    return {"max_request_body_size": most, "inbuf_overflow": most + 1_000_000}


def _fingerprint() -> str:
    own = Path(settings.BASE_DIR) / "static"
    newest = max((path.stat().st_mtime_ns for path in own.rglob("*")), default=0)
    count = sum(1 for _path in own.rglob("*"))
    lock = (Path(settings.BASE_DIR) / "package-lock.json").stat().st_mtime_ns
    return f"{newest}-{count}-{lock}"
