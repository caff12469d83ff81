"""What allocation is told, in numbers: open seats, who could have them, what a group must have; and its answer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]
Worths = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Minimum:
    """At least `least` of the seats of one opening go to `people`, which are places in its list of candidates."""

    people: Ids
    least: int


@dataclass(frozen=True, slots=True)
class Opening:
    """The open seats of one request: who may have them, each once, and what each would be worth there.

    Nobody else may sit here: whom a gate holds back is not among `people`.
    """

    id: str
    project: str
    seats: int
    people: Ids
    worths: Worths
    minima: tuple[Minimum, ...] = ()

    def __post_init__(self) -> None:
        if self.seats < 1:
            raise ValueError("An opening has at least one seat.")
        if len(np.unique(self.people)) != len(self.people) or len(self.people) != len(self.worths):
            raise ValueError("Each candidate stands in an opening once, with one worth.")


@dataclass(frozen=True, slots=True)
class Question:
    """Openings in the order in which they would be filled one by one, and how many seats each person takes at most."""

    openings: tuple[Opening, ...]
    limits: Ids


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """One person in one opening, by their numbers."""

    opening: int
    person: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Who sits where. `unmet` is how many people the minima lack, `value` what the seats are worth less that.

    `gap` is by how much at most a better plan with as many seats filled could be better, as a share of its value.
    """

    seats: tuple[Seat, ...]
    unmet: int
    value: int
    gap: float

    @property
    def score(self) -> tuple[int, int]:
        """Seats filled, then value: of two plans the one with the higher score is better."""
        return len(self.seats), self.value


def penalty(question: Question) -> int:
    """What lacking one person of a minimum costs: more than any two people differ in one seat."""
    worths = [opening.worths for opening in question.openings if len(opening.worths)]
    if not worths:
        return 1
    return int(max(w.max() for w in worths) - min(w.min() for w in worths)) + 1


def plan_of(question: Question, seats: Sequence[Seat], gap: float = 0.0) -> Plan:
    """The plan with these seats, counted."""
    by_opening: dict[int, set[int]] = {}
    for seat in seats:
        by_opening.setdefault(seat.opening, set()).add(seat.person)
    unmet = value = 0
    for number, opening in enumerate(question.openings):
        sits = np.isin(opening.people, list(by_opening.get(number, ())))
        value += int(opening.worths[sits].sum())
        unmet += sum(max(0, one.least - int(sits[one.people].sum())) for one in opening.minima)
    return Plan(tuple(sorted(seats)), unmet, value - penalty(question) * unmet, gap)
