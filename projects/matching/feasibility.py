"""Do we have enough people? Counts of a request without anybody's name, in steps of five.

Whoever asks again with one thing changed must not learn about one person. So a number is rounded down to a step of
five, nothing and one to four look the same, and what people have answered to this request, or say of its leader, never
counts.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from projects.matching.gates import Gate, gates
from projects.matching.values import Person, Request

STEP = 5
# A pause and a full plate pass; the rest says that the person is not for this request.
BUSY = frozenset({Gate.PAUSE, Gate.MAX_AT_ONCE, Gate.MAX_PER_HALF_YEAR})
# A no and silence tell the one who asks nothing; least of all a no to that very person.
UNTOLD = frozenset({Gate.ASKED, Gate.DECLINED, Gate.NO_GO_PERSON})


class Verdict(StrEnum):
    """Whether the seats can be filled, as far as may be told."""

    CHOICE = "choice"
    JUST = "just"
    UNSURE = "unsure"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class Counts:
    """Exact numbers, never to be shown: who fits every must, all but one, and who of the first is free.

    `free_without` is, for each must, how many would fit and be free if it were a wish.
    """

    every: int
    all_but_one: int
    free: int
    free_without: dict[int, int]


@dataclass(frozen=True)
class Feasible:
    """The same in steps of five: what may be shown. 0 means fewer than five, perhaps nobody."""

    every: int
    all_but_one: int
    free: int
    free_without: dict[int, int]
    verdict: Verdict


def count(people: Iterable[Person], asked: Request, *, day: date) -> Counts:
    """Counts people for a request; `day` is when they are needed. Each person is looked at once."""
    musts = asked.musts
    every = all_but_one = free = 0
    lacking: Counter[int] = Counter()
    for person in people:
        held_back = {barrier.gate for barrier in gates(person, asked, day)} - UNTOLD
        if held_back - BUSY:
            continue
        unmet = [need.term for need in musts if person.counted_level(need) < need.level]
        is_free = not held_back
        if not unmet:
            every += 1
            free += is_free
        elif len(unmet) == 1 and len(musts) > 1:
            all_but_one += 1
        if len(unmet) == 1 and is_free:
            lacking[unmet[0]] += 1
    return Counts(every, all_but_one, free, {need.term: free + lacking[need.term] for need in musts})


def told(counts: Counts, *, seats: int) -> Feasible:
    """What may be shown of counts."""
    free = rounded(counts.free)
    return Feasible(
        every=rounded(counts.every),
        all_but_one=rounded(counts.all_but_one),
        free=free,
        free_without={term: rounded(number) for term, number in counts.free_without.items()},
        verdict=_verdict(free, seats),
    )


def rounded(number: int) -> int:
    """Down to a step of five."""
    return number // STEP * STEP


def _verdict(free: int, seats: int) -> Verdict:
    """From the rounded number alone, so that the verdict tells no more than it."""
    if free >= max(STEP, 2 * seats):
        return Verdict.CHOICE
    if free >= seats:
        return Verdict.JUST
    return Verdict.UNSURE if seats < free + STEP else Verdict.TOO_FEW
