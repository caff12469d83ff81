"""LEXIMIN over mixtures: the chances that no lottery over whole panels can beat, in milliseconds."""

from dataclasses import dataclass

import numpy as np

from projects.matching.panels.frame import Frame
from projects.matching.panels.solver import INFINITY, Numbers, Programme
from projects.matching.solving.watch import Watch

DUAL = 1e-7
_NONE: tuple[int, ...] = ()


@dataclass(frozen=True)
class Relaxed:
    """The chance of each type, the smallest, and the quotas (by place) that hold the smallest down."""

    chances: Numbers
    smallest: float
    costs: tuple[int, ...]


def relax(frame: Frame, watch: Watch) -> Relaxed | None:
    """Raises the smallest chance as far as it goes, fixes the types that hold it there, and goes on with the others.

    A type holds the level when its row has a dual: then it is at the level in every best answer. None when not even a
    mixture keeps the quotas.
    """
    types = len(frame.sizes)
    quotas = len(frame.lower)
    matrix = _rows(frame, quotas, types)
    row_lower = np.concatenate([frame.lower, np.zeros(types)])
    row_upper = np.concatenate([frame.upper, np.full(types, INFINITY)])
    lower, upper = np.zeros(types + 1), np.append(frame.sizes, 1.0)
    programme = Programme(
        matrix=matrix, row_lower=row_lower, row_upper=row_upper, lower=lower, upper=upper, watch=watch
    )
    programme.costs(np.append(np.zeros(types), 1.0))
    free = np.ones(types, dtype=bool)
    smallest, costs = -1.0, _NONE
    while free.any():
        if not programme.solve():
            if smallest < 0:
                return None
            break
        level = programme.values[types]
        duals = np.abs(programme.row_duals)
        if smallest < 0:
            smallest = level
            costs = _costs(duals[: quotas - 1], level, frame)
        held = free & (duals[quotas:] * frame.sizes > DUAL)
        if not held.any():
            held = free.copy()  # the level is at its ceiling, one, for everybody
        free &= ~held
        lower[:types][held] = np.maximum(0.0, level * frame.sizes[held] - 1e-10)
        row_lower[quotas:][held] = -INFINITY
        programme.bounds(lower, upper)
        programme.row_bounds(row_lower, row_upper)
    mean = programme.values[:types]
    return Relaxed(np.clip(mean / frame.sizes, 0.0, 1.0), smallest, costs)


def _rows(frame: Frame, quotas: int, types: int) -> Numbers:
    """Columns: the mean number of each type, and the level. Rows: quotas, seats, then "a type is at the level"."""
    matrix = np.zeros((quotas + types, types + 1))
    matrix[:quotas, :types] = frame.matrix
    matrix[quotas:, :types] = np.eye(types)
    matrix[quotas:, types] = -frame.sizes
    return matrix


def _costs(duals: Numbers, level: float, frame: Frame) -> tuple[int, ...]:
    """The quotas that matter for the smallest chance, the dearest first; none when all have the same chance."""
    if level >= frame.seats / frame.sizes.sum() - 1e-6:
        return ()
    order = np.argsort(-duals, kind="stable")
    return tuple(int(place) for place in order if duals[place] > DUAL)
