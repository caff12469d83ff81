"""The draw itself: one ticket of the lottery, then people of each type by lot. Anybody can make it again.

Only `random.Random(seed).random()` is used, whose sequence Python promises to keep.
"""

import random
from collections.abc import Collection
from dataclasses import dataclass

from projects.matching.panels.values import TICKETS, Lottery, Problem, Quota, Willing


@dataclass(frozen=True, slots=True)
class Drawn:
    """The ticket that was drawn, the place of its panel, and who sits in it, by id."""

    ticket: int
    panel: int
    people: tuple[str, ...]


def draw(lottery: Lottery, seed: str) -> Drawn:
    """The panel that `seed` draws. The same lottery and seed give the same people on every machine."""
    chance = random.Random(seed)  # noqa: S311 (the seed is public: the draw must be repeatable)
    ticket = int(chance.random() * TICKETS)
    place, passed = 0, lottery.tickets[0]
    while passed <= ticket:
        place += 1
        passed += lottery.tickets[place]
    people: list[str] = []
    for kind, number in lottery.panels[place]:
        left = list(lottery.problem.types[kind].people)
        for _ in range(number):
            people.append(left.pop(int(chance.random() * len(left))))
    return Drawn(ticket, place, tuple(sorted(people)))


def remaining(problem: Problem, *, kept: Collection[str], gone: Collection[str]) -> Problem | None:
    """What is left to draw when `kept` have said yes and `gone` are out: fewer seats, and quotas less what is kept.

    None when every seat is kept. A quota that `kept` already fill admits nobody more.
    """
    seats = problem.seats - len(kept)
    if seats < 1:
        return None
    stay = [person for person in problem.people if person.id in kept]
    people = tuple(person for person in problem.people if person.id not in kept and person.id not in gone)
    return Problem(seats, tuple(_less(quota, stay) for quota in problem.quotas), people)


def _less(quota: Quota, stay: list[Willing]) -> Quota:
    count = sum(quota.trait in person.traits for person in stay)
    return Quota(quota.category, quota.value, max(0, quota.minimum - count), max(0, quota.maximum - count))
