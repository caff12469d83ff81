"""How long one request takes in plain Python: `python -m benchmarks.matching`, printed, never a timed test.

Six needs, fifteen terms a person out of three hundred, the first fifty explained. Making the people is left
out: that is the work of whoever reads them from the database.
"""

import random
import statistics
import time
from datetime import date

from projects.matching.ordering import order
from projects.matching.values import Importance, Need, Person, Request, State, TermKind
from projects.matching.why_not import why_not

TODAY = date(2026, 11, 20)
TERMS = 300
TERMS_A_PERSON = 15
SHOWN = 50
RUNS = 15


def invented_people(count: int) -> list[Person]:
    """People with terms, levels and turns from a fixed seed; about three in ten are held back by a gate."""
    chance = random.Random(20261120)  # noqa: S311 (repeatable invention, nothing secret)
    return [_invented(chance, number) for number in range(count)]


def _invented(chance: random.Random, number: int) -> Person:
    return Person(
        id=f"per-{number}",
        state=State.ACTIVE if chance.random() < 0.9 else State.RESTING,
        resting_until=None,
        has_network_consent=chance.random() < 0.97,
        has_experience_consent=chance.random() < 0.8,
        is_mediated_only=chance.random() < 0.2,
        levels={term: chance.randint(1, 4) for term in chance.sample(range(TERMS), TERMS_A_PERSON)},
        languages=frozenset({"nb"}),
        meeting_forms=frozenset({"in_person", "digital"}),
        area="north",
        no_go_units=frozenset(),
        no_go_topics=frozenset(),
        no_go_people=frozenset(),
        conflicts=frozenset(),
        max_at_once=2,
        max_per_half_year=4,
        running_assignments=chance.choice((0, 0, 0, 1, 2)),
        assignments_half_year=chance.choice((0, 0, 1, 2)),
        asks_six_months=chance.choice((0, 0, 1, 3)),
        passed_over_twelve_months=chance.choice((0, 0, 1)),
        months_of_rest=chance.choice((None, 0, 3, 9, 30)),
        last_asked_on=None,
        is_asked_for_request=False,
        has_declined_request=False,
        last_confirmed_on=TODAY,
        is_stale=chance.random() < 0.2,
    )


def a_request() -> Request:
    """Four musts and two wishes, of which half are experience."""
    needs = tuple(
        Need(
            term=term,
            kind=TermKind.EXPERIENCE if term % 2 else TermKind.SKILL,
            importance=Importance.MUST if term < 4 else Importance.WISH,
            level=1 + term % 3,
        )
        for term in range(6)
    )
    return Request(
        id="req-1",
        project="pro-1",
        seats=2,
        needs=needs,
        must_languages=frozenset({"nb"}),
        must_meeting_forms=frozenset(),
        must_areas=frozenset(),
        units=frozenset({"home-care", "health"}),
        topics=frozenset({"falls"}),
        people=frozenset({"berit"}),
    )


def main() -> None:
    request = a_request()
    for count in (1_000, 10_000):
        people = invented_people(count)
        times = []
        for _ in range(RUNS):
            start = time.perf_counter()
            listing = order(request, people, seed="benchmark", today=TODAY, limit=SHOWN)
            times.append(time.perf_counter() - start)
        listed = sum(group.size for group in listing.groups)
        start = time.perf_counter()
        for person in people:
            why_not(person, request, today=TODAY)
        each = (time.perf_counter() - start) / count
        print(
            f"{count:>6} people: order {statistics.median(times) * 1000:6.1f} ms (median of {RUNS}, "
            f"{listed} listed, {listing.held_back} held back), why not {each * 1e6:.0f} µs a person"
        )


if __name__ == "__main__":
    main()
