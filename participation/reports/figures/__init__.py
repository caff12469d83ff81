"""The figures of a report. Each is a named function over rows with its definition beside it."""

# The order of these imports is the order of the annex.
from participation.reports.figures import people  # isort: skip
from participation.reports.figures import work  # isort: skip
from participation.reports.figures import seats  # isort: skip
from participation.reports.figures import chain  # isort: skip
from participation.reports.figures import changes  # isort: skip
from participation.reports.figures import voices  # isort: skip
from participation.reports.figures import costs  # isort: skip
from participation.reports.figures import cost_per  # isort: skip
from participation.reports.figures import asks  # isort: skip
from participation.reports.figures import inside  # isort: skip
from participation.reports.figures.definitions import (
    PART_LABELS,
    REGISTRY,
    Counted,
    Definition,
    Figure,
    Measure,
    Part,
)
from participation.reports.rows import Rows

__all__ = [
    "PART_LABELS",
    "REGISTRY",
    "Counted",
    "Definition",
    "Figure",
    "Measure",
    "Part",
    "asks",
    "chain",
    "changes",
    "cost_per",
    "costs",
    "count_all",
    "inside",
    "people",
    "seats",
    "voices",
    "work",
]


def count_all(rows: Rows) -> list[Figure]:
    """Every figure for a municipality, unit or project and a period, small groups of people hidden."""
    of_people = people.count(rows)
    found: list[Figure] = []
    for key, definition in REGISTRY.items():
        if definition.count is None:
            found += [of_people[key]] if key in of_people else []
        else:
            counted = definition.count(rows)
            found.append(
                Figure(key, counted.value, suppressed=False, definition=definition, records=counted.records)
            )
    return found
