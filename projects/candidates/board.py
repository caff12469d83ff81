"""What has been decided for one request so far, and what the chosen are as a group: have, wanted, lacking."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from projects.candidates import wording
from projects.candidates.models import Choice
from projects.candidates.queries import CandidateList, choices_of
from projects.candidates.values import gather
from projects.candidates.wording import Names
from projects.matching import composition
from projects.matching.composition import Coverage, Member
from projects.matching.values import Importance
from projects.requests.models import Request
from representatives.registry.models import Representative

Decision = Choice.Decision


@dataclass(frozen=True)
class Decided:
    """One person with what was decided; the person is somebody without a name where names are hidden."""

    choice: Choice
    representative: Any


@dataclass(frozen=True)
class Row:
    """One thing that the request looks for: how many of the chosen have it, how many should, and that in words."""

    term: str
    is_must: bool
    have: int
    wanted: int
    words: str
    is_met: bool


@dataclass(frozen=True)
class Board:
    """Everyone who has been decided on, and the group of the chosen. `traits` are sentences with counts."""

    chosen: list[Decided]
    shortlisted: list[Decided]
    later: list[Decided]
    set_aside: list[Decided]
    rows: list[Row]
    traits: list[str]

    @property
    def is_empty(self) -> bool:
        return not (self.chosen or self.shortlisted or self.later or self.set_aside)

    def decision_of(self, public_id: str) -> str:
        """What was decided about a person; empty where nothing was."""
        for one in (*self.chosen, *self.shortlisted, *self.later, *self.set_aside):
            if one.representative.public_id == public_id:
                return one.choice.decision
        return ""


def board(*, request: Request, at: datetime, seen: CandidateList | None = None) -> Board:
    """The board of `request`, in a fixed number of queries; people who are no longer in the network are left out.

    `seen` is the list that is shown beside it: what it has asked of the decided is not asked again.
    """
    made = seen.choices if seen else choices_of(request)
    decided = [
        Decided(choice, choice.representative)
        for choice in made.values()
        if not choice.representative.has_left
    ]

    def those(decision: str) -> list[Decided]:
        return [one for one in decided if one.choice.decision == decision]

    chosen = those(Decision.CHOSEN)
    rows, traits = _group(request, chosen, at, seen) if chosen else ([], [])
    return Board(
        chosen=chosen,
        shortlisted=those(Decision.SHORTLISTED),
        later=those(Decision.LATER),
        set_aside=those(Decision.NOT_CHOSEN),
        rows=rows,
        traits=traits,
    )


def _group(
    request: Request, chosen: list[Decided], at: datetime, seen: CandidateList | None
) -> tuple[list[Row], list[str]]:
    refs = {one.representative.public_id for one in chosen}
    gathered = seen.gathered if seen else gather(request=request, people=_people(refs), at=at)
    names = wording.names_of(gathered)
    members = [gathered.member(ref) for ref in sorted(refs & gathered.people.keys())]
    rows = [_row(one, names) for one in composition.coverage(members, gathered.asked)]
    return rows, _traits(members, gathered.asked, names)


def _people(refs: set[str]) -> Any:
    return Representative.objects.filter(public_id__in=refs)


def _row(one: Coverage, names: Names) -> Row:
    is_must = one.need.importance is Importance.MUST
    return Row(
        term=names.terms[one.need.term],
        is_must=is_must,
        have=one.have,
        wanted=one.wanted,
        words=wording.lacking(one.lacking, is_must=is_must),
        is_met=not one.lacking,
    )


def _traits(members: list[Member], asked: Any, names: Names) -> list[str]:
    """Where the group comes from and the like, in counts; of one alone what is only counted waits for a second."""
    if len(members) == 1:
        told = frozenset(trait for trait in members[0].traits if not trait.is_counted_only)
        members = [replace(members[0], traits=told)]
    facts = composition.tally(members, replace(asked, needs=()))
    return wording.sentences(facts, names)
