"""Municipalities of like size, and what several may tell together without any one of them showing. Pure.

A figure of several is told as the span in which the middle half of them lie, and the ends of the span are rounded
outward to a few round numbers: never the value of one of them, and seldom another span when one joins or leaves.
"""

from collections.abc import Sequence
from fractions import Fraction
from statistics import quantiles

# A municipality is told of the others only when at least so many others share: six with itself.
OTHERS = 5
LEAST = OTHERS + 1
# What a share of ten rests on: with fewer, one more or less would move it too far.
ENOUGH = 10
# The first number of inhabitants of each band but the lowest, after the groups that Statistics Norway uses.
EDGES = (5_000, 20_000, 50_000)
BANDS = len(EDGES) + 1
# The round numbers at which a span may end.
TENTHS = (0, 2, 4, 6, 8, 10)
ROUND = (0, *(step * 10**power for power in range(7) for step in (1, 2, 5)))


def band_of(inhabitants: int) -> int:
    """Which band a municipality is in, 0 for the smallest."""
    return sum(inhabitants >= edge for edge in EDGES)


def ends_of(band: int) -> tuple[int, int | None]:
    """The fewest and the most inhabitants of a band; None where there is no most."""
    first = 0 if band == 0 else EDGES[band - 1]
    return first, EDGES[band] - 1 if band < len(EDGES) else None


def span(values: Sequence[Fraction], steps: Sequence[int]) -> tuple[int, int] | None:
    """Where the middle half lies, from one round number to a greater one; None of fewer than six.

    Refuses values under zero or over the last of the round numbers.
    """
    if any(not steps[0] <= value <= steps[-1] for value in values):
        raise ValueError("a value lies outside the round numbers")
    if len(values) < LEAST:
        return None
    lower, _middle, upper = quantiles(values, n=4, method="inclusive")
    low = max(at for at, step in enumerate(steps) if step <= lower)
    high = min(at for at, step in enumerate(steps) if step >= upper)
    if high == low:
        # A span of one number would be everybody's value.
        low, high = (low, high + 1) if high + 1 < len(steps) else (low - 1, high)
    return steps[low], steps[high]
