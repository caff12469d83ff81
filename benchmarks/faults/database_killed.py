"""The database is killed while people answer: whoever was thanked is in it, the others are told to come back (T60).

    python -m benchmarks.faults.database_killed [--answers 300] [--kills 2] [--sabotage thanks]

The figure of the house is 3,000 answers and five kills. Whoever is told 503 presses again, as the page says.
`--sabotage thanks` thanks everybody whatever happened, and must fail. Starts a PostgreSQL of its own.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.faults.asked import Counted, ask, make_people, options, scene
from benchmarks.faults.served import Reply, links, send, served
from config.core.management.servers import free_port, postgresql_programs, unprivileged

CLIENTS, PATIENCE, AGAIN = 20, 90.0, 0.3


class Database:
    """A PostgreSQL in a folder of its own, which can be killed without a word and started again."""

    def __init__(self, programs: Path, folder: str) -> None:
        self._who, self._folder, self.port = unprivileged(), folder, free_port()
        self._programs = programs
        if self._who:
            shutil.chown(folder, self._who["user"], self._who["group"])
        made = [
            str(programs / "initdb"),
            "-D",
            f"{folder}/data",
            "-U",
            "medvirk",
            "-A",
            "trust",
            "-E",
            "UTF8",
        ]
        subprocess.run(
            [*made, "--no-locale", "-N"], check=True, stdout=subprocess.DEVNULL, cwd=folder, **self._who
        )
        self.start()

    @property
    def address(self) -> str:
        return f"postgres://medvirk@127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts it, and waits until it has mended itself and answers."""
        command = [
            str(self._programs / "postgres"),
            "-D",
            f"{self._folder}/data",
            "-p",
            str(self.port),
            "-k",
            "",
        ]
        self._process = subprocess.Popen(
            [*command, "-h", "127.0.0.1"],
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **self._who,
        )
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            try:
                with psycopg.connect(f"{self.address}/postgres", connect_timeout=2):
                    return
            except psycopg.OperationalError:
                time.sleep(0.1)
        raise RuntimeError("the database did not come back")

    def kill(self) -> None:
        """The whole family at once: SIGKILL."""
        children = subprocess.run(
            ["pgrep", "-P", str(self._process.pid)], capture_output=True, text=True, check=False
        ).stdout.split()
        for pid in (self._process.pid, *map(int, children)):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._process.wait()


def main() -> None:
    parser = options(__doc__, "thanks")
    parser.add_argument("--answers", type=int, default=300)
    parser.add_argument("--kills", type=int, default=2)
    given = parser.parse_args()
    counted = Counted()
    with _own_server() as database, scene("database_killed", database.address) as municipality:
        people = make_people(municipality, given.answers)
        wanted, rows = ask(municipality, people=people, seats=min(50, given.answers // 3))
        addresses = links(rows)
        application = "benchmarks.faults.sabotaged:thankful" if given.sabotage else "config.wsgi"
        with served(application) as port:
            told, away = _while_it_is_killed(database, port, addresses, given.kills)
        _check(counted, told, away, rows, wanted)
    counted.end()


@contextmanager
def _own_server() -> Iterator[Database]:
    programs = postgresql_programs()
    if programs is None:
        raise SystemExit("no PostgreSQL to start: on Debian, apt install postgresql")
    with tempfile.TemporaryDirectory(prefix="medvirk-killed-", ignore_cleanup_errors=True) as folder:
        database = Database(programs, folder)
        try:
            yield database
        finally:
            database.kill()


def _while_it_is_killed(
    database: Database, port: int, addresses: list[str], kills: int
) -> tuple[list[list[Reply]], list[float]]:
    """What each person was told, press by press, and how long the database was away each time, in seconds."""
    thanked, away, over = [0], [], threading.Event()

    def kill() -> None:
        for number in range(1, kills + 1):
            while thanked[0] < number * len(addresses) // (kills + 1) and not over.is_set():
                time.sleep(0.01)
            began = time.monotonic()
            database.kill()
            time.sleep(0.5)
            database.start()
            away.append(time.monotonic() - began)

    def press(address: str) -> list[Reply]:
        heard: list[Reply] = []
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            heard.append(send(port, "POST", address, answer="yes"))
            if heard[-1].status == 303:
                thanked[0] += 1
                break
            time.sleep(AGAIN)
        return heard

    killer = threading.Thread(target=kill)
    killer.start()
    with ThreadPoolExecutor(CLIENTS) as pool:
        told = list(pool.map(press, addresses))
    over.set()
    killer.join()
    return told, away


def _check(
    counted: Counted, told: list[list[Reply]], away: list[float], rows: list[Any], wanted: Any
) -> None:
    from django.db import connections

    from participation.models import Answer, Assignment

    connections.close_all()
    statuses = Counter(reply.status for heard in told for reply in heard)
    print(f"{dict(statuses)}; away for {', '.join(f'{seconds:.1f} s' for seconds in away)}")
    thanked = {row.pk for row, heard in zip(rows, told, strict=True) if heard[-1].status == 303}
    kept = set(Answer.objects.values_list("invitation_id", flat=True))
    counted.that(
        "whoever was thanked is there", good=thanked <= kept, found=f"{len(thanked & kept)} of {len(thanked)}"
    )
    counted.that("everybody was thanked in the end", good=len(thanked) == len(rows), found=len(thanked))
    counted.that("one row for each", good=Answer.objects.count() == len(kept))
    seated = Assignment.objects.running().count()
    counted.that("no seat is given twice", good=seated <= wanted.seats, found=seated)
    others = [reply for heard in told for reply in heard if reply.status != 303]
    counted.that(
        "the others are told 503, never a bare 500", good={reply.status for reply in others} <= {503}
    )
    counted.that("and when to come back", good=all(reply.retry_after for reply in others))
    counted.that("and are not thanked", good=not any("Takk" in reply.body for reply in others))
    counted.that("the database was away at all", good=statuses[503] > 0, found=statuses[503])


if __name__ == "__main__":
    main()
