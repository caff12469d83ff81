"""The fairest lottery under the quotas, with its certificate; or what clashes."""

from collections.abc import Callable, Iterable

import numpy as np

from projects.matching.panels.clash import clash
from projects.matching.panels.columns import Mixed, least_shortfall, leximin
from projects.matching.panels.decomposition import Panels, decompose
from projects.matching.panels.frame import Frame
from projects.matching.panels.relaxation import Relaxed, relax
from projects.matching.panels.solver import Numbers
from projects.matching.panels.values import TICKETS, Certificate, Clash, Lottery, Problem, panel_of
from projects.matching.solving.watch import OutOfTime, Watch

SECONDS = 120.0
EXACT = 1e-6  # A smaller shortfall is the rounding of the solver.
MATERIAL = 0.02  # of the smallest chance
MOST = 0.0005
SMALL = 60  # So few types are always solved to the end.
Progress = Callable[[str], None]


def find(
    problem: Problem,
    *,
    seconds: float = SECONDS,
    should_stop: Callable[[], bool] | None = None,
    progress: Progress = lambda step: None,
) -> Lottery | Clash:
    """The lottery over panels that gives everybody as equal a chance as the quotas allow, or the clash.

    Ends within about `seconds` with the best so far, whose certificate says how good it is. `progress` is told the
    step: "relaxing", "mixing", "filling", "proving". Raises `Stopped` when `should_stop` says so, `OutOfTime` when not
    even one panel was found.
    """
    watch = Watch(seconds=seconds, should_stop=should_stop)
    if not problem.types:
        return clash(problem, watch)
    frame = Frame(problem)
    progress("relaxing")
    relaxed = relax(frame, watch)
    if relaxed is None:
        return clash(problem, watch)
    progress("mixing")
    decomposed = decompose(frame, relaxed.chances, watch.within(0.5))
    if not decomposed.left:
        mixed = Mixed(decomposed.panels, np.array(decomposed.weights), is_proven=True)
        return _lottery(frame, relaxed, mixed)
    finder = Panels(frame, watch)
    panels = decomposed.panels
    if not panels:
        first = finder.best(np.zeros(len(frame.sizes)), gap=1.0)
        if first is None:
            return clash(problem, watch)
        panels = [first[0]]
    return _lottery(frame, relaxed, _mix(frame, relaxed, panels, finder, watch, progress))


def check(problem: Problem, *, seconds: float) -> Clash | None:
    """The clash, or None when a panel exists. Raises `OutOfTime` when that is not known in time."""
    watch = Watch(seconds=seconds)
    if not problem.types or len(problem.people) < problem.seats:
        return clash(problem, watch)
    frame = Frame(problem)
    anybody = np.zeros(len(frame.sizes))
    return None if Panels(frame, watch).any(anybody) else clash(problem, watch)


def _mix(
    frame: Frame, relaxed: Relaxed, panels: list[Numbers], finder: Panels, watch: Watch, progress: Progress
) -> Mixed:
    """Few types: the exact LEXIMIN. Else the least shortfall and, where that is material, the better of the two."""
    if len(frame.sizes) <= SMALL:
        progress("proving")
        exact = leximin(frame, panels, finder, watch.within(0.8))
        if exact is not None and exact.is_proven:
            return exact
    progress("filling")
    material = min(MOST, MATERIAL * relaxed.smallest)
    # Half of what is material, so that the search does not end on the edge of it.
    near, shortfall = least_shortfall(
        frame, relaxed.chances, panels, finder, watch.within(0.5), max(EXACT, material / 2)
    )
    if shortfall <= material:
        return near
    progress("proving")
    exact = leximin(frame, near.panels, finder, watch)
    if exact is None:
        return near
    if not len(near.weights) or _ranks(frame, exact) >= _ranks(frame, near):
        return exact
    return near


def _ranks(frame: Frame, mixed: Mixed) -> list[float]:
    """Chances of all people from the smallest up: the larger list is the fairer lottery."""
    chances = _chances(frame, mixed.panels, mixed.weights)
    return sorted(np.repeat(np.round(chances, 6), frame.sizes.astype(int)).tolist())


def _chances(frame: Frame, panels: Iterable[Numbers], weights: Numbers) -> Numbers:
    chances: Numbers = np.array(list(panels)).T @ (weights / weights.sum()) / frame.sizes
    return chances


def _lottery(frame: Frame, relaxed: Relaxed, mixed: Mixed) -> Lottery:
    if not len(mixed.weights):
        raise OutOfTime
    tickets = _tickets(mixed.weights)
    kept = [place for place, number in enumerate(tickets) if number]
    panels = [mixed.panels[place] for place in kept]
    numbers = [tickets[place] for place in kept]
    chances = _chances(frame, panels, np.array(numbers, dtype=np.float64))
    shortfall = float(np.max(relaxed.chances - chances, initial=0.0))
    certificate = Certificate(
        smallest=float(chances.min()),
        bound=relaxed.smallest,
        shortfall=shortfall,
        is_proven=mixed.is_proven,
        costs=relaxed.costs,
    )
    whole = tuple(panel_of(int(number) for number in panel) for panel in panels)
    return Lottery(frame.problem, whole, tuple(numbers), certificate)


def _tickets(weights: Numbers) -> list[int]:
    """Weights as whole tickets, together `TICKETS`: rounded down, the largest remainders up."""
    exact = weights / weights.sum() * TICKETS
    tickets = np.floor(exact).astype(np.int64)
    missing = TICKETS - int(tickets.sum())
    tickets[np.argsort(tickets - exact, kind="stable")[:missing]] += 1
    return [int(number) for number in tickets]
