"""Hiding small groups of people, also from those who subtract. Pure.

Under five people are hidden. A figure is also hidden when it could be subtracted from others to find such a group: a
unit from its municipality, or an answer from all who were asked. What is hidden depends only on the whole table of
units, never on which reports happen to have been made, so that two reports of the same period never tell more together.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

LEAST = 5
Node = TypeVar("Node", bound=Hashable)


def is_small(count: int) -> bool:
    """Whether a group is so small that people in it could be recognised. Nobody is not a group."""
    return 0 < count < LEAST


def shown_nodes(counts: Mapping[Node, int], parents: Mapping[Node, Node]) -> frozenset[Node]:
    """Which nodes of a tree of groups may show their count; each node lies within its parent, if it has one.

    No count shown, and no shown count less any set of shown counts of nodes below it, is from one to four.
    """
    sums: dict[Node, set[int]] = {}
    order = sorted(counts, key=lambda node: (len(_above(node, parents)), -counts[node], str(node)))
    for node in order:
        count = counts[node]
        totals = [above for above in _above(node, parents) if above in sums]
        if is_small(count) or any(_tells(counts[total], sums[total], count) for total in totals):
            continue
        sums[node] = {0}
        for total in totals:
            sums[total] |= {part + count for part in sums[total] if part + count <= counts[total]}
    return frozenset(sums)


def breakdown(total: int | None, parts: Mapping[str, int | None]) -> dict[str, int | None]:
    """The parts of a shown total: all of them, or none.

    One small part hides all: with some shown and the total known, the rest could be reckoned.
    """
    hides = total is None or any(part is None or is_small(part) for part in parts.values())
    return dict.fromkeys(parts) if hides else dict(parts)


def _tells(total: int, sums: set[int], count: int) -> bool:
    return any(is_small(total - part - count) for part in sums)


def _above(node: Node, parents: Mapping[Node, Node]) -> list[Node]:
    found: list[Node] = []
    while node in parents and parents[node] not in found:
        node = parents[node]
        found.append(node)
    return found
