"""Small problems, and their answer by trying everything: LEXIMIN over every panel by plain steps."""

import random
from itertools import product

import numpy as np

from projects.matching.panels.frame import Frame
from projects.matching.panels.solver import INFINITY, Programme
from projects.matching.panels.values import Problem, Quota, Willing
from projects.matching.solving.watch import Watch


def invented(seed: int) -> Problem:
    """A small pool with a few categories and quotas of any kind: loose, tight, or impossible."""
    chance = random.Random(seed)  # noqa: S311 (repeatable invention, nothing secret)
    categories = chance.randint(1, 3)
    values = [chance.randint(2, 3) for _ in range(categories)]
    people = tuple(
        Willing(
            f"p{number:02d}",
            frozenset((f"c{place}", f"v{chance.randrange(count)}") for place, count in enumerate(values)),
        )
        for number in range(chance.randint(4, 11))
    )
    seats = chance.randint(2, min(5, len(people)))
    quotas = []
    for place, count in enumerate(values):
        for value in range(count):
            share = (
                sum((f"c{place}", f"v{value}") in person.traits for person in people) / len(people) * seats
            )
            minimum = max(0, int(share) - chance.randint(0, 1))
            quotas.append(
                Quota(f"c{place}", f"v{value}", minimum, max(minimum, int(share) + chance.randint(0, 2)))
            )
    return Problem(seats, tuple(quotas), people)


def every_panel(problem: Problem) -> list[tuple[int, ...]]:
    """Every number of each type that keeps every quota."""
    frame = Frame(problem)
    ranges = [range(min(kind.size, problem.seats) + 1) for kind in problem.types]
    return [
        numbers
        for numbers in product(*ranges)
        if sum(numbers) == problem.seats and frame.keeps(np.array(numbers, dtype=float))
    ]


def leximin_by_hand(problem: Problem) -> list[float]:
    """The LEXIMIN chance of each type over all panels: at each level, each type is asked whether it can go above."""
    panels = every_panel(problem)
    sizes = np.array([kind.size for kind in problem.types], dtype=float)
    shares = np.array(panels, dtype=float).T / sizes[:, None]
    fixed: dict[int, float] = {}
    while len(fixed) < len(sizes):
        free = [place for place in range(len(sizes)) if place not in fixed]
        level = _best(shares, fixed, free, free)
        stuck = [
            place
            for place in free
            if _best(shares, fixed | dict.fromkeys(free, level), [place], []) < level + 1e-7
        ]
        fixed |= dict.fromkeys(stuck, level)
    return [fixed[place] for place in range(len(sizes))]


def _best(shares: np.ndarray, floors: dict[int, float], raised: list[int], level_of: list[int]) -> float:
    """The largest level of all of `raised` while the others keep their floors."""
    rows, panels = shares.shape
    matrix = np.zeros((rows + 1, panels + 1))
    matrix[:rows, :panels] = shares
    matrix[rows, :panels] = 1.0
    lower = np.zeros(rows + 1)
    lower[rows] = 1.0
    for place, floor in floors.items():
        lower[place] = floor - 1e-9
    upper = np.full(rows + 1, INFINITY)
    upper[rows] = 1.0
    for place in raised:
        matrix[place, panels] = -1.0
        lower[place] = 0.0
    programme = Programme(
        matrix=matrix,
        row_lower=lower,
        row_upper=upper,
        lower=np.zeros(panels + 1),
        upper=np.ones(panels + 1),
        watch=Watch(seconds=60),
    )
    programme.costs(np.append(np.zeros(panels), 1.0))
    assert programme.solve()
    return programme.objective
