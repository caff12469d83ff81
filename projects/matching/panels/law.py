"""Quotas that a law or the population suggests. They are proposals: a person takes them, changes them or not."""

import math
from collections.abc import Mapping

from projects.matching.panels.values import Quota


def least_of_each_gender(members: int) -> int:
    """The least number of each gender in a public committee, likestillings- og diskrimineringsloven § 28.

    Two or three members: both are represented; four or five: two of each; six to eight: three; nine: four; more: 40 per
    cent. One member: nothing.
    """
    for most, least in ((1, 0), (3, 1), (5, 2), (8, 3), (9, 4)):
        if members <= most:
            return least
    return math.ceil(members * 2 / 5)


def balanced(category: str, values: tuple[str, str], members: int) -> tuple[Quota, Quota]:
    """The two quotas of § 28."""
    least = least_of_each_gender(members)
    one, other = (Quota(category, value, least, members - least) for value in values)
    return one, other


def proportional(category: str, people: Mapping[str, int], members: int) -> tuple[Quota, ...]:
    """Quotas like the population: of each value as many seats as its share, rounded down to rounded up.

    Together they can always be kept. Empty when nobody is counted.
    """
    total = sum(people.values())
    if not total:
        return ()
    return tuple(
        Quota(category, value, number * members // total, -(-number * members // total))
        for value, number in sorted(people.items())
    )
