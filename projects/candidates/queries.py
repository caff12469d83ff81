"""Who fits a request, and why or why not, in words. What is read here is written in the audit trail by the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Q

from projects.candidates import wording
from projects.candidates.balance import weights_of
from projects.candidates.models import Choice
from projects.candidates.offering import Frame
from projects.candidates.ranking import ranked
from projects.candidates.values import Gathered, gather, wanted
from projects.candidates.wording import Names
from projects.matching import composition, gates, ordering, why_not
from projects.matching.ordering import GroupKind, Listing
from projects.matching.reasons import Code, Reason
from projects.requests.models import Request
from representatives.registry import queries as registry
from representatives.registry.models import Representative

FIRST = 50
MOST_FOUND = 20
# An unmet wish is no warning: the person covers everything that is needed.
# A wish may go unmet, and what is not known is no no: both are told, and nobody has to give a reason for them.
NO_WARNING = frozenset(
    {
        Code.WISH_BELOW,
        Code.WISH_LACKING,
        Code.WISH_NOT_SHARED,
        Code.LANGUAGES_EMPTY,
        Code.MEETING_FORMS_EMPTY,
        Code.AREA_EMPTY,
    }
)


@dataclass(frozen=True)
class Shown:
    """One person as a page shows them: facts in words. With warnings, a choice needs a reason.

    `representative` is a row of the registry, or somebody without a name where names are hidden.
    """

    representative: Any
    fits: list[str]
    gaps: list[str]
    rest: list[str]
    load: list[str]
    notes: list[str]
    group_effect: list[str]
    has_warnings: bool
    decision: str


@dataclass(frozen=True)
class ShownGroup:
    """One group, best covered first; `more` is how many of it are not shown."""

    kind: GroupKind
    label: str
    help: str
    size: int
    more: int
    candidates: list[Shown]


@dataclass(frozen=True)
class CandidateList:
    """Everything the candidates page shows of one request."""

    request: Request
    listing: Listing
    groups: list[ShownGroup]
    choices: dict[str, Choice]
    gathered: Gathered

    @property
    def listed(self) -> int:
        return sum(group.size for group in self.groups)


@dataclass(frozen=True)
class Answer:
    """One line of *Why not?*: the gate's code (empty where no gate is meant), the fact, and what can be done."""

    gate: str
    label: str
    text: str
    remedy: str


@dataclass(frozen=True)
class Explained:
    """*Why not?* for one person, and what a choice would go against.

    `may_choose` is false where a limit of the person's own stands against it.
    """

    representative: Representative
    answers: list[Answer]
    against: list[str]
    may_choose: bool
    decision: str


def listing(*, request: Request, user: Any, at: datetime, limit: int | None = FIRST) -> CandidateList:
    """The candidates for `request` at `at`, among the people whom `user` may see; the same number of queries for any.

    In the order of `matching.order`, with the request's seed; `limit` is how many are explained, never fewer than two
    for a seat. Asks consents, limits and the turn ledger anew each time.
    """
    people = Representative.objects.visible_to(user).filter(municipality=request.municipality_id).present()
    choices = choices_of(request)
    found, gathered = ordered(request=request, people=people, at=at, limit=limit, also=choices)
    names = wording.names_of(gathered)
    chosen = [
        gathered.member(ref)
        for ref, choice in sorted(choices.items())
        if choice.decision == Choice.Decision.CHOSEN and ref in gathered.people
    ]
    return CandidateList(
        request=request,
        listing=found,
        groups=[_group(group, gathered, names, choices, chosen) for group in found.groups],
        choices=choices,
        gathered=gathered,
    )


def ordered(
    *, request: Request, people: Any, at: datetime, limit: int | None, also: Iterable[str] = ()
) -> tuple[Listing, Gathered]:
    """The listing among `people` (a queryset of the municipality), and what was gathered for it.

    The database says who is first and how many there are; only those who are shown, those of whom it cannot tell, and
    `also` (public ids) are gathered, and the plain rule puts them in order.
    """
    what = wanted(request)
    most = None if limit is None else max(limit, ordering.SHOWN_PER_SEAT * request.seats)
    weights = weights_of(request.municipality_id)
    frame = Frame.of(what, at, weights)
    draw = partial(ordering.draw, request.seed, request.public_id)
    ranking = ranked(frame, people, most=most, draw=draw)
    contenders = {*ranking.first, *ranking.apart}
    read = people.filter(Q(pk__in=contenders) | Q(public_id__in=list(also)))
    gathered = gather(request=request, people=read, at=at, what=what)
    contending = [person for ref, person in gathered.people.items() if gathered.rows[ref].pk in contenders]
    found = ordering.order(
        what.asked, contending, seed=request.seed, today=gathered.today, weights=weights, limit=most
    )
    return ordering.with_more(found, ranking.unread, len(what.asked.musts)), gathered


