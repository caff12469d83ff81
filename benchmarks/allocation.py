"""All open seats at once, against HiGHS alone on the same programme and against asking request by request.

    python benchmarks/allocation.py [--sizes 1000x100 10000x500 100000x2000] [--seed 1] [--seconds 200]

Invents people and openings of three seats, fifty candidates a seat, people who take one to three seats, and two things
that each group must have, held by one in twelve of the candidates; once more in a town where people are scarce. Printed
for each size: seconds and the proved gap of the plan, seconds of HiGHS in whole numbers on the same programme and how
many times as long that is, seats filled and people lacking by the plan and one by one. Goals: 0.5 s at 10,000 people
and 500 seats, 3 s at 100,000 and 2,000, a gap of 1e-4 at most. Ends with 1 when one is missed.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from projects.matching.allocation import planning  # noqa: E402  # found by the line above
from projects.matching.allocation.greedy import one_by_one  # noqa: E402
from projects.matching.allocation.programme import edges_of, programme_of  # noqa: E402
from projects.matching.allocation.solver import Solver  # noqa: E402
from projects.matching.allocation.values import Minimum, Opening, Question  # noqa: E402
from projects.matching.solving.watch import Watch  # noqa: E402

SEATS, A_SEAT = 3, 50
GOALS = {(10_000, 500): 0.5, (100_000, 2_000): 3.0}


def invented(people: int, seats: int, seed: int) -> Question:
    """Openings of three seats; half the candidates are drawn from a tenth of the people, whom everybody wants."""
    chance = np.random.default_rng(seed)
    openings = []
    for number in range(-(-seats // SEATS)):
        wide = min(people, SEATS * A_SEAT)
        popular = chance.choice(
            max(1, people // 10), size=min(wide // 2, max(1, people // 10)), replace=False
        )
        others = chance.choice(people, size=wide, replace=False)
        chosen = np.unique(np.concatenate([popular, others]))[:wide].astype(np.int32)
        worths = chance.integers(0, 24, len(chosen)) + 36 * chance.integers(0, 4, len(chosen))
        worths -= 1_000 * chance.integers(0, 3, len(chosen))
        minima = tuple(
            Minimum(np.flatnonzero(chance.random(len(chosen)) < 1 / 12).astype(np.int32), 1)
            for _two in range(2)
        )
        size = min(SEATS, seats - SEATS * number)
        openings.append(
            Opening(f"o{number}", f"p{number // 2}", size, chosen, worths.astype(np.int64), minima)
        )
    return Question(tuple(openings), chance.integers(1, 4, people).astype(np.int32))


def measure(people: int, seats: int, seed: int, seconds: float) -> bool:
    question = invented(people, seats, seed)
    started = time.perf_counter()
    plan = planning.planned(question)
    took = time.perf_counter() - started
    greedy = one_by_one(question)
    edges = edges_of(question)
    programme = programme_of(question, edges, question.limits, filled=len(plan.seats))
    started = time.perf_counter()
    solver = Solver(programme, Watch(seconds=seconds), whole=True)
    is_solved = solver.solve()
    alone = time.perf_counter() - started
    least = round(solver.objective) if is_solved else None
    print(
        f"{people:>7} people {seats:>5} seats: plan {took:6.2f} s, gap {plan.gap:.1e}, {len(plan.seats)} filled, "
        f"{plan.unmet} lacking; HiGHS alone {alone:6.2f} s ({alone / took:4.1f} ×){'' if is_solved else ' not done'}; "
        f"one by one {len(greedy.seats)} filled, {greedy.unmet} lacking",
        flush=True,
    )
    is_right = plan.score >= greedy.score and (least is None or plan.value >= least - abs(least) * 1e-4 - 1)
    return is_right and plan.gap <= planning.GAP and took <= GOALS.get((people, seats), took)


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sizes", nargs="+", default=["1000x100", "10000x500", "100000x2000", "220x500"])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--seconds", type=float, default=200.0, help="for HiGHS alone")
    asked = options.parse_args()
    sizes = [tuple(int(part) for part in size.split("x")) for size in asked.sizes]
    kept = [measure(people, seats, asked.seed, asked.seconds) for people, seats in sizes]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
