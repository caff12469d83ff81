"""The plan for all open seats: as many filled as can be, then what the groups must have, then whom it suits best.

First the flow without minima, whose linear programme comes out whole: how many seats can be filled, and a safe answer.
Then the programme with the minima as a linear one, which no plan can beat; what comes out whole stays, and the openings
and people around what does not are decided by a small programme in whole numbers. The better of the answers counts,
among them the one of asking request by request, so that the plan is never worse than that.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from projects.matching.allocation.greedy import one_by_one
from projects.matching.allocation.programme import Edges, Numbers, edges_of, programme_of
from projects.matching.allocation.solver import Solver
from projects.matching.allocation.values import Ids, Plan, Question, Seat, penalty, plan_of
from projects.matching.solving.watch import Watch

Bools = NDArray[np.bool_]
SECONDS = 60.0
GAP = 1e-4
WHOLE = 1e-6
# How many who sit nowhere are tried in an opening that did not come out whole.
TRIED = 40


def planned(
    question: Question, *, seconds: float = SECONDS, should_stop: Callable[[], bool] | None = None
) -> Plan:
    """The best plan found within `seconds`, with the gap that is proved. Raises `Stopped` if `should_stop` says so."""
    watch = Watch(seconds=seconds, should_stop=should_stop)
    watch.check_wanted()
    best = one_by_one(question)
    edges = edges_of(question)
    if not len(edges.person):
        return best
    flow = _flow(question, edges, watch)
    if flow is None:
        return _with_gap(best, None)
    best = _better(best, flow)
    if not any(opening.minima for opening in question.openings):
        return _with_gap(best, float(best.value))
    solver = Solver(programme_of(question, edges, question.limits, filled=len(flow.seats)), watch)
    if not solver.solve():
        return _with_gap(best, None)
    # What an opening without candidates lacks, it lacks in every plan.
    empty = [opening for opening in question.openings if not len(opening.people)]
    lacking = sum(one.least for opening in empty for one in opening.minima)
    bound = solver.objective - penalty(question) * lacking
    repaired = _repaired(question, edges, solver.values, solver.reduced_costs, watch)
    best = _with_gap(_better(best, repaired), bound)
    if best.gap > GAP:
        best = _with_gap(_better(best, _whole(question, edges, len(flow.seats), watch)), bound)
    return best


def _better(one: Plan, other: Plan | None) -> Plan:
    return other if other is not None and other.score > one.score else one


def _with_gap(plan: Plan, bound: float | None) -> Plan:
    """The plan with how far from `bound` it is at most; without a bound nothing is proved."""
    gap = 1.0 if bound is None else max(0.0, bound - plan.value) / max(1.0, abs(bound))
    return Plan(plan.seats, plan.unmet, plan.value, gap)


def _flow(question: Question, edges: Edges, watch: Watch) -> Plan | None:
    """As many seats as can be filled; of such plans, the one worth most."""
    watch.check_wanted()
    programme = programme_of(question, edges, question.limits, with_minima=False)
    solver = Solver(programme, watch)
    solver.costs(np.ones(len(edges.person)))
    if not solver.solve():
        return None
    solver.row_at_least(programme.last_row, round(solver.objective))
    solver.costs(edges.worth)
    return _plan(question, edges, solver.values) if solver.solve() else None


def _plan(question: Question, edges: Edges, values: Numbers) -> Plan:
    sits = values[: len(edges.person)] > 0.5
    pairs = zip(edges.opening[sits].tolist(), edges.person[sits].tolist(), strict=True)
    return plan_of(question, [Seat(opening, person) for opening, person in pairs])


def _repaired(
    question: Question, edges: Edges, values: Numbers, reduced: Numbers, watch: Watch
) -> Plan | None:
    """What is whole stays; the rest is decided in whole numbers, by those who are not clearly out of question."""
    values, reduced = values[: len(edges.person)], reduced[: len(edges.person)]
    is_split = (values > WHOLE) & (values < 1 - WHOLE)
    if not is_split.any():
        return _plan(question, edges, values)
    split_people = np.isin(edges.person, edges.person[is_split])
    around = np.isin(edges.opening, edges.opening[is_split | (split_people & (values > WHOLE))])
    stays = ~around & (values > 0.5)
    limits = question.limits - np.bincount(edges.person[stays], minlength=len(question.limits)).astype(
        np.int32
    )
    free = edges.only(around & _promising(edges, values, reduced))
    free = free.only(~_seated_elsewhere(question, free, edges.only(stays)))
    filled = round(float(values[around].sum()))
    solver = Solver(programme_of(question, free, limits, filled=filled), watch, whole=True)
    if not solver.solve():
        return None
    chosen = solver.values[: len(free.person)] > 0.5
    both = Edges(
        *(
            np.concatenate([getattr(one, name) for one in (edges.only(stays), free.only(chosen))])
            for name in ("opening", "person", "place", "worth")
        )
    )
    return _plan(question, both, np.ones(len(both.person)))


def _promising(edges: Edges, values: Numbers, reduced: Numbers) -> Bools:
    """Who sits, wholly or in part, and in each opening the best of those who do not."""
    order = np.lexsort((-reduced, edges.opening))
    first = np.searchsorted(edges.opening[order], edges.opening[order])
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - first
    return (values > WHOLE) | (rank < TRIED)


def _seated_elsewhere(question: Question, free: Edges, stays: Edges) -> Bools:
    """Whose project has them already, in another opening that stays as it is."""
    has = {
        (question.openings[n].project, p)
        for n, p in zip(stays.opening.tolist(), stays.person.tolist(), strict=True)
    }
    pairs = zip(free.opening.tolist(), free.person.tolist(), strict=True)
    return np.array([(question.openings[n].project, p) in has for n, p in pairs], dtype=bool)


def _whole(question: Question, edges: Edges, filled: int, watch: Watch) -> Plan | None:
    """The whole programme in whole numbers: for what the repair does not get near enough, within the time."""
    solver = Solver(programme_of(question, edges, question.limits, filled=filled), watch, whole=True)
    return _plan(question, edges, solver.values) if solver.solve() else None


def limits_of(running: list[int], most: list[int | None], unless_said: int) -> Ids:
    """How many more seats each person takes at most: by the own word, or as many as nobody is asked for beyond."""
    left = [(unless_said if limit is None else limit) - now for now, limit in zip(running, most, strict=True)]
    return np.maximum(0, np.array(left, dtype=np.int32))
