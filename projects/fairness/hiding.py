"""Hiding small groups from those who may not see people, also from those who subtract. Plain Python.

From one to four people are hidden. In a table whose total is known, a hidden row could be found by subtracting the
shown rows from the total; so that further rows are hidden until what is hidden together is no small group.
"""

from collections.abc import Mapping, Sequence

LEAST = 5


def is_small(count: int) -> bool:
    """Whether a group is so small that somebody could be recognised. Nobody is not a group."""
    return 0 < count < LEAST


def is_telling(row: Sequence[int]) -> bool:
    """Whether a row of parts (asked, not asked) tells of a small group: by a part, or by all of them together."""
    return is_small(sum(row)) or any(is_small(part) for part in row)


def hidden_rows(rows: Sequence[Sequence[int]]) -> frozenset[int]:
    """Which rows must be hidden so that neither a shown row, nor the total less the shown rows, tells of few.

    Each row is one group's parts; the total of each part is taken to be known. All rows are hidden when the total
    itself tells of few.
    """
    if not rows:
        return frozenset()
    everything = frozenset(range(len(rows)))
    if is_telling(_together(rows, everything)):
        return everything
    hidden = {at for at, row in enumerate(rows) if is_telling(row)}
    others = sorted(everything - hidden, key=lambda at: (sum(rows[at]), at))
    while hidden and (is_telling(_together(rows, hidden)) or _is_alone(rows, hidden)):
        more = next((at for at in others if at not in hidden and any(rows[at])), None)
        if more is None:
            return everything
        hidden.add(more)
    return frozenset(hidden)


def all_or_none(counts: Mapping[int, int]) -> bool:
    """Whether a whole distribution may be shown: no group in it is small. One small group hides all of it."""
    return not any(is_small(count) for count in counts.values())


def _together(rows: Sequence[Sequence[int]], chosen: frozenset[int] | set[int]) -> list[int]:
    return [sum(rows[at][part] for at in chosen) for part in range(len(rows[0]))]


def _is_alone(rows: Sequence[Sequence[int]], hidden: set[int]) -> bool:
    """Only one of the hidden rows has anybody in it: what is left of the total is just that row."""
    return sum(any(rows[at]) for at in hidden) == 1
