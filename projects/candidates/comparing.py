"""Two or three people side by side, in words: the same thing on the same line. No sum, no place, no winner."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from config.core.audit import services as audit
from projects.candidates import queries, services, wording
from projects.candidates.models import Choice
from projects.candidates.reading import Veiled, tell, veiled, without_area
from projects.candidates.values import Gathered, gather
from projects.matching import composition, gates, ordering
from projects.matching.ordering import Candidate
from projects.matching.reasons import Code, Reason
from projects.matching.values import Importance
from projects.requests.models import Request
from representatives.registry.models import Representative

FEWEST, MOST = 2, 3
_PROFILE = frozenset({Code.PROFILE_STALE, Code.PROFILE_UNCONFIRMED})


class CannotCompare(Exception):
    """Too few or too many people; the text can be shown."""


@dataclass(frozen=True)
class Side:
    """One of those who are compared, without a name where names are hidden. With `against`, a choice needs a reason."""

    person: Any
    decision: str
    against: list[str]
    may_choose: bool


@dataclass(frozen=True)
class Line:
    """One line of the comparison: what it is about, and each person's facts, in the order of the sides."""

    label: str
    is_must: bool
    cells: list[list[str]]


@dataclass(frozen=True)
class Comparison:
    """People side by side, in the order of what they are called."""

    sides: list[Side]
    lines: list[Line]


def compare(*, request: Request, people: Any, at: datetime, is_blind: bool = False) -> Comparison:
    """Compares `people` (a queryset of the request's municipality) for `request`; a fixed number of queries.

    Refuses fewer than two and more than three. A line on which nobody has anything to tell is left out.
    """
    gathered = gather(request=request, people=people, at=at)
    if not FEWEST <= len(gathered.people) <= MOST:
        raise CannotCompare(_("Tick two or three people to compare them."))
    made = Choice.objects.filter(request=request).order_by("pk")
    choices = dict(made.values_list("representative__public_id", "decision"))
    shown = {ref: veiled(request, row) if is_blind else row for ref, row in gathered.rows.items()}
    refs = sorted(gathered.people, key=lambda ref: (shown[ref].name.casefold(), ref))
    sides = [_side(gathered, ref, shown[ref], choices.get(ref, "")) for ref in refs]
    lines = _lines(gathered, refs, _chosen(request, choices, at))
    if is_blind:
        areas = [without_area(gathered.rows[ref].area, request) for ref in refs]
        lines = [
            replace(one, cells=[tell(cell, instead) for cell, instead in zip(one.cells, areas, strict=True)])
            for one in lines
        ]
    return Comparison(sides, [one for one in lines if any(one.cells)])


def record_look(found: Comparison, *, request: Request, by: Any, at: datetime) -> None:
    """Writes that `by` looked at each of them; where names were hidden, that the candidates were looked at."""
    for side in found.sides:
        if isinstance(side.person, Veiled):
            services.record_reading(request=request, by=by, at=at)
        else:
            audit.record_read(side.person, by=by, at=at, purpose="candidates", fields=["name", "terms"])


def _side(gathered: Gathered, ref: str, person: Any, decision: str) -> Side:
    stands = queries.against(gathered, ref)
    names = wording.names_of(gathered)
    return Side(
        person=person,
        decision=decision,
        against=[wording.sentence(one.reason, names) for one in stands],
        may_choose=not any(one.is_own_limit for one in stands),
    )


def _chosen(request: Request, choices: dict[str, str], at: datetime) -> list[composition.Member]:
    """The chosen as members of the group: what one more would do to it depends on them."""
    refs = [ref for ref, decision in choices.items() if decision == Choice.Decision.CHOSEN]
    people = Representative.objects.filter(public_id__in=refs, municipality=request.municipality_id).present()
    gathered = gather(request=request, people=people, at=at)
    return [gathered.member(ref) for ref in sorted(gathered.people)]


def _lines(gathered: Gathered, refs: list[str], chosen: list[composition.Member]) -> list[Line]:
    names = wording.names_of(gathered)
    asked = gathered.asked
    told = {ref: ordering.explained(gathered.people[ref], asked) for ref in refs}

    def line(label: str, pick: Callable[[str], Iterable[Reason]], *, is_must: bool = False) -> Line:
        return Line(label, is_must, [wording.sentences(tuple(pick(ref)), names) for ref in refs])

    lines = [
        line(
            _("What stands in the way"),
            lambda ref: (one.reason for one in gates.gates(gathered.people[ref], asked, gathered.today)),
        )
    ]
    for need in asked.needs:
        about = _about(need.term, told)
        lines.append(line(names.terms[need.term], about, is_must=need.importance is Importance.MUST))
    lines += [
        line(_("In practice"), lambda ref: _practical(told[ref])),
        line(_("Rest"), lambda ref: told[ref].rest),
        line(_("Load"), lambda ref: told[ref].load),
        line(_("The profile"), lambda ref: (gap for gap in told[ref].gaps if gap.code in _PROFILE)),
        line(_("Good to know"), lambda ref: told[ref].notes),
        line(_("For the group"), lambda ref: composition.composition(chosen, gathered.member(ref))),
    ]
    return lines


def _about(term: int, told: dict[str, Candidate]) -> Callable[[str], Iterable[Reason]]:
    return lambda ref: (one for one in (*told[ref].fits, *told[ref].gaps) if one.params.get("term") == term)


def _practical(one: Candidate) -> Iterable[Reason]:
    """Languages, ways of meeting and area: what is neither a term, nor a sum of musts, nor the age of the profile."""
    facts = (*one.fits, *one.gaps)
    return (
        fact
        for fact in facts
        if "term" not in fact.params and fact.code is not Code.MUSTS_MET and fact.code not in _PROFILE
    )
