"""What the network has, counted in the database: people by term and level, and by area."""

from typing import Any

from django.db.models import Count, Q

from projects.gaps.asked import Key
from projects.gaps.frame import Frame, terms_of
from representatives.registry.models import Level, Representative
from representatives.registry.querysets import RepresentativeQuerySet

# People at each level or above, from the first level to the last.
Levels = tuple[int, ...]
BY_NAME = ("family_name", "given_name", "id")
NONE: Levels = (0,) * len(Level.values)


def by_term(frame: Frame) -> dict[Key, Levels]:
    """How many have a term, seen from each side and from any (the empty one); nobody is counted twice. Two queries."""
    seen = frame.held().exclude(relation="").values_list("term_id", "relation").annotate(**_levels())
    found = {(term, relation): tuple(levels) for term, relation, *levels in seen}
    for term, *levels in frame.held().values_list("term_id").annotate(**_levels()):
        found[term, ""] = tuple(levels)
    return found


def of_term(frame: Frame, term: Any, relation: str) -> Levels:
    """How many have one term, at each level or above; one query."""
    counted = _narrowed(frame.held(), term, relation).aggregate(**_levels())
    return tuple(counted[name] for name in _levels())


def by_term_and_area(frame: Frame, term_ids: Any) -> dict[tuple[int, str], Levels]:
    """How many in each area have a term; one query."""
    rows = frame.held().filter(term__in=term_ids).exclude(representative__area="")
    grouped = rows.values_list("term_id", "representative__area").annotate(**_levels())
    return {(term, area): tuple(levels) for term, area, *levels in grouped}


def by_area(frame: Frame) -> dict[str, int]:
    """How many who can be asked live in each area; one query."""
    rows = frame.people().exclude(area="").values_list("area")
    return dict(rows.annotate(Count("pk")))


def _levels() -> dict[str, Count]:
    return {
        f"from_{level}": Count("representative", distinct=True, filter=Q(level__gte=level))
        for level in Level.values
    }


def with_term(frame: Frame, term: Any, relation: str, level: int) -> RepresentativeQuerySet:
    """Those who can be asked and have the term at the level or above, by name."""
    rows = _narrowed(frame.held(), term, relation).filter(level__gte=level)
    return frame.people().filter(pk__in=rows.values("representative")).order_by(*BY_NAME)


def one_step_below(frame: Frame, term: Any, relation: str, level: int) -> RepresentativeQuerySet:
    """Those who have the term exactly one level below and not higher, by name."""
    rows = _narrowed(frame.held(), term, relation)
    people = frame.people().filter(pk__in=rows.filter(level=level - 1).values("representative"))
    above = rows.filter(level__gte=level).values("representative")
    return people.exclude(pk__in=above).order_by(*BY_NAME)


def gone_with(frame: Frame, term: Any, relation: str) -> int:
    """How many had the term and have left; experience only as long as its consent still stands. One query."""
    left = frame.everyone().filter(state=Representative.State.LEFT)
    rows = _narrowed(terms_of(left, frame.municipality), term, relation)
    return int(rows.aggregate(people=Count("representative", distinct=True))["people"])


def _narrowed(rows: Any, term: Any, relation: str) -> Any:
    rows = rows.filter(term=term)
    return rows.filter(relation=relation) if relation else rows
