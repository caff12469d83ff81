"""Many people answer in the same minute, by the link in their letter: nobody waits long, nobody gets an error.

    python -m benchmarks.faults.answer_rate [--rate 50] [--seconds 60] [--sabotage slow]

The figure of the house is 50 a second for a minute on two cores with PostgreSQL, p95 under 500 ms. An answer's time
counts from the moment at which it was due, so that a queue counts too. `--sabotage slow` answers half a second late,
and must fail.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.faults.asked import Counted, ask, make_people, options, scene
from benchmarks.faults.served import Reply, links, send, served

MOST, CLIENTS = 0.5, 64


def main() -> None:
    parser = options(__doc__, "slow")
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=5)
    given = parser.parse_args()
    counted, number = Counted(), given.rate * given.seconds
    with scene("answer_rate", given.server) as municipality:
        _wanted, rows = ask(municipality, people=make_people(municipality, number), seats=50)
        addresses = links(rows)
        application = "benchmarks.faults.sabotaged:late" if given.sabotage else "config.wsgi"
        with served(application) as port:
            # The first request of each process fills what is read once.
            for _one in range(16):
                send(port, "GET", addresses[0])
            told = _all_answer(port, addresses, given.rate)
        _check(counted, told, number)
    counted.end()


def _all_answer(port: int, addresses: list[str], rate: int) -> list[tuple[Reply, float]]:
    begins = time.monotonic() + 0.5

    def one(number: int) -> tuple[Reply, float]:
        due = begins + number / rate
        time.sleep(max(0, due - time.monotonic()))
        reply = send(port, "POST", addresses[number], answer="yes" if number % 2 else "no")
        return reply, time.monotonic() - due

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(one, range(len(addresses))))


def _check(counted: Counted, told: list[Any], number: int) -> None:
    from participation.models import Answer

    seconds = sorted(took for _reply, took in told)
    p50, p95, worst = (seconds[min(number - 1, int(number * share))] for share in (0.5, 0.95, 1))
    print(
        f"{number} answers: p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, longest {worst * 1000:.0f} ms"
    )
    statuses = {reply.status for reply, _took in told}
    counted.that("every answer was taken", good=statuses == {303}, found=statuses)
    counted.that("every answer is there, once", good=Answer.objects.count() == number)
    counted.that("p95 under 500 ms", good=p95 < MOST, found=f"{p95 * 1000:.0f} ms")


if __name__ == "__main__":
    main()
