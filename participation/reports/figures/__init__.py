"""The figures of a report. Each is a named function over rows with its definition beside it."""

# The order of these imports is the order of the annex.
from participation.reports.figures import people  # isort: skip
from participation.reports.figures import work  # isort: skip
from participation.reports.figures import chain  # isort: skip
from participation.reports.figures import costs  # isort: skip
from participation.reports.figures import asks  # isort: skip
from participation.reports.figures.definitions import (
    REGISTRY,
    Counted,
    Definition,
    Figure,
    Measure,
    Part,
)
from participation.reports.rows import Rows

__all__ = [
    "REGISTRY",
    "Counted",
    "Definition",
    "Figure",
    "Measure",
    "Part",
    "asks",
    "chain",
    "costs",
    "count_all",
    "people",
    "work",
]


def count_all(rows: Rows) -> list[Figure]:
    """Every figure for a municipality or unit and a period, small groups of people hidden."""
    of_people = people.count(rows)
    found: list[Figure] = []
    for key, definition in REGISTRY.items():
        if definition.count is None:
            found.append(of_people[key])
            continue
        counted = definition.count(rows)
        found.append(
            Figure(key, counted.value, suppressed=False, definition=definition, records=counted.records)
        )
    return found
