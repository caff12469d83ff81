"""What a choice does to the group as a whole, in facts. It orders nobody: these values never reach a key.

A trait is a value of a neutral category (perspective, area, first-timer …) that the person agreed to have
used so. One that is special-category data, or close to it, is marked `is_counted_only`: told of the group,
never of one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from projects.matching.reasons import Code, Reason
from projects.matching.values import Importance, Need, Person, Request


@dataclass(frozen=True, slots=True, order=True)
class Trait:
    category: str
    value: str
    is_counted_only: bool


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the group, or thought of for it; `covers` are the terms of the request that they meet."""

    person_id: str
    traits: frozenset[Trait]
    covers: frozenset[int]


def covered_terms(person: Person, request: Request) -> frozenset[int]:
    """The terms of `request` that `person` meets at the level asked for; experience under its consent."""
    return frozenset(need.term for need in request.needs if person.counted_level(need) >= need.level)


def composition(chosen: Sequence[Member], candidate: Member) -> tuple[Reason, ...]:
    """What `candidate` adds to `chosen` or, already one of them, what would be lost without.

    Empty when there is nobody else: everybody is the first of something in an empty group.
    """
    others = [member for member in chosen if member.person_id != candidate.person_id]
    if not others:
        return ()
    is_chosen = len(others) < len(chosen)
    traits = [trait for trait in sorted(candidate.traits) if not trait.is_counted_only]
    found = [_trait_fact(trait, others, is_chosen) for trait in traits]
    covered = frozenset[int]().union(*(member.covers for member in others))
    code = Code.ONLY_COVERING if is_chosen else Code.FIRST_COVERING
    return (*found, *(Reason.of(code, term=term) for term in sorted(candidate.covers - covered)))


def tally(chosen: Sequence[Member], request: Request) -> tuple[Reason, ...]:
    """The group so far: how many have each value, and how many meet each need, also where nobody does."""
    traits = Counter(trait for member in chosen for trait in member.traits)
    return (
        *(
            Reason.of(Code.GROUP_HAS, category=trait.category, value=trait.value, count=traits[trait])
            for trait in sorted(traits)
        ),
        *(
            Reason.of(
                Code.GROUP_COVERS, term=need.term, count=sum(need.term in member.covers for member in chosen)
            )
            for need in request.needs
        ),
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """One need of a request, how many of the chosen meet it, and how many should: all of them for a must, one for a
    wish."""

    need: Need
    have: int
    wanted: int

    @property
    def lacking(self) -> int:
        return max(0, self.wanted - self.have)


def coverage(chosen: Sequence[Member], request: Request) -> tuple[Coverage, ...]:
    """What the group has and lacks, need by need in the order of the request; `seats` is how many it should be."""
    return tuple(
        Coverage(
            need,
            sum(need.term in member.covers for member in chosen),
            request.seats if need.importance is Importance.MUST else 1,
        )
        for need in request.needs
    )


def _trait_fact(trait: Trait, others: list[Member], is_chosen: bool) -> Reason:
    same = sum(trait in member.traits for member in others)
    if not same:
        code = Code.ONLY_OF if is_chosen else Code.FIRST_OF
        return Reason.of(code, category=trait.category, value=trait.value)
    code = Code.SAME_AS_ALL if same == len(others) else Code.ADDS_TO
    return Reason.of(code, category=trait.category, value=trait.value, count=same + 1)
