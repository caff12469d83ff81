"""From chances to whole panels, face by face.

A point inside the quotas is mixed from one whole panel on its face and another point; taking as much of the panel as
stays inside brings the rest to a smaller face. So there are at most as many panels as types and quotas.
"""

from dataclasses import dataclass

import numpy as np

from projects.matching.panels.frame import Frame
from projects.matching.panels.repair import Repair
from projects.matching.panels.solver import Numbers
from projects.matching.solving.watch import OutOfTime, Watch

TIGHT = 1e-7
LEFT = 1e-6
NEIGHBOURS = 60


@dataclass
class Decomposed:
    """Panels (numbers of each type) with their weights, and the weight that no whole panel was found for."""

    panels: list[Numbers]
    weights: list[float]
    left: float


class Panels:
    """Finds a whole panel that is best for given worths of the types, cheap ways first."""

    def __init__(self, frame: Frame, watch: Watch) -> None:
        self._frame = frame
        self._mixed = frame.programme(watch, whole=False)
        self._whole = frame.programme(watch, whole=True)
        self._repair = Repair(frame.matrix)
        self.bounded(np.zeros(len(frame.sizes)), frame.sizes, frame.lower, frame.upper)

    def bounded(self, lower: Numbers, upper: Numbers, row_lower: Numbers, row_upper: Numbers) -> None:
        """Only panels between these bounds from now on."""
        self._lower, self._upper = lower, upper
        self._row_lower, self._row_upper = row_lower, row_upper
        self._mixed.bounds(lower, upper)
        for programme in (self._mixed, self._whole):
            programme.row_bounds(row_lower, row_upper)

    def quick(self, worth: Numbers) -> Numbers | None:
        """A good panel: a vertex if it is whole, else the vertex repaired. None when neither is to be had."""
        self._mixed.costs(worth)
        if not self._mixed.solve():
            return None
        values = self._mixed.values
        rounded = np.round(values)
        broken = np.abs(values - rounded) > 1e-6
        if not broken.any():
            return rounded
        mended = self._repair.panel(
            values,
            worth,
            lower=self._lower,
            upper=self._upper,
            row_lower=self._row_lower,
            row_upper=self._row_upper,
        )
        if mended is not None:
            return mended
        # Whole entries stay as they are, except near the broken ones: the dearest of those who are out.
        opened = broken | (rounded > 0)
        out = np.nonzero(~opened & (self._upper > self._lower))[0]
        opened[out[np.argsort(-worth[out], kind="stable")[:NEIGHBOURS]]] = True
        lower = np.where(opened, self._lower, rounded)
        upper = np.where(opened, self._upper, rounded)
        return self._repaired(worth, lower, upper)

    def best(self, worth: Numbers, gap: float = 0.0) -> tuple[Numbers, float] | None:
        """The best panel and what none can exceed; None when there is no panel."""
        self._whole.bounds(self._lower, self._upper)
        self._whole.costs(worth)
        self._whole.gap(gap)
        self._whole.first(is_enough=False)
        if not self._whole.solve():
            return None
        return np.round(self._whole.values), self._whole.bound

    def any(self, worth: Numbers) -> bool:
        """Whether there is a panel at all."""
        if self.quick(worth) is not None:
            return True
        return self._repaired(worth, self._lower, self._upper) is not None

    def _repaired(self, worth: Numbers, lower: Numbers, upper: Numbers) -> Numbers | None:
        self._whole.bounds(lower, upper)
        self._whole.costs(worth)
        self._whole.first(is_enough=True)
        return np.round(self._whole.values) if self._whole.solve() else None


def decompose(frame: Frame, chances: Numbers, watch: Watch) -> Decomposed:
    """Panels whose mixture has these chances, as far as whole panels can be found on the faces."""
    finder = Panels(frame, watch)
    rest = chances * frame.sizes
    found = Decomposed([], [], 1.0)
    most = len(frame.sizes) + len(frame.lower) + 10
    try:
        while found.left > LEFT and len(found.panels) < most:
            panel = _on_face(frame, finder, rest)
            if panel is None:
                break
            share = _share(frame, rest, panel)
            if share < LEFT:
                break
            found.panels.append(panel)
            found.weights.append(found.left * share)
            found.left *= 1.0 - share
            if found.left > LEFT:
                rest = (rest - share * panel) / (1.0 - share)
    except OutOfTime:
        pass
    if found.panels and found.left <= LEFT:
        found.weights[-1] += found.left
        found.left = 0.0
    return found


def _on_face(frame: Frame, finder: Panels, rest: Numbers) -> Numbers | None:
    """A whole panel that meets every limit that `rest` meets exactly, of those with most chance left."""
    sums = frame.matrix @ rest
    slack = TIGHT * max(1.0, frame.seats)
    finder.bounded(
        np.where(rest > frame.sizes - TIGHT, frame.sizes, 0.0),
        np.where(rest < TIGHT, 0.0, frame.sizes),
        np.where(sums > frame.upper - slack, frame.upper, frame.lower),
        np.where(sums < frame.lower + slack, frame.lower, frame.upper),
    )
    worth = rest / frame.sizes
    panel = finder.quick(worth)
    if panel is None:
        best = finder.best(worth, gap=0.1)
        panel = best[0] if best else None
    return panel if panel is not None and frame.keeps(panel) else None


def _share(frame: Frame, rest: Numbers, panel: Numbers) -> float:
    """The largest weight of `panel` in `rest` with which what remains keeps every limit."""
    sums, kept = frame.matrix @ rest, frame.matrix @ panel
    room = np.concatenate([rest, frame.sizes - rest, sums - frame.lower, frame.upper - sums])
    need = np.concatenate([panel, frame.sizes - panel, kept - frame.lower, frame.upper - kept])
    limits = room[need > 0.5] / need[need > 0.5]
    return float(np.clip(limits.min(initial=1.0), 0.0, 1.0))
