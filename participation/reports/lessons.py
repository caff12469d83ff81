"""What projects should change: why people said no, gathered. Who said what is nobody's but the facilitator's.

A reason is counted in people, of a unit with those below it and of the whole municipality. Under five are hidden, also
from those who subtract one unit from another; there is no total of noes to subtract from.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.access import scope
from config.core.access.permissions import Permission
from config.core.organisations.models import Unit
from participation.invitations.models import Answer, Invitation
from participation.reports.figures.people import WHOLE
from participation.reports.rows import tree
from participation.reports.suppression import shown_nodes

Why = Answer.Why
# What a project can do about it.
ADVICE: dict[str, Any] = {
    Why.TIME: gettext_lazy(
        "Ask those you want when they can before you set the times, and offer more than one."
    ),
    Why.FORM: gettext_lazy(
        "Let people choose: to meet, to phone, to join by screen or to write. Come to them."
    ),
    Why.PAY: gettext_lazy(
        "Say in the request what is paid, for preparing and travelling too, and pay at once."
    ),
    Why.HEALTH: gettext_lazy("Plan short meetings with breaks, let two share a seat, and ask again later."),
    Why.TOPIC: gettext_lazy(
        "Say plainly what the task is and what can be changed, and look at what you ask for."
    ),
    Why.OFTEN: gettext_lazy("Spread the asking: look at the fairness page, and let people rest."),
    Why.OTHER: gettext_lazy("Call some of those who said yes, and ask what nearly made it a no."),
}


@dataclass(frozen=True)
class Reason:
    """One reason that five or more have given."""

    why: str
    label: str
    people: int
    advice: str


@dataclass(frozen=True)
class Lesson:
    """What one unit, or the whole municipality (`unit` is None), should change; the most said first."""

    unit: Unit | None
    reasons: tuple[Reason, ...]

    @property
    def name(self) -> str:
        return self.unit.name if self.unit else _("The whole municipality")


def lessons(*, user: Any, municipality: Any) -> list[Lesson]:
    """What can be told to this person: the municipality first where the whole is theirs to see, then units by name."""
    shown = _shown(municipality)
    sees_all = municipality.pk in scope.of(user).whole(Permission.FIGURES_READ)
    units = Unit.objects.reached_by(user, Permission.FIGURES_READ).of(municipality).order_by("name", "pk")
    nodes: list[tuple[int, Unit | None]] = [(WHOLE, None)] if sees_all else []
    nodes += [(unit.pk, unit) for unit in units]
    return [Lesson(unit, _reasons(shown[node])) for node, unit in nodes if shown.get(node)]


def _reasons(counts: dict[str, int]) -> tuple[Reason, ...]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], Why.values.index(pair[0])))
    return tuple(Reason(why, str(Why(why).label), people, str(ADVICE[why])) for why, people in ordered)


def _shown(municipality: Any) -> dict[int, dict[str, int]]:
    """How many people gave each reason, by unit, as far as it may be told. The same whoever asks."""
    parents = tree(municipality)
    above = {unit: parent or WHOLE for unit, parent in parents.items()}
    people: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for why, unit, person in _given(municipality):
        for node in _upward(unit, above):
            people[why][node].add(person)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for why, by_node in people.items():
        counts = {node: len(by_node.get(node, ())) for node in (WHOLE, *parents)}
        for node in shown_nodes(counts, above):
            if counts[node]:
                found[node][why] = counts[node]
    return dict(found)


def _given(municipality: Any) -> Any:
    """Each reason of a no that still holds, with the unit that asked and the person."""
    rows = Answer.objects.of(municipality).exclude(why="").filter(invitation__answer=Invitation.Reply.NO)
    return rows.order_by("pk").values_list(
        "why", "invitation__request__project__unit_id", "invitation__representative_id"
    )


def _upward(unit: int, above: dict[int, int]) -> list[int]:
    found = [unit]
    while found[-1] in above and above[found[-1]] not in found:
        found.append(above[found[-1]])
    return found
