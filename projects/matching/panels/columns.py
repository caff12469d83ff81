"""Mixing whole panels as well as can be, where the faces had none: column generation.

A master programme weighs the panels known so far; its duals are worths of the types, and the panel worth most under
them is the next. When no panel is worth more than the master already gives, no other panel can help.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from projects.matching.panels.decomposition import Panels
from projects.matching.panels.frame import Frame
from projects.matching.panels.solver import INFINITY, Numbers, Programme
from projects.matching.solving.watch import OutOfTime, Watch

GAIN = 1e-7
DUAL = 1e-6
TRIES = 4
HAIR = 2e-6


@dataclass
class Mixed:
    """Panels, their weights, and whether it is proven that no mixture is better."""

    panels: list[Numbers]
    weights: Numbers
    is_proven: bool


class Master:
    """The weights of panels: a row for each type, then "weights are one". Column 0 is the level or the shortfall."""

    def __init__(
        self, frame: Frame, watch: Watch, panels: list[Numbers], floors: Numbers, sign: float
    ) -> None:
        """`sign` 1: the rows lie a level above `floors`, to be raised; -1: a shortfall below, to be lowered."""
        self.frame = frame
        self.panels: list[Numbers] = []
        self.floors = np.append(floors, 1.0)
        matrix = np.zeros((len(floors) + 1, 1))
        matrix[:-1] = -sign
        self.programme = Programme(
            matrix=matrix,
            row_lower=self.floors,
            row_upper=np.append(np.full(len(floors), INFINITY), 1.0),
            lower=[0.0],
            upper=[1.0],
            watch=watch,
        )
        self.programme.costs(np.array([sign]))
        self._known: set[bytes] = set()
        for panel in panels:
            self.add(panel)

    def add(self, panel: Numbers) -> bool:
        """Whether the panel is new."""
        key = panel.astype(np.int32).tobytes()
        if key in self._known:
            return False
        self._known.add(key)
        self.panels.append(panel)
        self.programme.add_column(0.0, np.append(panel / self.frame.sizes, 1.0))
        return True

    def hold(self, types: NDArray[np.bool_], level: float) -> None:
        """These types have reached their level and keep it while the others rise."""
        rows = np.nonzero(types)[0]
        for row in rows:
            self.programme.coefficient(int(row), 0, 0.0)
        self.floors[rows] = level - 1e-9
        upper = np.append(np.full(len(self.floors) - 1, INFINITY), 1.0)
        self.programme.row_bounds(self.floors, upper)

    @property
    def value(self) -> float:
        return float(self.programme.values[0])

    @property
    def weights(self) -> Numbers:
        weights: Numbers = np.clip(self.programme.values[1:], 0.0, None)
        return weights

    @property
    def duals(self) -> tuple[Numbers, float]:
        """The worth of one more chance for each type, and what the panels in use give at these worths."""
        duals = self.programme.row_duals
        return np.clip(-duals[:-1], 0.0, None), float(duals[-1])


@dataclass
class Pricing:
    """Finds panels that are worth more than those in use."""

    frame: Frame
    finder: Panels
    random: np.random.Generator = field(default_factory=lambda: np.random.default_rng(0))

    def improve(self, master: Master) -> float:
        """Adds panels if any is worth more; returns by how much at most the value could still improve."""
        duals, given = master.duals
        worth = duals / self.frame.sizes
        added = False
        for attempt in range(TRIES):
            shaken = worth * (1.0 + 0.3 * self.random.random(len(worth)) * (attempt > 0))
            panel = self.finder.quick(shaken)
            if panel is not None and worth @ panel > given + GAIN:
                added = master.add(panel) or added
        if added:
            return INFINITY
        best = self.finder.best(worth)
        if best is None:
            return 0.0
        panel, bound = best
        if worth @ panel > given + GAIN and master.add(panel):
            return max(0.0, bound - given)
        return 0.0


def least_shortfall(
    frame: Frame, chances: Numbers, panels: list[Numbers], finder: Panels, watch: Watch, enough: float
) -> tuple[Mixed, float]:
    """The mixture whose largest shortfall below `chances` is least, or at most `enough`; and that shortfall."""
    # Each floor a hair lower, and each by another: equal floors make the simplex turn in circles.
    hairs = np.random.default_rng(0).random(len(chances)) * HAIR
    master = Master(frame, watch, panels, chances - hairs, sign=-1.0)
    pricing = Pricing(frame, finder)
    weights, value, is_proven = None, 1.0, False
    try:
        while master.programme.solve():
            weights, value = master.weights, master.value
            if value <= enough:
                is_proven = value <= GAIN
                break
            if pricing.improve(master) <= GAIN:
                is_proven = True
                break
    except OutOfTime:
        pass
    known = master.panels[: len(weights)] if weights is not None else master.panels
    return Mixed(known, weights if weights is not None else np.array([]), is_proven), value


def leximin(frame: Frame, panels: list[Numbers], finder: Panels, watch: Watch) -> Mixed | None:
    """LEXIMIN over whole panels: the smallest chance as large as can be, then the next, each proven by pricing.

    None when the time did not suffice for a first mixture; not proven when it ended before the last level.
    """
    types = len(frame.sizes)
    master = Master(frame, watch, panels, np.zeros(types), sign=1.0)
    pricing = Pricing(frame, finder)
    free = np.ones(types, dtype=bool)
    weights = None
    try:
        while free.any() and master.programme.solve():
            weights = master.weights
            level = master.value
            duals, _given = master.duals
            if pricing.improve(master) > GAIN:
                continue
            held = free & (duals > DUAL)
            if not held.any():
                held = free.copy()
            free &= ~held
            master.hold(held, level)
    except OutOfTime:
        pass
    if weights is None:
        return None
    return Mixed(master.panels[: len(weights)], weights, not free.any())
