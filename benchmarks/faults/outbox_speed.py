"""How long a wave takes against a bare SMTP loop to the same server, as a ratio (goal: at most 2).

    python -m benchmarks.faults.outbox_speed [--number 300] [--most 2]

The loop (`bare.py`) sends as many letters of the same size over one connection and knows nothing: no row, no consent
asked, no template. Ours goes by two workers, as production has. Both in the same run, the loop three times. Where
others use the machine, the time on the processor says more than the ratio, so it is printed too.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.faults.ground import ROOT, WORKERS, Scene, distinct, finish, invite, options, scene, states

ROUNDS = 3


def main() -> int:
    parser = options()
    parser.add_argument("--most", type=float, default=2.0)
    given = parser.parse_args()
    with scene(given, {"EMAIL_TIMEOUT": "10", "OUTBOX_LEASE_SECONDS": "60"}) as on:
        invite(given.number)
        (ours, our_work), size = _ours(on), on.sink.bytes // len(on.sink.taken)
        rounds = [_bare(given.number, size) for _round in range(ROUNDS)]
        bare, bare_work = (statistics.median(one) for one in zip(*rounds, strict=True))
        print(
            f"bare loop {given.number / bare:.0f} a second, ours {given.number / ours:.0f}; {size} bytes each; "
            f"on the processor {bare_work * 1000 / given.number:.1f} and {our_work * 1000 / given.number:.1f} ms each"
        )
        ratio = ours / bare
        on.checks.that(
            f"at most {given.most} times as long as a bare loop", ratio <= given.most, f"{ratio:.2f}"
        )
        return on.checks.end()


def _ours(on: Scene) -> tuple[float, float]:
    workers = on.workers()
    try:
        for _worker in range(WORKERS):
            workers.start()
        on.checks.that("nothing waits at the end", finish(on), dict(states()))
        work = sum(_work(pid) for pid in workers.alive)
    finally:
        workers.stop()
    number = on.given.number
    on.checks.that("everyone has got the letter, once", distinct(on) == number == len(on.sink.taken))
    return on.sink.times[-1] - on.sink.times[0], work


def _work(pid: int) -> float:
    """The seconds that a process has spent on the processor."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _bare(number: int, size: int) -> tuple[float, float]:
    from django.conf import settings

    words = [sys.executable, "-m", "benchmarks.faults.bare", str(settings.EMAIL_PORT), str(number), str(size)]
    said = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    seconds, work = (float(word) for word in said.split())
    return seconds, work


if __name__ == "__main__":
    sys.exit(main())
