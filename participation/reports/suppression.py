"""Hiding small groups of people, also from those who subtract. Pure.

Under five people are hidden. A figure is also hidden when it could be subtracted from others to find such a group: a
unit from its municipality, an answer from all who were asked, a report of one time from a report of another. What is
hidden depends only on the rows, never on which reports happen to have been made, so that two reports never tell more
together than each alone.

People are counted of whole calendar years alone. Two times of which one lies within the other (half a year and seven
months, a tertial and its year) would tell of those who came in between, and whichever were shown first would hide the
other for good. Years do not lie within each other, so that the tree of units is all that there is to subtract in.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from participation.reports.period import Period

LEAST = 5
# A year is over when what happened in its last days has been written down.
SETTLED_AFTER = timedelta(days=14)
# Why people are not counted in a report at all.
NOT_A_YEAR, NOT_OVER, OF_A_PROJECT = "not_a_year", "not_over", "of_a_project"
Node = TypeVar("Node", bound=Hashable)


def is_small(count: int) -> bool:
    """Whether a group is so small that people in it could be recognised. Nobody is not a group."""
    return 0 < count < LEAST


def why_uncounted(period: Period, *, today: date, is_of_project: bool) -> str:
    """Why people are not counted in a report of a period made on a day; empty where they are.

    A year that goes on would tell of one person to whoever makes the report again a week later.
    """
    if is_of_project:
        return OF_A_PROJECT
    if not period.is_year:
        return NOT_A_YEAR
    return "" if period.end + SETTLED_AFTER <= today else NOT_OVER


def shown_nodes(counts: Mapping[Node, int], parents: Mapping[Node, Node]) -> frozenset[Node]:
    """Which nodes of a tree of groups may show their count; each node lies within its parent, if it has one."""
    return shown_groups(counts, {node: _above(node, parents) for node in counts})


def shown_groups(
    counts: Mapping[Node, int], above: Mapping[Node, Iterable[Node]], kind: Callable[[Node], Any] = bool
) -> frozenset[Node]:
    """Which groups may show their count, when each lies within all that `above` names for it.

    No count shown is from one to four; neither is a shown count less any set of shown counts of one kind within it, nor
    less one or two shown counts of any kind, nor what two of them have more than it.
    """
    seen = _Seen(counts, {node: frozenset(above.get(node, ())) for node in counts}, kind)
    order = sorted(counts, key=lambda node: (len(seen.above[node]), -counts[node], str(node)))
    for node in order:
        if not is_small(counts[node]) and not seen.would_tell(node):
            seen.show(node)
    return frozenset(seen.shown)


class _Seen:
    """What is shown so far, and what each shown group could be compared with."""

    def __init__(
        self, counts: Mapping[Any, int], above: Mapping[Any, frozenset[Any]], kind: Callable[[Any], Any]
    ) -> None:
        self.counts, self.above, self.kind = counts, above, kind
        self.shown: set[Any] = set()
        # Of each shown group: what can be added up within it, kind by kind; and who is within it, by their number.
        self._sums: dict[Any, dict[Any, set[int]]] = defaultdict(lambda: defaultdict(lambda: {0}))
        self._within: dict[Any, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))

    def would_tell(self, node: Any) -> bool:
        """Whether this count beside those shown leaves one to four in one of the groups that it lies within."""
        count = self.counts[node]
        for total in self._totals(node):
            rest = self.counts[total] - count
            if is_small(rest) or any(is_small(rest - part) for part in self._sums[total][self.kind(node)]):
                return True
            if any(self._is_beside(node, total, rest + step) for step in range(-LEAST + 1, LEAST) if step):
                return True
        return False

    def show(self, node: Any) -> None:
        count = self.counts[node]
        for total in self._totals(node):
            sums = self._sums[total][self.kind(node)]
            sums |= {part + count for part in sums if part + count <= self.counts[total]}
            self._within[total][count].append(node)
        self.shown.add(node)

    def _totals(self, node: Any) -> list[Any]:
        return [total for total in self.above[node] if total in self.shown]

    def _is_beside(self, node: Any, total: Any, number: int) -> bool:
        """Whether a group of this number is shown within the total, and neither lies within the other."""
        others = self._within[total].get(number, ()) if number > 0 else ()
        return any(one not in self.above[node] and node not in self.above[one] for one in others)


def breakdown(total: int | None, parts: Mapping[str, int | None]) -> dict[str, int | None]:
    """The parts of a shown total: all of them, or none.

    One small part hides all: with some shown and the total known, the rest could be reckoned.
    """
    hides = total is None or any(part is None or is_small(part) for part in parts.values())
    return dict.fromkeys(parts) if hides else dict(parts)


def _above(node: Node, parents: Mapping[Node, Node]) -> list[Node]:
    found: list[Node] = []
    while node in parents and parents[node] not in found:
        node = parents[node]
        found.append(node)
    return found
