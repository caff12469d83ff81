"""How the list is read: with names or without, in its order or with those first whom nobody has looked at."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Any

from config.core.audit.models import AuditEvent
from projects.candidates import queries, wording
from projects.candidates.board import Board, Decided
from projects.candidates.models import CandidateNote, Showing
from projects.candidates.queries import CandidateList, Shown, ShownGroup
from projects.matching.ordering import Listing
from projects.matching.reasons import Code, Reason
from projects.requests.models import Request
from representatives.turns.queries import HALF_YEAR

# Those first whom nobody has looked at are looked for among so many from the top of the list.
AMONG = 300


@dataclass(frozen=True)
class Look:
    """How one look at the list is made. `is_blind` hides names, photos and areas."""

    is_blind: bool = False
    is_least_read_first: bool = False
    is_everyone: bool = False

    @property
    def limit(self) -> int | None:
        """How many people of the list are explained."""
        if self.is_everyone:
            return None
        return AMONG if self.is_least_read_first else queries.FIRST

    @property
    def fields(self) -> dict[str, str]:
        """The same look as an address has it; what is usual is left out."""
        given = {
            "names": "hidden" if self.is_blind else "",
            "show": "unread" if self.is_least_read_first else "",
            "all": "1" if self.is_everyone else "",
        }
        return {name: value for name, value in given.items() if value}


def look_of(given: Mapping[str, Any]) -> Look:
    """The look that an address or a form asks for; what cannot be read asks nothing."""
    return Look(
        is_blind=given.get("names") == "hidden",
        is_least_read_first=given.get("show") == "unread",
        is_everyone=given.get("all") == "1",
    )


@dataclass(frozen=True)
class Veiled:
    """Somebody whose name, photo and area are hidden until the page about them is opened."""

    public_id: str
    name: str
    area: str = ""


@dataclass(frozen=True)
class Card:
    """One candidate as the page shows them, with the notes about them."""

    shown: Shown
    notes: list[CandidateNote]


@dataclass(frozen=True)
class CardGroup:
    """A group of the list as it is read. `more` is how many of it are not shown."""

    group: ShownGroup
    cards: list[Card]
    more: int


def alias(request: Request, public_id: str) -> str:
    """What somebody is called where names are hidden: three letters that say nothing, the same for a whole request."""
    digest = blake2b(f"{request.public_id}|{public_id}".encode(), digest_size=4).digest()
    letters = "ABCDEFGHJKLMNPRSTUVXYZ"
    return "".join(letters[byte % len(letters)] for byte in digest[:3])


def veiled(request: Request, person: Any) -> Veiled:
    """The person without a name."""
    return Veiled(person.public_id, wording.candidate(alias(request, person.public_id)))


def cards(
    *, found: CandidateList, look: Look, notes: Mapping[str, list[CandidateNote]], at: datetime
) -> tuple[list[CardGroup], Listing]:
    """The groups as `look` reads them, and the listing as it was then shown; two queries more for the least read."""
    shown = [(group, list(group.candidates)) for group in found.groups]
    listing = found.listing
    if look.is_least_read_first:
        shown = _least_read(found, shown, at)
        listing = _as_read(listing, shown)
    groups = [
        CardGroup(
            group=group,
            cards=[_card(one, found.request, look, notes) for one in people],
            more=0 if look.is_least_read_first else group.more,
        )
        for group, people in shown
    ]
    return groups, listing


def hidden(board: Board, request: Request) -> Board:
    """The board without names; what tells of areas is left out."""

    def veil(rows: list[Decided]) -> list[Decided]:
        return [replace(one, representative=veiled(request, one.representative)) for one in rows]

    return replace(
        board,
        chosen=veil(board.chosen),
        shortlisted=veil(board.shortlisted),
        later=veil(board.later),
        set_aside=veil(board.set_aside),
        traits=[],
    )


def _least_read(
    found: CandidateList, shown: list[tuple[ShownGroup, list[Shown]]], at: datetime
) -> list[tuple[ShownGroup, list[Shown]]]:
    """In each group those whom nobody has opened since the request was written, shown least often first.

    Among equals the list's own order stands. A group without anybody left is left out.
    """
    ids = [one.representative.public_id for _group, people in shown for one in people]
    opened, times = opened_of(found.request, ids), times_shown(found.request.municipality_id, at)
    room, kept = queries.FIRST, []
    for group, people in shown:
        unread = [one for one in people if one.representative.public_id not in opened]
        unread.sort(key=lambda one: times[one.representative.public_id])
        if unread[:room]:
            kept.append((group, unread[:room]))
        room = max(0, room - len(unread))
    return kept


def opened_of(request: Request, ids: Iterable[str]) -> set[str]:
    """Of these people those whose page or reasons somebody has opened since the request was written."""
    lines = AuditEvent.objects.filter(
        municipality=request.municipality_id,
        subject_id__in=list(ids),
        kind="representative.read",
        at__gte=request.created_at,
    )
    return set(lines.order_by().values_list("subject_id", flat=True).distinct())


def times_shown(municipality_id: int, at: datetime) -> Counter[str]:
    """How often each person stood in a list of candidates in the last half-year."""
    rows = Showing.objects.filter(municipality=municipality_id, at__gt=at - HALF_YEAR).order_by()
    return Counter(
        person
        for shown in rows.values_list("shown", flat=True)
        for group in shown
        for person in group["people"]
    )


def _as_read(listing: Listing, shown: list[tuple[ShownGroup, list[Shown]]]) -> Listing:
    """The listing with exactly those who were shown, in the order they were shown."""
    kept = {group.kind: [one.representative.public_id for one in people] for group, people in shown}
    groups = []
    for group in listing.groups:
        by_id = {one.person_id: one for one in group.candidates}
        if group.kind in kept:
            groups.append(replace(group, candidates=tuple(by_id[ref] for ref in kept[group.kind])))
    return replace(listing, groups=tuple(groups))


def _card(one: Shown, request: Request, look: Look, notes: Mapping[str, list[CandidateNote]]) -> Card:
    person = one.representative
    if not look.is_blind:
        return Card(one, notes.get(person.public_id, []))
    instead = without_area(person.area, request)
    return Card(
        replace(
            one,
            representative=veiled(request, person),
            fits=tell(one.fits, instead),
            gaps=tell(one.gaps, instead),
            group_effect=tell(one.group_effect, instead),
        ),
        [],
    )


def tell(facts: list[str], instead: Mapping[str, str]) -> list[str]:
    """The facts, with others for some; a fact for which there is nothing instead is left out."""
    return [told for fact in facts if (told := instead.get(fact, fact))]


def without_area(area: str, request: Request) -> dict[str, str]:
    """Every sentence that would tell where somebody lives, and what is said instead; empty for nothing."""
    names = wording.Names({}, {})

    def said(code: Code, **params: Any) -> str:
        return wording.sentence(Reason.of(code, **params), names)

    must = (request.must_area,)
    trait = {"category": "area", "value": area}
    return {
        said(Code.AREA_MET, area=area): wording.lives_where_needed(),
        said(Code.AREA_OUTDATED, area=area, areas=must): wording.area_uncertain(),
        said(Code.AREA_ELSEWHERE, area=area, areas=must): wording.area_uncertain(),
        said(Code.FIRST_OF, **trait): "",
        said(Code.ONLY_OF, **trait): "",
        said(Code.ADDS_TO, count=1, **trait): "",
        said(Code.SAME_AS_ALL, count=1, **trait): "",
    }
