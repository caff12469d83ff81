"""The part of representatives in each phase of a project: planned, agreed on, and what it was in the end.

The idea of roles by phase, agreed on before and looked back on after, is from the Involvement Matrix (Smits et al.
2020, doi 10.1186/s40900-020-00188-4). The words are our own.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.assignments.models import PhaseRole
from projects.planning.models import Involvement, Phase, Project

RANK = {part: number for number, part in enumerate(Involvement.values)}


class Difference(models.TextChoices):
    """What it became, against what was meant."""

    OPEN = "open", _("Nothing is planned")
    WAITS = "waits", _("Not looked back on yet")
    SAME = "same", _("As planned")
    SMALLER = "smaller", _("A smaller part than planned")
    LARGER = "larger", _("A larger part than planned")
    UNPLANNED = "unplanned", _("Without a plan")


def difference(planned: str, actual: str) -> Difference:
    """Compares two parts, each empty when it is not written down; from listener up to decision-maker."""
    if not planned:
        return Difference.UNPLANNED if actual else Difference.OPEN
    if not actual:
        return Difference.WAITS
    if planned == actual:
        return Difference.SAME
    return Difference.SMALLER if RANK[actual] < RANK[planned] else Difference.LARGER


@dataclass(frozen=True)
class Part:
    """A part, and how many seats have it."""

    part: str
    label: str
    seats: int


@dataclass(frozen=True)
class Line:
    """One phase. `agreed` and `ended` are of seats, the largest part first, as far as the reader may see seats."""

    phase: str
    label: str
    is_now: bool
    planned: str
    actual: str
    agreed: list[Part]
    ended: list[Part]

    @property
    def planned_label(self) -> str:
        return str(Involvement(self.planned).label) if self.planned else ""

    @property
    def actual_label(self) -> str:
        return str(Involvement(self.actual).label) if self.actual else ""

    @property
    def difference(self) -> Difference:
        return difference(self.planned, self.actual)


def lines(project: Project, *, user: Any) -> list[Line]:
    """Every phase in order, in two statements."""
    roles = {role.phase: role for role in project.planned_roles.order_by("id")}
    seats = PhaseRole.objects.visible_to(user).filter(assignment__request__project=project).order_by("id")
    said = list(seats.values_list("phase", "agreed", "actual"))
    return [
        Line(
            phase=phase,
            label=str(label),
            is_now=project.phase == phase,
            planned=roles[phase].planned if phase in roles else "",
            actual=roles[phase].actual if phase in roles else "",
            agreed=_parts(agreed for at, agreed, _actual in said if at == phase),
            ended=_parts(actual for at, _agreed, actual in said if at == phase),
        )
        for phase, label in Phase.choices
    ]


def _parts(said: Any) -> list[Part]:
    counts = Counter(part for part in said if part)
    largest_first = sorted(counts, key=lambda part: -RANK[part])
    return [Part(part, str(Involvement(part).label), counts[part]) for part in largest_first]
