"""A problem as numbers: which types count for which quota, and what a whole panel must keep."""

import numpy as np

from projects.matching.panels.solver import Numbers, Programme
from projects.matching.panels.values import Problem
from projects.matching.solving.watch import Watch


class Frame:
    """Rows are the quotas and, last, the seats; columns are the types."""

    def __init__(self, problem: Problem) -> None:
        types, quotas = problem.types, problem.quotas
        self.problem = problem
        self.seats = float(problem.seats)
        self.sizes: Numbers = np.array([kind.size for kind in types], dtype=np.float64)
        self.matrix: Numbers = np.zeros((len(quotas) + 1, len(types)))
        for place, kind in enumerate(types):
            self.matrix[list(kind.quotas), place] = 1.0
        self.matrix[-1] = 1.0
        self.lower: Numbers = np.array(
            [*(quota.minimum for quota in quotas), problem.seats], dtype=np.float64
        )
        self.upper: Numbers = np.array(
            [*(quota.maximum for quota in quotas), problem.seats], dtype=np.float64
        )

    def programme(self, watch: Watch, *, whole: bool) -> Programme:
        """Panels, or mixtures of them when not `whole`."""
        return Programme(
            matrix=self.matrix,
            row_lower=self.lower,
            row_upper=self.upper,
            lower=np.zeros(len(self.sizes)),
            upper=self.sizes,
            watch=watch,
            whole=whole,
        )

    def keeps(self, numbers: Numbers) -> bool:
        """Whether whole numbers of each type are a panel under every quota."""
        sums = self.matrix @ numbers
        return bool(
            np.all(sums >= self.lower)
            and np.all(sums <= self.upper)
            and np.all(numbers >= 0)
            and np.all(numbers <= self.sizes)
        )
