"""The programme of a question: a column for each person in each opening, rows for seats, limits and minima.

Without the minima it is a flow from people to openings, and its linear programme comes out whole.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from projects.matching.allocation.values import Ids, Question, penalty

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Edges:
    """Who could sit where, one row for each pair; `places` are where the pair stands in the opening's own list."""

    opening: Ids
    person: Ids
    place: Ids
    worth: Numbers

    def only(self, which: NDArray[np.bool_]) -> "Edges":
        return Edges(self.opening[which], self.person[which], self.place[which], self.worth[which])


@dataclass(frozen=True, slots=True)
class Programme:
    """Columns with costs and bounds, rows with bounds, and the matrix column by column. First the edges, then what
    each minimum lacks; the last row counts the seats filled."""

    cost: Numbers
    lower: Numbers
    upper: Numbers
    row_lower: Numbers
    row_upper: Numbers
    starts: Ids
    rows: Ids
    values: Numbers

    @property
    def last_row(self) -> int:
        return len(self.row_lower) - 1


def edges_of(question: Question) -> Edges:
    """Every pair, opening by opening."""
    sizes = [len(opening.people) for opening in question.openings]
    empty = np.zeros(0, dtype=np.int32)
    return Edges(
        np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        np.concatenate([empty, *(opening.people for opening in question.openings)]).astype(np.int32),
        np.concatenate([empty, *(np.arange(size, dtype=np.int32) for size in sizes)]).astype(np.int32),
        np.concatenate([empty, *(opening.worths for opening in question.openings)]).astype(np.float64),
    )


def programme_of(
    question: Question, edges: Edges, limits: Ids, *, filled: int = 0, with_minima: bool = True
) -> Programme:
    """The programme over `edges`, with at least `filled` seats filled; `limits` are what is left of each person's."""
    count = len(edges.person)
    columns = np.arange(count, dtype=np.int64)
    used, opening_row = np.unique(edges.opening, return_inverse=True)
    entries = [(columns, opening_row)]
    uppers = [np.array([question.openings[n].seats for n in used], dtype=np.float64)]
    lowers = [np.full(len(used), -np.inf)]
    height = len(used)
    for which, row, upper in (_limits(edges, limits), _projects(question, edges)):
        entries.append((which, row + height))
        uppers.append(upper)
        lowers.append(np.full(len(upper), -np.inf))
        height += len(upper)
    lacking = np.zeros(0)
    if with_minima:
        pairs, lacking = _minima(question, edges, height)
        entries += pairs
        lowers.append(lacking)
        uppers.append(np.full(len(lacking), np.inf))
        height += len(lacking)
    entries.append((columns, np.full(count, height)))
    lowers.append(np.array([float(filled)]))
    uppers.append(np.array([np.inf]))
    worst = np.full(len(lacking), -float(penalty(question)))
    starts, rows = _by_column(entries, count + len(lacking))
    return Programme(
        cost=np.concatenate([edges.worth, worst]),
        lower=np.zeros(count + len(lacking)),
        upper=np.concatenate([np.ones(count), lacking]),
        row_lower=np.concatenate(lowers),
        row_upper=np.concatenate(uppers),
        starts=starts,
        rows=rows,
        values=np.ones(len(rows)),
    )


def _minima(
    question: Question, edges: Edges, height: int
) -> tuple[list[tuple[NDArray[np.int64], NDArray[np.int64]]], Numbers]:
    """A row for each minimum: those who meet it, and a column of its own for how many of them it lacks."""
    entries: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    least: list[float] = []
    for n in np.unique(edges.opening).tolist():
        first = int(np.searchsorted(edges.opening, n))
        own = edges.place[first : int(np.searchsorted(edges.opening, n, side="right"))]
        for minimum in question.openings[n].minima:
            who = first + np.flatnonzero(np.isin(own, minimum.people))
            columns = np.append(who, len(edges.person) + len(least))
            entries.append((columns, np.full(len(columns), height + len(least))))
            least.append(float(minimum.least))
    return entries, np.array(least)


def _limits(edges: Edges, limits: Ids) -> tuple[NDArray[np.int64], NDArray[np.int64], Numbers]:
    """A row for each person who could sit in more openings than they want to."""
    people, row, times = np.unique(edges.person, return_inverse=True, return_counts=True)
    return _rows(row, times > limits[people], limits[people].astype(np.float64))


def _projects(question: Question, edges: Edges) -> tuple[NDArray[np.int64], NDArray[np.int64], Numbers]:
    """A row for each person who could sit in a project in more ways than one."""
    names = {opening.project: n for n, opening in enumerate(question.openings)}
    project = np.array([names[opening.project] for opening in question.openings], dtype=np.int64)
    pairs = project[edges.opening] * (int(edges.person.max(initial=0)) + 1) + edges.person
    _pairs, row, times = np.unique(pairs, return_inverse=True, return_counts=True)
    return _rows(row, times > 1, np.ones(len(times)))


def _rows(
    row: NDArray[np.int64], is_needed: NDArray[np.bool_], upper: Numbers
) -> tuple[NDArray[np.int64], NDArray[np.int64], Numbers]:
    number = np.cumsum(is_needed) - 1
    which = np.flatnonzero(is_needed[row])
    return which, number[row[which]], upper[is_needed]


def _by_column(entries: list[tuple[NDArray[np.int64], NDArray[np.int64]]], columns: int) -> tuple[Ids, Ids]:
    column = np.concatenate([column for column, _row in entries])
    row = np.concatenate([row for _column, row in entries])
    order = np.lexsort((row, column))
    starts = np.searchsorted(column[order], np.arange(columns + 1))
    return starts.astype(np.int32), row[order].astype(np.int32)
