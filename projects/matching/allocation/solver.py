"""Sparse programmes for HiGHS that can be stopped."""

import numpy as np
from numpy.typing import NDArray

from projects.matching.allocation.programme import Programme
from projects.matching.solving.watch import Watch, watched_model

Numbers = NDArray[np.float64]


class Solver:
    """One programme, solved again after costs or bounds have changed from where it stood."""

    def __init__(self, programme: Programme, watch: Watch, *, whole: bool = False) -> None:
        import highspy  # here, so that only a process that solves loads it

        self._kinds = highspy.HighsModelStatus
        self._watch = watch
        self._model = model = watched_model(watch)
        asked = highspy.HighsLp()
        asked.num_row_, asked.num_col_ = len(programme.row_lower), len(programme.cost)
        asked.col_cost_, asked.col_lower_, asked.col_upper_ = programme.cost, programme.lower, programme.upper
        asked.row_lower_, asked.row_upper_ = programme.row_lower, programme.row_upper
        asked.sense_ = highspy.ObjSense.kMaximize
        asked.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        asked.a_matrix_.start_ = programme.starts
        asked.a_matrix_.index_ = programme.rows
        asked.a_matrix_.value_ = programme.values
        if whole:
            asked.integrality_ = [highspy.HighsVarType.kInteger] * len(programme.cost)
            model.setOptionValue("mip_rel_gap", 1e-5)
        model.passModel(asked)
        self._columns = np.arange(len(programme.cost), dtype=np.int32)

    def costs(self, cost: Numbers) -> None:
        self._model.changeColsCost(len(cost), self._columns[: len(cost)], cost)

    def row_at_least(self, row: int, least: float) -> None:
        self._model.changeRowBounds(row, least, np.inf)

    def solve(self) -> bool:
        """Whether there is an answer. Raises `Stopped` when nobody waits for it; out of time there is none."""
        self._watch.check_wanted()
        if self._watch.is_over:
            return False
        self._model.run()
        self._watch.check_wanted()
        return bool(self._model.getModelStatus() == self._kinds.kOptimal)

    @property
    def objective(self) -> float:
        return float(self._model.getObjectiveValue())

    @property
    def values(self) -> Numbers:
        return np.array(self._model.getSolution().col_value)

    @property
    def reduced_costs(self) -> Numbers:
        """What one unit more of each column would bring."""
        return np.array(self._model.getSolution().col_dual)
