"""What was shown, a year later: the list as it stood, by which rule, and what was decided and why."""

from dataclasses import dataclass
from typing import Any

from projects.candidates import wording
from projects.candidates.models import Choice, Showing
from projects.matching.balance import emphasis_of
from projects.matching.keys import Weights
from projects.matching.ordering import GroupKind
from projects.requests.models import Request
from representatives.registry.models import Representative

# Looks of one request that are listed, newest first; the rest are reached by their addresses.
MOST = 100


@dataclass(frozen=True)
class Seen:
    """Somebody as the list had them: None for one who has been erased or merged since, and what was decided."""

    public_id: str
    representative: Representative | None
    choice: Choice | None


@dataclass(frozen=True)
class SeenGroup:
    """A group of the list, in the order in which it was shown."""

    label: str
    people: list[Seen]


@dataclass(frozen=True)
class Kept:
    """One list as it was shown, with everything that it takes to explain it."""

    showing: Showing
    groups: list[SeenGroup]
    emphasis: str

    @property
    def people(self) -> int:
        return sum(len(group.people) for group in self.groups)


def showings(*, request: Request, user: Any) -> list[Showing]:
    """What was shown for a request and is still kept, newest first."""
    rows = Showing.objects.visible_to(user).filter(request=request).select_related("by")
    return list(rows.order_by("-at", "-pk")[:MOST])


def people_in(showing: Showing) -> int:
    """How many people a list showed."""
    return sum(len(group["people"]) for group in showing.shown)


def kept(*, showing: Showing, user: Any) -> Kept:
    """One list with its people as they are called today, in three queries."""
    ids = [ref for group in showing.shown for ref in group["people"]]
    people = Representative.objects.visible_to(user).filter(
        public_id__in=ids, municipality=showing.municipality_id
    )
    known = {person.public_id: person for person in people}
    choices = {
        choice.representative.public_id: choice
        for choice in Choice.objects.visible_to(user)
        .filter(request=showing.request_id, representative__public_id__in=ids)
        .select_related("representative", "by")
    }
    return Kept(
        showing=showing,
        groups=[
            SeenGroup(
                label=_label(group["group"]),
                people=[Seen(ref, known.get(ref), choices.get(ref)) for ref in group["people"]],
            )
            for group in showing.shown
        ],
        emphasis=_emphasis(showing),
    )


def _label(kind: str) -> str:
    return wording.group_label(GroupKind(kind)) if kind in list(GroupKind) else kind


def _emphasis(showing: Showing) -> str:
    """The municipality's choice of that day in words, or the two numbers where no word stands for them."""
    weights = Weights(fit=showing.fit_weight, turn=showing.turn_weight)
    word = emphasis_of(weights)
    return wording.emphasis_label(word) if word else f"F = {weights.fit}, T = {weights.turn}"
