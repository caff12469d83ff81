"""When the answers of a side are shown, and what of them. Plain Python.

They are shown once: when at least five have answered and nobody can answer any more, because everybody has or because
the last day has passed. A count that grew with every answer would tell what the last one said to whoever looks twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from projects.fairness.hiding import LEAST


@dataclass(frozen=True)
class Counted:
    """One question: how many chose each step, from the lowest. None where too few answered it."""

    question: str
    counts: tuple[int, ...] | None


def is_shown(*, asked: int, answered: int, is_over: bool) -> bool:
    """Whether what a side answered is shown to anybody as counts."""
    return answered >= LEAST and (is_over or answered == asked)


def counted(questions: Mapping[str, int], answers: Sequence[tuple[str, int]]) -> list[Counted]:
    """The counts of each question, by its key and number of steps; of those that five or more have answered.

    `answers` are pairs of key and step.
    """
    found: dict[str, list[int]] = {key: [0] * steps for key, steps in questions.items()}
    for key, step in answers:
        found[key][step - 1] += 1
    return [Counted(key, tuple(row) if sum(row) >= LEAST else None) for key, row in found.items()]
