"""Pools for tests and benchmarks, from a seed: nobody in them exists."""

import math
import random

from projects.matching.panels.values import Problem, Quota, Willing

VALUES = (2, 2, 3, 3, 4, 5, 3, 6)


def pool(people: int, seats: int, categories: int, seed: int = 1) -> Problem:
    """A pool that differs somewhat from its population, and quotas like the population, rounded down and up."""
    chance = random.Random(seed)  # noqa: S311 (repeatable invention, nothing secret)
    shares = []
    for category in range(categories):
        weights = [chance.uniform(0.5, 2) for _ in range(VALUES[category % len(VALUES)])]
        shares.append([weight / sum(weights) for weight in weights])
    found = []
    for number in range(people):
        traits = set()
        for category, share in enumerate(shares):
            weights = [part ** chance.choice((1, 1.5)) for part in share]
            traits.add((f"c{category}", f"v{chance.choices(range(len(share)), weights)[0]}"))
        found.append(Willing(f"p{number:05d}", frozenset(traits)))
    quotas = tuple(
        Quota(f"c{category}", f"v{value}", math.floor(part * seats), math.ceil(part * seats))
        for category, share in enumerate(shares)
        for value, part in enumerate(share)
    )
    return Problem(seats, quotas, tuple(found))


def published(large: bool = False) -> Problem:
    """`example_small` (200 people, 20 seats) and `example_large` (2,000 and 200) of the paper."""
    count = 10 if large else 1
    men, women = 100 * count, 100 * count - 1
    groups = (("male", "conservative", men), ("female", "liberal", women), ("female", "conservative", 1))
    people = tuple(
        Willing(f"{gender}-{leaning}-{number}", frozenset({("gender", gender), ("leaning", leaning)}))
        for gender, leaning, size in groups
        for number in range(size)
    )
    least, most = (99, 200) if large else (9, 20)
    traits = (("gender", "male"), ("gender", "female"), ("leaning", "liberal"), ("leaning", "conservative"))
    return Problem(20 * count, tuple(Quota(*trait, least, most) for trait in traits), people)
