"""The counts of one request, saved or thought of: everyone in the network is counted, and nobody is named."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from projects.candidates.values import gather
from projects.matching import feasibility
from projects.matching.feasibility import Feasible
from projects.matching.values import Importance, Need, TermKind
from projects.requests.models import Request, RequestTerm
from projects.requests.queries import EXPERIENCE_KINDS
from projects.requests.services import Wanted
from representatives.registry.models import ProfileTerm, Representative


def wanted(terms: Iterable[RequestTerm]) -> list[Wanted]:
    """What a request asks for now."""
    return [Wanted(row.term, row.importance, row.level, row.relation) for row in terms]


def ask(*, request: Request, needs: Sequence[Wanted], at: datetime) -> Feasible:
    """How many people fit `request` if it asked for `needs`, in steps of five; keys of `free_without` index `needs`.

    The same gates as the list of candidates, but for what people have answered to this request. A fixed number of
    queries; only people with one of the musts are read where there are two musts or more.
    """
    gathered = gather(request=request, people=_people(request, needs), at=at)
    levels = _levels(request.municipality_id, needs)
    asked = replace(
        gathered.asked,
        needs=tuple(
            Need(
                term=number,
                kind=TermKind.EXPERIENCE if need.term.kind in EXPERIENCE_KINDS else TermKind.SKILL,
                importance=Importance(need.importance),
                level=need.level,
            )
            for number, need in enumerate(needs)
        ),
        topics=_topics(request, needs),
    )
    people = (
        replace(person, levels=levels.get(gathered.rows[ref].pk, {}))
        for ref, person in gathered.people.items()
    )
    day = max(gathered.today, request.starts_on or gathered.today)
    return feasibility.told(feasibility.count(people, asked, day=day), seats=request.seats)


def _people(request: Request, needs: Sequence[Wanted]) -> Any:
    people = Representative.objects.filter(municipality=request.municipality_id).present()
    musts = [need.term for need in needs if need.importance == RequestTerm.Importance.MUST]
    if len(musts) < 2:
        return people
    holding = ProfileTerm.objects.filter(municipality=request.municipality_id, term__in=musts)
    return people.filter(pk__in=holding.values("representative"))


def _levels(municipality_id: int, needs: Sequence[Wanted]) -> dict[int, dict[int, int]]:
    """The level of each person in each need, by the place of the need; one query."""
    found: dict[int, dict[int, int]] = {}
    terms = {need.term.pk for need in needs}
    rows = ProfileTerm.objects.filter(municipality=municipality_id, term__in=terms)
    for person, term, relation, level in rows.values_list("representative", "term", "relation", "level"):
        for number, need in enumerate(needs):
            if need.term.pk == term and need.relation in ("", relation):
                held = found.setdefault(person, {})
                held[number] = max(level, held.get(number, 0))
    return found


def _topics(request: Request, needs: Sequence[Wanted]) -> frozenset[str]:
    """A no to a whole area is also a no to its parts."""
    ids = {pk for need in needs for pk in (need.term.pk, need.term.parent_id) if pk}
    if request.role_id:
        ids.add(request.role_id)
    return frozenset(str(pk) for pk in ids)
