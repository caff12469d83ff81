"""A mail server that refuses one in three, stalls, and hangs up after the letter: nobody is missed (T48).

    python -m benchmarks.faults.outbox_server [--number 300]

What was taken and then hung up on cannot be known to have been taken: it may come again, with the same Message-ID.
No other copy may.
"""

import sys

from benchmarks.faults.ground import (
    WORKERS,
    check_envelopes,
    distinct,
    finish,
    invite,
    options,
    scene,
    states,
)

FAULTS = {"refuses": 0.33, "stalls": 0.01, "hangs_up": 0.02}


def main() -> int:
    given = options().parse_args()
    # A stall lasts twice the timeout, and less than the lease: no second worker takes up what the first still has.
    with scene(given, stall_seconds=1.2, **FAULTS) as on:
        from config.core.outbox.models import Message

        invite(given.number)
        workers = on.workers()
        try:
            for _worker in range(WORKERS):
                workers.start()
            on.checks.that("nothing waits at the end", finish(on), dict(states()))
        finally:
            workers.stop()
        number, taken = given.number, len(on.sink.taken)
        on.checks.that("everyone has got the letter", distinct(on) == number, f"{distinct(on)} of {number}")
        most = on.sink.hung_up
        on.checks.that(
            f"at most {most} further copies: as often the server hung up",
            taken - number <= most,
            taken - number,
        )
        takeovers = Message.objects.filter(takeovers__gt=0).count()
        on.checks.that("no worker took up what another had", takeovers == 0, takeovers)
        tried = Message.objects.filter(attempts__gt=0).count()
        on.checks.that("the faults were there", tried > number // 10, f"{tried} tried more than once")
        check_envelopes(on)
        return on.checks.end()


if __name__ == "__main__":
    sys.exit(main())
