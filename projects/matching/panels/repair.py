"""From a mixture to a whole panel by exchanging people: far cheaper than a whole-number programme, when it works.

A tabu search over exchanges of one for one; the whole neighbourhood is weighed at once as a product of matrices.
"""

import numpy as np

from projects.matching.panels.solver import Numbers

STEPS = 400
STAYS_OUT = 14


class Repair:
    """Tries to bring a panel between bounds. Its choices are seeded, so the same question has the same answer."""

    def __init__(self, matrix: Numbers) -> None:
        self._matrix = matrix[:-1]  # without the seats: an exchange never changes their number
        self._columns = np.ascontiguousarray(self._matrix.T)
        self._random = np.random.default_rng(0)

    def panel(
        self,
        mixed: Numbers,
        worth: Numbers,
        *,
        lower: Numbers,
        upper: Numbers,
        row_lower: Numbers,
        row_upper: Numbers,
    ) -> Numbers | None:
        """A whole panel near `mixed`, of the more worthy people first; None when none is found in time."""
        numbers = _whole(mixed, upper)
        row_lower, row_upper = row_lower[:-1], row_upper[:-1]
        blocked_until = np.zeros(len(numbers), dtype=np.int64)
        worth = worth / max(1e-12, float(np.abs(worth).max())) * 0.2
        for step in range(STEPS):
            sums = self._matrix @ numbers
            miss = _miss(sums, row_lower, row_upper)
            if not miss.sum():
                return numbers
            fewer = _miss(sums - 1, row_lower, row_upper) - miss
            more = _miss(sums + 1, row_lower, row_upper) - miss
            out = np.nonzero(numbers > lower + 0.5)[0]
            into = np.nonzero((numbers < upper - 0.5) & (blocked_until <= step))[0]
            if not len(out) or not len(into):
                return None
            leaving, coming = self._columns[out], self._columns[into]
            change = (
                (leaving @ fewer)[:, None]
                + (coming @ more)[None, :]
                - (leaving * (fewer + more)) @ coming.T
                + worth[out][:, None]
                - worth[into][None, :]
                + self._random.random((len(out), len(into))) * 0.1
            )
            one, other = divmod(int(change.argmin()), len(into))
            numbers[out[one]] -= 1
            numbers[into[other]] += 1
            blocked_until[out[one]] = step + STAYS_OUT
        return None


def _miss(sums: Numbers, lower: Numbers, upper: Numbers) -> Numbers:
    found: Numbers = np.maximum(lower - sums, 0) + np.maximum(sums - upper, 0)
    return found


def _whole(mixed: Numbers, upper: Numbers) -> Numbers:
    """Whole numbers with the same sum: rounded down, and the largest remainders up."""
    numbers = np.floor(mixed + 1e-6)
    missing = round(float(mixed.sum() - numbers.sum()))
    remainders = np.where(numbers < upper - 0.5, mixed - numbers, -1.0)
    if missing > 0:
        numbers[np.argsort(-remainders, kind="stable")[:missing]] += 1
    return numbers
