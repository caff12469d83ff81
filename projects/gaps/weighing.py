"""What asked-for and had come to in one word, and how evenly people are used. Plain Python, tested by properties."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# A table with more columns is read by nobody; the areas with most people and most asked for stand first.
MOST_AREAS = 12
# Rows of the chart: never, once, twice, three times, four times or more.
LAST_BAR = 4


class Verdict(StrEnum):
    """How what is asked for stands against those who have it, the worst first."""

    NOBODY = "nobody"
    ONE = "one"
    FEWER = "fewer"
    ENOUGH = "enough"


ORDER = {verdict: place for place, verdict in enumerate(Verdict)}


def judge(*, seats: int, people: int) -> Verdict:
    """One word for `people` who have something that `seats` asked for. Refuses what nobody asked for."""
    if seats < 1 or people < 0:
        raise ValueError("something is judged that nobody asked for")
    if people == 0:
        return Verdict.NOBODY
    if people == 1:
        return Verdict.ONE
    return Verdict.FEWER if people < seats else Verdict.ENOUGH


@dataclass(frozen=True)
class Spread:
    """How much fell on those who got the most: `theirs` of `total`, on `most` of `people` who got any."""

    people: int
    total: int
    most: int
    theirs: int

    @property
    def percent(self) -> int:
        """Their part in whole percent; nothing of nothing is nothing."""
        return round(100 * self.theirs / self.total) if self.total else 0


def spread(times: Mapping[int, int], *, most: int) -> Spread:
    """Reads from "how many times: how many people" what fell on the `most` people who were used most."""
    used = {count: people for count, people in times.items() if count > 0 and people > 0}
    left, theirs = most, 0
    for count in sorted(used, reverse=True):
        taken = min(left, used[count])
        theirs += taken * count
        left -= taken
    people = sum(used.values())
    total = sum(count * number for count, number in used.items())
    return Spread(people=people, total=total, most=min(most, people), theirs=theirs)


def stacked(times: Mapping[int, int], *, last: int) -> tuple[int, ...]:
    """People by how often: never, once, … and `last` times or more."""
    found = [0] * (last + 1)
    for count, people in times.items():
        found[min(count, last)] += people
    return tuple(found)
