"""The candidates of one request, in groups and in order, explained. Nobody is ticked, no place is told.

What comes out holds facts and order by position; the keys behind it stay in `keys`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from itertools import islice

from projects.matching import facts
from projects.matching.gates import is_offered
from projects.matching.keys import DEFAULT_WEIGHTS, RULE_VERSION, Scale, Weights
from projects.matching.reasons import Reason
from projects.matching.values import Person, Request

SHOWN_PER_SEAT = 2  # Fewer would make the list itself the decision (GDPR art. 22; CJEU C-634/21).


class GroupKind(StrEnum):
    EVERY_MUST = "every_must"
    ALL_BUT_ONE = "all_but_one"
    PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person who may be asked, in facts."""

    person_id: str
    fits: tuple[Reason, ...]
    gaps: tuple[Reason, ...]
    rest: tuple[Reason, ...]
    load: tuple[Reason, ...]
    notes: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """People who miss equally much; `size` counts all of them, `candidates` are those explained, in order."""

    kind: GroupKind
    size: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer to one request, with what it takes to make it again a year later from the same values."""

    groups: tuple[Group, ...]
    request_id: str
    today: date
    seed: str
    weights: Weights
    rule_version: str
    held_back: int
    without_coverage: int


def order(
    request: Request,
    people: Iterable[Person],
    *,
    seed: str,
    today: date,
    weights: Weights = DEFAULT_WEIGHTS,
    limit: int | None = None,
) -> Listing:
    """The candidates for `request` among `people`, best covered first, groups without anybody left out.

    Listed is whoever no gate holds back and who covers anything that is asked for. The order is by musts
    missing, then by key, then by a draw from `seed`; it does not depend on the order of `people`, nor on who
    else is there. `limit` is how many people are explained, all without it; never fewer than two for a seat.
    Refuses (ValueError) the same person twice.
    """
    scale = Scale(request, weights)
    seen: set[str] = set()
    ranked: list[tuple[int, int, bytes, str, Person]] = []
    held_back = without_coverage = 0
    for person in people:
        if person.id in seen:
            raise ValueError("A person is considered once.")
        seen.add(person.id)
        if not is_offered(person, request, today):
            held_back += 1
            continue
        place = scale.place(person)
        if place.is_covering:
            drawn = draw(seed, request.id, person.id)
            ranked.append((place.missing, -place.total, drawn, person.id, person))
        else:
            without_coverage += 1
    ranked.sort(key=lambda row: row[:4])
    groups = _groups(request, [(row[0], row[4]) for row in ranked], limit)
    return Listing(groups, request.id, today, seed, weights, RULE_VERSION, held_back, without_coverage)


def group_kind(missing: int, musts: int) -> GroupKind:
    """The group of a person who misses `missing` of `musts`.

    Whoever misses the only must is in the last: "all but one" of one would be a kind word for nothing.
    """
    if missing == 0:
        return GroupKind.EVERY_MUST
    return GroupKind.ALL_BUT_ONE if missing == 1 < musts else GroupKind.PARTLY


def _groups(request: Request, ranked: list[tuple[int, Person]], limit: int | None) -> tuple[Group, ...]:
    shown = len(ranked) if limit is None else max(limit, SHOWN_PER_SEAT * request.seats)
    musts = len(request.musts)
    sizes = dict.fromkeys(GroupKind, 0)
    candidates: dict[GroupKind, list[Candidate]] = {kind: [] for kind in GroupKind}
    for missing, _ in ranked:
        sizes[group_kind(missing, musts)] += 1
    for missing, person in islice(ranked, shown):
        candidates[group_kind(missing, musts)].append(explained(person, request))
    return tuple(Group(kind, sizes[kind], tuple(candidates[kind])) for kind in GroupKind if sizes[kind])


def explained(person: Person, request: Request) -> Candidate:
    """The facts of one person, listed or not: also of somebody chosen in spite of a gate."""
    return Candidate(
        person.id,
        facts.fits(person, request),
        facts.gaps(person, request),
        facts.rest(person),
        facts.load(person),
        facts.notes(person),
    )


def draw(seed: str, request_id: str, person_id: str) -> bytes:
    """A draw that is the same for the same seed and unrelated to names, so that ties do not favour Aase."""
    return blake2b(f"{seed}|{request_id}|{person_id}".encode(), digest_size=8).digest()


def with_more(listing: Listing, missing: Mapping[int, int], musts: int) -> Listing:
    """The same candidates in groups that count others too: `missing` says how many miss so many of the `musts`."""
    sizes = dict.fromkeys(GroupKind, 0)
    for count, people in missing.items():
        sizes[group_kind(count, musts)] += people
    known = {group.kind: group for group in listing.groups}
    groups = tuple(
        Group(
            kind,
            sizes[kind] + (known[kind].size if kind in known else 0),
            known[kind].candidates if kind in known else (),
        )
        for kind in GroupKind
        if sizes[kind] or kind in known
    )
    return replace(listing, groups=groups)
