"""The broker killed and emptied while a wave goes out: late, never lost, never twice (T59).

    python -m benchmarks.faults.outbox_broker [--number 300] [--kills 5]

Redis runs on a port of its own and keeps nothing. The worker is Celery's, as in production; the scheduler's minute is
shorter here.
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.faults.ground import (
    ROOT,
    WORKERS,
    check_envelopes,
    distinct,
    finish,
    invite,
    options,
    scene,
    states,
    until,
)
from config.core.management.servers import free_port

DOWN = 1.0


class Redis:
    """A broker without persistence, to be killed."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder, self._port = folder, port
        self.start()

    def start(self) -> None:
        words = (
            f"redis-server --port {self._port} --bind 127.0.0.1 --appendonly no --dir {self._folder}".split()
        )
        self._process = subprocess.Popen([*words, "--save", ""], stdout=subprocess.DEVNULL)

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()


def main() -> int:
    parser = options()
    parser.add_argument("--kills", type=int, default=5)
    given = parser.parse_args()
    port = free_port()
    with scene(given, {"REDIS_URL": f"redis://127.0.0.1:{port}/0"}, delay=0.004) as on:
        from config.core.outbox.tasks import sweep

        redis = Redis(on.folder, port)
        worker = _worker(on.folder)
        killed = 0

        def tick() -> None:
            # The scheduler: it rings, and where nobody hears it, it rings again later.
            with contextlib.suppress(Exception):
                sweep.apply_async(retry=False)

        try:
            invite(given.number)
            chance = random.Random(given.seed)
            for number in range(1, given.kills + 1):
                mark = given.number * number // (given.kills + 1)
                until(lambda mark=mark: len(on.sink.taken) >= mark or tick(), given.most_seconds, pause=0.2)
                redis.kill()
                killed += 1
                time.sleep(DOWN * (0.5 + chance.random()))
                redis.start()
            on.checks.that("the broker was killed so often", killed == given.kills, killed)
            on.checks.that("nothing waits at the end", finish(on, tick), dict(states()))
        finally:
            worker.kill()
            worker.wait()
            redis.kill()
        extra = len(on.sink.taken) - distinct(on)
        on.checks.that(
            "everyone has got the letter", distinct(on) == given.number, f"{distinct(on)} of {given.number}"
        )
        on.checks.that("nobody twice", extra == 0, extra)
        check_envelopes(on)
        return on.checks.end()


def _worker(folder: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "celery", "--app=config.celery", "worker", "--loglevel=ERROR"]
    with (folder / "celery.log").open("w") as log:
        more = [f"--concurrency={WORKERS}", "--without-gossip", "--without-mingle"]
        return subprocess.Popen([*command, *more], cwd=ROOT, env=os.environ, stdout=log, stderr=log)


if __name__ == "__main__":
    sys.exit(main())
