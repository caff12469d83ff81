"""Everybody says yes at once, and there are fewer seats: never one too many, and the rest wait in order (T54).

    python -m benchmarks.faults.last_place [--answers 60] [--seats 5] [--rounds 2] [--sabotage lock]

The figure of the house is 500 answers for 30 seats in 20 rounds. `--sabotage lock` counts seats without a lock, and
must fail.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.faults.asked import Counted, ask, make_people, options, scene

CLIENTS = 50


def main() -> None:
    parser = options(__doc__, "lock")
    parser.add_argument("--answers", type=int, default=60)
    parser.add_argument("--seats", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    counted = Counted()
    with scene("last_place", given.server) as municipality:
        if given.sabotage:
            _count_without_a_lock()
        people = make_people(municipality, given.answers)
        for number in range(1, given.rounds + 1):
            wanted, rows = ask(municipality, people=people, seats=given.seats)
            with ThreadPoolExecutor(CLIENTS) as pool:
                kept = sum(pool.map(_say_yes, rows))
            _check(counted, f"round {number}", wanted, kept, given.answers)
    counted.end()


def _say_yes(invitation: Any) -> bool:
    from django.db import connection
    from django.utils import timezone

    from participation.invitations import services

    try:
        services.answer(invitation=invitation, answer="yes", by="link", at=timezone.now())
    finally:
        connection.close()
    return True


def _check(counted: Counted, name: str, wanted: Any, kept: int, answers: int) -> None:
    from participation.models import Answer, Assignment, Invitation

    rows = Invitation.objects.filter(request=wanted)
    taken = Assignment.objects.running().filter(request=wanted).count()
    waiting = list(rows.on_reserve().values_list("pk", flat=True))
    said = Answer.objects.filter(invitation__in=waiting).order_by("at", "invitation_id")
    counted.that(f"{name}: every yes is kept", good=kept == rows.filter(answer="yes").count() == answers)
    counted.that(f"{name}: one row for each yes", good=_of(Answer, wanted) == answers)
    counted.that(f"{name}: every seat is taken and no more", good=taken == wanted.seats, found=taken)
    counted.that(f"{name}: the rest wait", good=len(waiting) == answers - wanted.seats, found=len(waiting))
    counted.that(
        f"{name}: in the order of their yes",
        good=waiting == list(said.values_list("invitation_id", flat=True)),
    )
    seated = rows.filter(assignments__in=Assignment.objects.running()).values("pk")
    both = rows.on_reserve().filter(pk__in=seated)
    counted.that(f"{name}: nobody is in a seat and waits for one", good=not both.exists())


def _of(model: Any, wanted: Any) -> int:
    number: int = model.objects.filter(invitation__request=wanted).count()
    return number


def _count_without_a_lock() -> None:
    """The same services, with locks that only read."""
    from django.db.models import QuerySet

    QuerySet.select_for_update = lambda self, *args, **kwargs: self.all()  # type: ignore[method-assign]  # sabotage


if __name__ == "__main__":
    main()
