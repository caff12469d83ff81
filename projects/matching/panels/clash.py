"""Why no panel exists: the quotas that cannot be kept together, and the smallest loosening."""

import numpy as np

from projects.matching.panels.frame import Frame
from projects.matching.panels.solver import INFINITY, Numbers, Programme
from projects.matching.panels.values import Clash, Loosening, Problem, Quota
from projects.matching.solving.watch import Watch


def clash(problem: Problem, watch: Watch) -> Clash:
    """The clash of a problem without a panel. Nothing is loosened when there are fewer people than seats."""
    if len(problem.people) < problem.seats:
        return Clash((), ())
    frame = Frame(problem)
    return Clash(_irreducible(frame, watch), _loosened(frame, watch))


def _irreducible(frame: Frame, watch: Watch) -> tuple[Quota, ...]:
    """Takes each limit away in turn, and puts it back if the others can be kept without it."""
    programme = frame.programme(watch, whole=True)
    programme.first(is_enough=True)
    lower, upper = frame.lower.copy(), frame.upper.copy()
    quotas = frame.problem.quotas
    for limits, free in ((upper, INFINITY), (lower, 0.0)):
        for place in range(len(quotas)):
            held, limits[place] = limits[place], free
            programme.row_bounds(lower, upper)
            if programme.solve():
                limits[place] = held
    return tuple(quota for place, quota in enumerate(quotas) if lower[place] > 0 or upper[place] < INFINITY)


def _loosened(frame: Frame, watch: Watch) -> tuple[Loosening, ...]:
    """One programme with a slack below and above each quota; the sum of slacks is the least."""
    quotas, types = frame.problem.quotas, len(frame.sizes)
    count = len(quotas)
    rows = np.zeros((count + 1, types + 2 * count))
    rows[:, :types] = frame.matrix
    rows[:count, types : types + count] = np.eye(count)
    rows[:count, types + count :] = -np.eye(count)
    programme = Programme(
        matrix=rows,
        row_lower=frame.lower,
        row_upper=frame.upper,
        lower=np.zeros(rows.shape[1]),
        upper=np.concatenate([frame.sizes, np.full(2 * count, frame.seats)]),
        watch=watch,
        whole=True,
    )
    programme.costs(np.concatenate([np.zeros(types), np.full(2 * count, -1.0)]))
    if not programme.solve():
        return ()
    values: Numbers = np.round(programme.values[types:])
    return tuple(
        Loosening(
            quota,
            minimum=max(0, quota.minimum - int(values[place])),
            maximum=quota.maximum + int(values[count + place]),
        )
        for place, quota in enumerate(quotas)
        if values[place] or values[count + place]
    )
