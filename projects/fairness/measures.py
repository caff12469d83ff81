"""How evenly something falls on people: Gini, the part of those who got the most, median, buckets. Plain Python."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from statistics import median


def gini(times: Mapping[int, int]) -> Fraction | None:
    """The Gini coefficient of "how many times: how many people": 0 when all got alike, near 1 when one got all.

    Those who got nothing count too. None when there is nobody, or nothing fell on anybody. Half the mean difference
    between two people, over the mean (Gini 1912); exact, in one pass over the sorted counts.
    """
    rows = sorted((count, people) for count, people in times.items() if people > 0)
    everyone = sum(people for _count, people in rows)
    total = sum(count * people for count, people in rows)
    if not total:
        return None
    below, differences = 0, 0
    for count, people in rows:
        # Each person of this row stands over those below and under those above.
        differences += count * people * (2 * below + people - everyone)
        below += people
    return Fraction(differences, everyone * total)


def middle(values: Iterable[int]) -> float | None:
    """The median; None of nothing."""
    found = list(values)
    return float(median(found)) if found else None


def bucket(value: int, edges: Sequence[int]) -> int:
    """Which bucket `value` falls in: 0 up to the first edge, and so on; the last takes what is over every edge."""
    return sum(value > edge for edge in edges)


def share(part: int, whole: int) -> int | None:
    """A part in whole percent; None of nothing."""
    return round(100 * part / whole) if whole else None
