"""One pool by `sortition-algorithms` (GPL, so never a dependency): run by `benchmarks.panels --reference PYTHON`.

Reads seats, quotas and people as JSON; prints CPU seconds and the smallest chance as JSON. LEXIMIN there needs a
licensed solver and gives maximin without one; which of the two ran is printed.
"""

import json
import sys
import time


def main() -> None:
    from sortition_algorithms import Settings, read_in_features, read_in_people
    from sortition_algorithms.committee_generation import GUROBI_AVAILABLE, find_distribution_leximin
    from sortition_algorithms.committee_generation import find_distribution_maximin as maximin

    given = json.load(sys.stdin)
    features = read_in_features(
        ["feature", "value", "min", "max"],
        [dict(zip(("feature", "value", "min", "max"), row, strict=True)) for row in given["quotas"]],
        given["seats"],
    )[0]
    settings = Settings(id_column="id", columns_to_keep=[])
    head = ["id", *given["columns"]]
    people, _report = read_in_people(
        head, [dict(zip(head, row, strict=True)) for row in given["people"]], features, settings
    )
    start = time.process_time()
    by = find_distribution_leximin if GUROBI_AVAILABLE else maximin
    panels, weights, _report = by(features, people, given["seats"], [])
    seconds = time.process_time() - start
    chances = dict.fromkeys((row[0] for row in given["people"]), 0.0)
    for panel, weight in zip(panels, weights, strict=True):
        for person in panel:
            chances[person] += weight
    told = {
        "seconds": seconds,
        "smallest": min(chances.values()),
        "by": "leximin" if GUROBI_AVAILABLE else "maximin",
    }
    print("ANSWER " + json.dumps(told))


if __name__ == "__main__":
    main()
