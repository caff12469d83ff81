"""Linear and whole-number programmes for HiGHS, over few columns with many entries, that can be stopped."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from projects.matching.solving.watch import Watch, watched_model

Numbers = NDArray[np.float64]
INFINITY = float("inf")


class Programme:
    """Maximises `cost` over columns between bounds, with rows between bounds; whole numbers if `whole`.

    Rows and bounds can be changed and the programme solved again from where it stood.
    """

    def __init__(
        self,
        *,
        matrix: Numbers,
        row_lower: Sequence[float] | Numbers,
        row_upper: Sequence[float] | Numbers,
        lower: Sequence[float] | Numbers,
        upper: Sequence[float] | Numbers,
        watch: Watch,
        whole: bool = False,
    ) -> None:
        import highspy  # here, so that only a process that solves loads it

        solver: Any = highspy  # its types leave some of it out
        self._highspy = solver
        self._watch = watch
        self._model = model = watched_model(watch)
        programme = solver.HighsLp()
        programme.num_row_, programme.num_col_ = matrix.shape
        programme.col_cost_ = np.zeros(matrix.shape[1])
        programme.col_lower_, programme.col_upper_ = _floats(lower), _floats(upper)
        programme.row_lower_, programme.row_upper_ = _floats(row_lower), _floats(row_upper)
        programme.sense_ = solver.ObjSense.kMaximize
        columns, rows = np.nonzero(matrix.T)
        programme.a_matrix_.format_ = solver.MatrixFormat.kColwise
        programme.a_matrix_.start_ = np.searchsorted(columns, np.arange(matrix.shape[1] + 1)).astype(np.int32)
        programme.a_matrix_.index_ = rows.astype(np.int32)
        programme.a_matrix_.value_ = matrix[rows, columns]
        if whole:
            programme.integrality_ = [solver.HighsVarType.kInteger] * matrix.shape[1]
        model.passModel(programme)
        self._columns = np.arange(matrix.shape[1], dtype=np.int32)
        self._rows = np.arange(matrix.shape[0], dtype=np.int32)

    def gap(self, share: float) -> None:
        """How near to the best a whole-number answer must come, as a share of it."""
        self._model.setOptionValue("mip_rel_gap", share)

    def first(self, *, is_enough: bool) -> None:
        """Whether any whole-number answer will do."""
        self._model.setOptionValue("mip_max_improving_sols", 1 if is_enough else 2**31 - 1)

    def costs(self, cost: Numbers) -> None:
        self._model.changeColsCost(len(cost), self._columns[: len(cost)], _floats(cost))

    def bounds(self, lower: Numbers, upper: Numbers) -> None:
        self._model.changeColsBounds(len(lower), self._columns[: len(lower)], _floats(lower), _floats(upper))

    def row_bounds(self, lower: Numbers, upper: Numbers) -> None:
        self._model.changeRowsBounds(len(lower), self._rows[: len(lower)], _floats(lower), _floats(upper))

    def coefficient(self, row: int, column: int, value: float) -> None:
        self._model.changeCoeff(row, column, value)

    def add_column(self, cost: float, column: Numbers, upper: float = INFINITY) -> None:
        """One more column, from zero up."""
        rows = np.nonzero(column)[0].astype(np.int32)
        self._model.addCol(cost, 0.0, upper, len(rows), rows, _floats(column[rows]))

    def solve(self) -> bool:
        """Whether there is an answer. Raises `Stopped` or `OutOfTime` when it was not to be had in time."""
        self._watch.check()
        self._model.run()
        status = self._model.getModelStatus()
        kinds = self._highspy.HighsModelStatus
        if status == kinds.kInterrupt:
            self._watch.check()
        if status not in (
            kinds.kOptimal,
            kinds.kSolutionLimit,
            kinds.kInfeasible,
            kinds.kUnboundedOrInfeasible,
        ):
            # A warm start that went astray: once more from nothing.
            self._model.clearSolver()
            self._model.run()
            status = self._model.getModelStatus()
            self._watch.check()
        return status in (kinds.kOptimal, kinds.kSolutionLimit)

    @property
    def objective(self) -> float:
        return float(self._model.getObjectiveValue())

    @property
    def bound(self) -> float:
        """What no whole-number answer can exceed."""
        return float(self._model.getInfo().mip_dual_bound)

    @property
    def values(self) -> Numbers:
        return np.array(self._model.getSolution().col_value)

    @property
    def row_duals(self) -> Numbers:
        """What one more unit of each row's limit would be worth."""
        return np.array(self._model.getSolution().row_dual)


def _floats(values: Sequence[float] | Numbers) -> Numbers:
    return np.ascontiguousarray(values, dtype=np.float64)
