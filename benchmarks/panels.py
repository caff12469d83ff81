"""How long and how fair a panel by lot is: `python -m benchmarks.panels [--reference PYTHON] [--brute]`.

Generated pools of 60 to 2,000 people with six and eight categories, some with quotas of one number each (`exact`), and
the published examples. Printed: CPU seconds,
the smallest chance against the bound of the relaxation that no lottery can beat, and the shortfall δ. PYTHON is one of
an environment of its own with `sortition-algorithms`: the same pools, and the ratio of CPU. `--brute` compares 1,000
small problems with trying everything.
"""

import argparse
import json
import subprocess
import time
from dataclasses import replace

from projects.matching.panels.finding import find
from projects.matching.panels.values import Clash, Problem
from tests.projects.matching.panels.brute import every_panel, invented, leximin_by_hand
from tests.projects.matching.panels.pools import pool, published

SIZES = (
    (60, 9, 6),
    (200, 9, 6),
    (1000, 9, 6),
    (100, 5, 5),
    (100, 10, 8),
    (100, 20, 8),
    (500, 10, 8),
    (500, 20, 8),
    (500, 40, 8),
    (2000, 10, 8),
)
# Where no method is quick: the product does these as a job with a limit, and says how fair the answer is.
SLOW, EXACT = (2000, 20, 8), ((200, 9, 6), (100, 10, 8), (500, 10, 8))
SMALL_PROBLEMS = 1000


def main() -> None:
    options = _options()
    if options.brute:
        _compare_with_everything()
        return
    named = [(f"{people} → {seats}, {many}", pool(people, seats, many)) for people, seats, many in SIZES]
    named.append(("slow 2,000 → 20, 8", pool(*SLOW)))
    named += [
        (f"exact {people} → {seats}, {many}", _exact(pool(people, seats, many)))
        for people, seats, many in EXACT
    ]
    named += [("example_small 200 → 20", published()), ("example_large 2,000 → 200", published(large=True))]
    for name, problem in named:
        if options.only and options.only not in name:
            continue
        start = time.process_time()
        lottery = find(problem)
        seconds = time.process_time() - start
        if isinstance(lottery, Clash):
            print(f"{name:<28} no panel exists")
            continue
        told = lottery.certificate
        print(
            f"{name:<28} {seconds:6.2f} s CPU  smallest {told.smallest:.4f} of at most {told.bound:.4f}  "
            f"δ {told.shortfall:.6f}{' proven best' if told.is_proven else ''}  {len(lottery.panels)} panels",
            end="" if options.reference else "\n",
            flush=True,
        )
        if options.reference:
            print(_against(problem, seconds, options.reference, options.limit), flush=True)


def _exact(problem: Problem) -> Problem:
    """The same with one number allowed for each value, and nothing to spare."""
    left = {one.category: problem.seats for one in problem.quotas}
    for one in problem.quotas:
        left[one.category] -= one.minimum
    quotas = []
    for one in problem.quotas:
        more = min(left[one.category], one.maximum - one.minimum)
        left[one.category] -= more
        quotas.append(replace(one, minimum=one.minimum + more, maximum=one.minimum + more))
    return replace(problem, quotas=tuple(quotas))


def _against(problem: Problem, seconds: float, python: str, limit: int) -> str:
    command = [python, "benchmarks/panels_reference.py"]
    try:
        done = subprocess.run(
            command, input=json.dumps(_exported(problem)), capture_output=True, text=True, timeout=limit
        )
    except subprocess.TimeoutExpired:
        return f"  | reference: none in {limit} s"
    answers = [line for line in done.stdout.splitlines() if line.startswith("ANSWER ")]
    if not answers:
        return f"  | reference failed: {done.stderr.strip().splitlines()[-1:]}"
    told = json.loads(answers[0].removeprefix("ANSWER "))
    ratio = told["seconds"] / max(seconds, 1e-3)
    return f"  | {told['by']} {told['seconds']:.1f} s, smallest {told['smallest']:.4f}: {ratio:.0f} × the CPU"


def _exported(problem: Problem) -> dict[str, object]:
    columns = sorted({quota.category for quota in problem.quotas})
    return {
        "seats": problem.seats,
        "columns": columns,
        "quotas": [[one.category, one.value, str(one.minimum), str(one.maximum)] for one in problem.quotas],
        "people": [
            [person.id, *(dict(person.traits)[column] for column in columns)] for person in problem.people
        ],
    }


def _compare_with_everything() -> None:
    start, different, drawn = time.process_time(), 0, 0
    for seed in range(SMALL_PROBLEMS):
        problem = invented(seed)
        answer = find(problem)
        if isinstance(answer, Clash):
            different += bool(every_panel(problem))
            continue
        drawn += 1
        pairs = zip(answer.chances, leximin_by_hand(problem), strict=True)
        different += max(abs(one - other) for one, other in pairs) > 1e-6
    print(
        f"{SMALL_PROBLEMS} small problems, {drawn} with a panel: {different} differ from trying everything "
        f"({time.process_time() - start:.1f} s)"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reference", help="a Python with sortition-algorithms")
    parser.add_argument(
        "--limit", type=int, default=120, help="seconds of clock for each run of the reference"
    )
    parser.add_argument("--only", help="only pools whose name has this in it")
    parser.add_argument("--brute", action="store_true", help="compare small problems with trying everything")
    return parser.parse_args()


if __name__ == "__main__":
    main()