def explain(*, request: Request, people: Any, at: datetime) -> list[Explained]:
    """*Why not?* for each of `people` (a queryset of the request's municipality), by name."""
    gathered = gather(request=request, people=people, at=at)
    names = wording.names_of(gathered)
    choices = choices_of(request)
    found = []
    for ref, person in gathered.people.items():
        answers = why_not.why_not(person, gathered.asked, today=gathered.today)
        stands = against(gathered, ref)
        found.append(
            Explained(
                representative=gathered.rows[ref],
                answers=[_answer(one, names) for one in answers],
                against=[wording.sentence(one.reason, names) for one in stands],
                may_choose=not any(one.is_own_limit for one in stands),
                decision=choices[ref].decision if ref in choices else "",
            )
        )
    return sorted(found, key=lambda one: (one.representative.name.casefold(), one.representative.pk))


def named(*, user: Any, municipality: Any, text: str) -> Any:
    """The first twenty people, also those who have left, whose name, organisation or area fits every word."""
    people = Representative.objects.visible_to(user).of(municipality)
    found = registry.with_text(people, text, [municipality.pk])
    # A slice cannot be narrowed any further, so that the ids are asked again.
    refs = list(found.order_by("given_name", "family_name", "pk").values_list("pk", flat=True)[:MOST_FOUND])
    return people.filter(pk__in=refs)


@dataclass(frozen=True)
class Against:
    """One thing that stands against choosing somebody; an own limit can be lifted by nobody else."""

    code: str
    reason: Reason
    is_own_limit: bool
    is_gate: bool = False


def against(gathered: Gathered, ref: str) -> list[Against]:
    """What stands against choosing somebody: gates, then musts not met and what is not known or old."""
    person = gathered.people[ref]
    barriers = gates.gates(person, gathered.asked, gathered.today)
    found = [
        Against(one.gate.code, one.reason, is_own_limit=not one.is_overridable, is_gate=True)
        for one in barriers
    ]
    said = {one.reason for one in found}
    gaps = ordering.explained(person, gathered.asked).gaps
    return found + [
        Against(gap.code.value, gap, is_own_limit=False) for gap in gaps if _warns(gap) and gap not in said
    ]


def _warns(gap: Reason) -> bool:
    return gap.code not in NO_WARNING


def choices_of(request: Request) -> dict[str, Choice]:
    """What has been decided, by the person's public id, in the order in which it was."""
    rows = Choice.objects.filter(request=request).select_related("representative").order_by("at", "pk")
    return {choice.representative.public_id: choice for choice in rows}


def _group(
    group: ordering.Group,
    gathered: Gathered,
    names: Names,
    choices: dict[str, Choice],
    chosen: list[composition.Member],
) -> ShownGroup:
    return ShownGroup(
        kind=group.kind,
        label=wording.group_label(group.kind),
        help=wording.group_help(group.kind),
        size=group.size,
        more=group.size - len(group.candidates),
        candidates=[_shown(one, gathered, names, choices, chosen) for one in group.candidates],
    )


def facts_of(gathered: Gathered, ref: str, names: Names) -> Shown:
    """One person as the list of candidates would tell of them, listed or not."""
    return _shown(ordering.explained(gathered.people[ref], gathered.asked), gathered, names, {}, [])


def _shown(
    candidate: ordering.Candidate,
    gathered: Gathered,
    names: Names,
    choices: dict[str, Choice],
    chosen: list[composition.Member],
) -> Shown:
    ref = candidate.person_id
    effect = composition.composition(chosen, gathered.member(ref))
    return Shown(
        representative=gathered.rows[ref],
        fits=wording.sentences(candidate.fits, names),
        gaps=wording.sentences(candidate.gaps, names),
        rest=wording.sentences(candidate.rest, names),
        load=wording.sentences(candidate.load, names),
        notes=wording.sentences(candidate.notes, names),
        group_effect=wording.sentences(effect, names),
        has_warnings=any(_warns(gap) for gap in candidate.gaps),
        decision=choices[ref].decision if ref in choices else "",
    )


def _answer(answer: why_not.Answer, names: Names) -> Answer:
    return Answer(
        gate=answer.gate.code if answer.gate else "",
        label=wording.gate_label(answer.gate) if answer.gate else "",
        text=wording.sentence(answer.reason, names),
        remedy=wording.remedy(answer.remedy),
    )
