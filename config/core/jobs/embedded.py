"""Background work inside the web process, where there is no Redis: the same tasks, one process to start and stop."""

import threading
from typing import Any

from celery.beat import EmbeddedService
from celery.worker import WorkController

from config.celery import app


def start() -> None:
    """Starts a worker with two threads and the clock, both as daemons: they end with the process.

    `WorkController` and not the worker of the command line, which would take the signal handlers.
    """
    worker = WorkController(
        app=app, pool_cls="threads", concurrency=2, without_mingle=True, without_gossip=True
    )
    threading.Thread(target=worker.start, name="worker", daemon=True).start()
    clock: Any = EmbeddedService(app, thread=True)
    clock.daemon = True
    clock.start()
