"""Who fits a request, and why or why not, in words. What is read here is written in the audit trail by the page."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from projects.candidates import wording
from projects.candidates.models import Choice
from projects.candidates.values import Gathered, gather
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
NO_WARNING = frozenset({Code.WISH_BELOW, Code.WISH_LACKING, Code.WISH_NOT_SHARED})


@dataclass(frozen=True)
class Shown:
    """One person as a page shows them: facts in words. With warnings, a choice needs a reason."""

    representative: Representative
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
class Standing:
    """Somebody who has been decided on, for the bar above the list."""

    choice: Choice
    representative: Representative


@dataclass(frozen=True)
class CandidateList:
    """Everything the candidates page shows of one request."""

    request: Request
    listing: Listing
    groups: list[ShownGroup]
    group_so_far: list[str]
    chosen: list[Standing]
    later: list[Standing]
    set_aside: list[Standing]

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
    gathered = gather(request=request, people=people, at=at)
    found = ordering.order(
        gathered.asked, gathered.people.values(), seed=request.seed, today=gathered.today, limit=limit
    )
    names = wording.names_of(gathered)
    choices = _choices(request)
    chosen = [
        gathered.member(ref)
        for ref, choice in sorted(choices.items())
        if choice.decision == Choice.Decision.CHOSEN and ref in gathered.people
    ]
    return CandidateList(
        request=request,
        listing=found,
        groups=[_group(group, gathered, names, choices, chosen) for group in found.groups],
        group_so_far=_group_so_far(chosen, gathered, names),
        chosen=_standings(Choice.Decision.CHOSEN, choices, gathered),
        later=_standings(Choice.Decision.LATER, choices, gathered),
        set_aside=_standings(Choice.Decision.NOT_CHOSEN, choices, gathered),
    )


def explain(*, request: Request, people: Any, at: datetime) -> list[Explained]:
    """*Why not?* for each of `people` (a queryset of the request's municipality), by name."""
    gathered = gather(request=request, people=people, at=at)
    names = wording.names_of(gathered)
    choices = _choices(request)
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


def against(gathered: Gathered, ref: str) -> list[Against]:
    """What stands against choosing somebody: gates, then musts not met and what is not known or old."""
    person = gathered.people[ref]
    barriers = gates.gates(person, gathered.asked, gathered.today)
    found = [Against(one.gate.code, one.reason, is_own_limit=not one.is_overridable) for one in barriers]
    said = {one.reason for one in found}
    gaps = ordering.explained(person, gathered.asked).gaps
    return found + [
        Against(gap.code.value, gap, is_own_limit=False) for gap in gaps if _warns(gap) and gap not in said
    ]


def _warns(gap: Reason) -> bool:
    return gap.code not in NO_WARNING


def _choices(request: Request) -> dict[str, Choice]:
    rows = Choice.objects.filter(request=request).select_related("representative").order_by("at", "pk")
    return {choice.representative.public_id: choice for choice in rows}


def _group_so_far(chosen: list[composition.Member], gathered: Gathered, names: Names) -> list[str]:
    """The group in counts. Of one alone a count is no count: what is only counted waits for a second."""
    if not chosen:
        return []
    if len(chosen) == 1:
        told = frozenset(trait for trait in chosen[0].traits if not trait.is_counted_only)
        chosen = [replace(chosen[0], traits=told)]
    return wording.sentences(composition.tally(chosen, gathered.asked), names)


def _standings(decision: str, choices: dict[str, Choice], gathered: Gathered) -> list[Standing]:
    return [
        Standing(choice, gathered.rows[ref])
        for ref, choice in choices.items()
        if choice.decision == decision and ref in gathered.rows
    ]


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
