"""From people to what the draw counts of them: who may be drawn, and their traits as codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from projects.candidates.models import Choice
from projects.candidates.values import Gathered, gather
from projects.candidates.wording import names_of
from projects.matching.gates import is_offered
from projects.matching.keys import DEFAULT_WEIGHTS, Scale
from projects.matching.panels.values import Trait, Willing
from projects.panels.models import Category, Panel
from projects.requests.models import Request
from representatives.registry.models import Relation, Representative

YES = "yes"
# From which age each band goes; nobody is asked for a day of birth.
BANDS = (0, 30, 50, 67, 80)


@dataclass(frozen=True)
class Choosable:
    """One value that a quota may be about, in words, and how many who may be drawn have it."""

    category: str
    value: str
    label: str
    have: int


@dataclass(frozen=True)
class Basis:
    """Who may be drawn for one request, and why others may not."""

    people: tuple[Willing, ...]
    rows: dict[str, Representative]
    choosable: tuple[Choosable, ...]
    held_back: int
    decided: int
    network: int


def basis(*, request: Request, pool: str, user: Any, at: datetime) -> Basis:
    """Everyone who may be drawn at `at`: held back by no gate, not decided on by hand, and in the pool."""
    rows = Representative.objects.visible_to(user).filter(municipality=request.municipality_id).present()
    gathered = gather(request=request, people=rows, at=at)
    decided = set(
        Choice.objects.filter(request=request)
        .exclude(decision=Choice.Decision.LATER)
        .order_by("pk")
        .values_list("representative__public_id", flat=True)
    )
    offered = [
        ref for ref, person in gathered.people.items() if is_offered(person, gathered.asked, gathered.today)
    ]
    free = [ref for ref in offered if ref not in decided]
    taken = [ref for ref in free if _is_in(pool, gathered, ref)]
    years = dict(rows.order_by("pk").values_list("public_id", "birth_year"))
    people = tuple(
        Willing(ref, frozenset(_traits(gathered, ref, years.get(ref), gathered.today.year)))
        for ref in sorted(taken)
    )
    return Basis(
        people=people,
        rows={ref: gathered.rows[ref] for ref in taken},
        choosable=tuple(_choosable(gathered, people)),
        held_back=len(gathered.people) - len(offered),
        decided=len(offered) - len(free),
        network=len(gathered.people),
    )


def band(age: int) -> str:
    """The age band: the age from which it goes, as text."""
    return str(max(start for start in BANDS if start <= age))


def band_label(start: str) -> str:
    """The band in words."""
    number = int(start)
    after = [other for other in BANDS if other > number]
    if not number:
        return _("Under %(age)d years") % {"age": after[0]}
    if not after:
        return _("%(age)d years and over") % {"age": number}
    return _("%(first)d to %(last)d years") % {"first": number, "last": after[0] - 1}


def _is_in(pool: str, gathered: Gathered, ref: str) -> bool:
    if pool == Panel.Pool.EVERYBODY:
        return True
    place = Scale(gathered.asked, DEFAULT_WEIGHTS).place(gathered.people[ref])
    return place.missing == 0 if pool == Panel.Pool.MUSTS else place.is_covering


def _traits(gathered: Gathered, ref: str, birth_year: int | None, year: int) -> Iterable[Trait]:
    member = gathered.member(ref)
    for trait in member.traits:
        yield trait.category, YES if trait.category == Category.FIRST_TIME else trait.value
    for term in member.covers:
        yield Category.TERM.value, gathered.terms[term].public_id
    if birth_year:
        yield Category.AGE.value, band(max(0, year - birth_year))


def _choosable(gathered: Gathered, people: tuple[Willing, ...]) -> Iterable[Choosable]:
    """Every value that somebody has, and every term and perspective, with the number of people."""
    names = names_of(gathered)
    known = {trait for person in people for trait in person.traits}

    def one(category: str, value: str, label: str) -> Choosable:
        have = sum((category, value) in person.traits for person in people)
        return Choosable(category, value, label, have)

    for relation in Relation:
        yield one(Category.PERSPECTIVE, relation.value, str(relation.label))
    for pk, term in gathered.terms.items():
        yield one(Category.TERM, term.public_id, names.terms[pk])
    for area in sorted(value for category, value in known if category == Category.AREA):
        yield one(Category.AREA, area, area)
    for start in BANDS:
        yield one(Category.AGE, str(start), band_label(str(start)))
    yield one(Category.FIRST_TIME, YES, _("Without earlier assignments"))
