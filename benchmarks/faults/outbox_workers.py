"""Workers killed in the middle of a wave: nobody is missed, and every further copy is explained (T41, T42, T58).

    python -m benchmarks.faults.outbox_workers [--number 300] [--kills 20] [--after-crash resend|ask] [--sabotage lock]

Design C (`resend`): everyone gets the letter; copies only where a takeover or a failed try is logged, at most one
for each kill and worker. Design D (`ask`): no copy at all; what is uncertain is listed, and the relay's log settles it.
"""

import random
import sys
from datetime import timedelta

from benchmarks.faults.ground import (
    WORKERS,
    Scene,
    Workers,
    check_envelopes,
    distinct,
    finish,
    invite,
    options,
    scene,
    states,
    until,
)


def main() -> int:
    parser = options()
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--after-crash", choices=["resend", "ask"], default="resend")
    given = parser.parse_args()
    with scene(given, {"OUTBOX_AFTER_CRASH": given.after_crash}, delay=0.004) as on:
        invite(given.number)
        on.checks.that("so many wait", states()["queued"] == given.number, dict(states()))
        workers = on.workers()
        try:
            _kill(on, workers)
            on.checks.that("nothing waits at the end", finish(on), dict(states()))
            if given.after_crash == "ask":
                _settle_by_the_log(on)
                on.checks.that("nothing waits after the log was read", finish(on), dict(states()))
            else:
                _explained(on, workers)
        finally:
            workers.stop()
        _nobody_missed(on)
        check_envelopes(on)
        return on.checks.end()


def _kill(on: Scene, workers: Workers) -> None:
    given, chance = on.given, random.Random(on.given.seed)
    for _worker in range(WORKERS):
        workers.start()
    killed = 0
    for number in range(1, given.kills + 1):
        mark = given.number * number // (given.kills + 2)
        if not until(lambda mark=mark: len(on.sink.taken) >= mark, given.most_seconds):
            break
        workers.kill(chance.choice(workers.alive))
        workers.start()
        killed += 1
    on.checks.that("so many workers were killed", killed == given.kills, killed)


def _explained(on: Scene, workers: Workers) -> None:
    from config.core.outbox.models import Message

    extra = len(on.sink.taken) - distinct(on)
    most = on.given.kills * WORKERS
    on.checks.that(f"at most {most} further copies", extra <= most, extra)
    # A server that did not answer in time, as under a full load, may have taken the letter all the same.
    logged = workers.logged("outbox.taken_over") + workers.logged("outbox.failed")
    on.checks.that("as many takeovers and failed tries are logged at the least", logged >= extra, logged)
    sent: dict[str, int] = {}
    for mail in on.sink.taken:
        sent[mail.message_id[1:23]] = sent.get(mail.message_id[1:23], 0) + 1
    rows = Message.objects.values_list("public_id", "takeovers", "attempts")
    bare = [one for one, takeovers, attempts in rows if sent.get(one, 0) - 1 > takeovers + attempts]
    on.checks.that("every further copy has a takeover, or a try that failed, on its row", not bare, len(bare))


def _settle_by_the_log(on: Scene) -> None:
    from django.core.management import call_command
    from django.utils import timezone

    extra, found = len(on.sink.taken) - distinct(on), states()
    most = on.given.kills * WORKERS
    on.checks.that("no further copy at all", extra == 0, extra)
    on.checks.that(
        f"at most {most} are uncertain, and listed", found["uncertain"] <= most, found["uncertain"]
    )
    whole = (timezone.now() + timedelta(seconds=1)).isoformat()
    call_command("reconcile_outbox", "--log", str(on.mail_log), "--send-missing", "--covers-until", whole)


def _nobody_missed(on: Scene) -> None:
    number, found = on.given.number, states()
    on.checks.that("every row says that it was sent", found == {"sent": number}, dict(found))
    on.checks.that("everyone has got the letter", distinct(on) == number, f"{distinct(on)} of {number}")
    if on.given.after_crash == "ask":
        on.checks.that("each exactly once", len(on.sink.taken) == number, len(on.sink.taken))


if __name__ == "__main__":
    sys.exit(main())
