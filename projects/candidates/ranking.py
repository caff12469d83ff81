"""Who comes first for a request, asked of the database at once: the rule of `matching` as one aggregate query.

What the database can say of everybody it says here: every gate, every key, how many are in each group, and who stands
before whom down to the border of what is shown. Whoever has been asked for this very request, or has turns that time
has passed by since they were counted, stands *apart* and is left to the plain rule; and it is the plain rule that
orders and explains those who are shown.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Case, Exists, F, IntegerField, Max, OuterRef, Q, Sum, Value, When
from django.db.models.expressions import RawSQL

from projects.candidates import offering
from projects.candidates.offering import Frame
from projects.matching.keys import LIFTED, MUST_MET, fit_amount
from projects.matching.values import Importance, Need, TermKind
from representatives.consent.models import Consent
from representatives.registry.models import ProfileTerm, Representative

# So many needs are put into one query; a longer list is left to the plain rule.
MOST_NEEDS = 60


@dataclass(frozen=True)
class Ranking:
    """The first of a request by primary key, in order; `apart` are not among them, wherever they belong, and may be
    people whom one does not see.

    `sizes` says how many miss so many musts, `unread` how many of them are not among the first; in both without those
    who stand apart.
    """

    first: list[int]
    apart: list[int]
    sizes: dict[int, int]
    unread: dict[int, int]


def ranked(frame: Frame, people: Any, *, most: int | None, draw: Callable[[str], bytes]) -> Ranking:
    """The first `most` (all with None) of `people`, a queryset of one municipality, whom no gate holds back.

    Two queries, whatever the number of people. Equal ones at the border are drawn as the plain rule draws them.
    """
    if len(frame.asked.needs) > MOST_NEEDS:
        return Ranking([], list(people.order_by("pk").values_list("pk", flat=True)), {}, {})
    apart = sorted(offering.apart(frame))
    musts = len(frame.asked.musts)
    sizes, found = Counter[int](), list[tuple[int, str, int]]()
    for public_id, number, place in _rows(frame, people, most):
        if public_id is None:
            sizes[musts - number] = place
        else:
            found.append((-place, public_id, number))
    # Only those with the same place need the draw.
    found.sort(key=lambda row: (row[0], draw(row[1]), row[1]))
    first = found[:most]
    read = Counter(musts - -place // MUST_MET for place, *_who in first)
    return Ranking([pk for *_place, pk in first], apart, dict(sizes), dict(sizes - read))


def _rows(frame: Frame, people: Any, most: int | None) -> list[tuple[str | None, int, int]]:
    """Two kinds of rows: (None, musts met, how many people) and (public id, primary key, place)."""
    fit, fit_values = _sql(_fit(frame))
    placed, placed_values = _sql(_placed(frame, people))
    border, border_values = ("", ()) if most is None else (_BORDER, (most - 1,))
    statement = _RANKED % {
        "fit": fit,
        "placed": placed,
        "border": border,
        "people": Representative._meta.db_table,
        "must": MUST_MET,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, [*fit_values, *placed_values, *border_values])
        return list(cursor.fetchall())


def _sql(rows: Any) -> tuple[str, tuple[Any, ...]]:
    statement, values = rows.query.get_compiler(connection=connection).as_sql()
    return statement, tuple(values)


# Each part is a query of the ORM's; only how they are put together is written out, for want of a word for it there.
_RANKED = """
WITH fit (person, fit) AS (%(fit)s), placed (person, place) AS MATERIALIZED (%(placed)s)
SELECT NULL, place / %(must)s, COUNT(*) FROM placed GROUP BY 2
UNION ALL
SELECT people.public_id, placed.person, placed.place
FROM placed CROSS JOIN %(people)s people WHERE people.id = placed.person%(border)s
"""
_BORDER = """
AND placed.place >= COALESCE((SELECT place FROM placed ORDER BY place DESC LIMIT 1 OFFSET %s), 0)
"""


def _placed(frame: Frame, people: Any) -> Any:
    """Whom no gate holds back, with their place: fit, taken from `fit` by name, and turns."""
    table = Representative._meta.db_table
    rows = people.filter(offering.gates(frame)).order_by()
    joined = rows.extra(tables=["fit"], where=[f"fit.person = {table}.id"])  # noqa: S610  # our own names
    place = (
        RawSQL("fit.fit", (), output_field=IntegerField())
        + offering.turn(frame.at, frame.today, frame.weights)
        + Value(LIFTED)
    )  # noqa: S611
    return joined.values_list("pk", place)


def _fit(frame: Frame) -> Any:
    """Everybody who has something of what is asked, with what it is worth; everybody, if nothing is."""
    if not frame.asked.needs:
        return Representative.objects.of(frame.municipality_id).order_by().values_list("pk", Value(0))
    needs: defaultdict[int, list[Need]] = defaultdict(list)
    for need in frame.asked.needs:
        needs[frame.terms[need.term].term_id].append(need)
    # As a list of terms, and what else is asked of some of them beside it, so that the index alone answers.
    wanted = Q(term__in=list(needs))
    for term, its in needs.items():
        relations = {frame.terms[need.term].relation for need in its}
        if "" not in relations:
            wanted &= ~Q(term=term) | Q(relation__in=relations)
    experience = Consent.objects.in_force().filter(
        representative=OuterRef("representative"), purpose=Consent.Purpose.EXPERIENCE
    )
    free = [
        frame.terms[need.term].term_id for need in frame.asked.needs if need.kind is not TermKind.EXPERIENCE
    ]
    rows = ProfileTerm.objects.filter(wanted, Q(term__in=free) | Exists(experience))
    return (
        rows.filter(municipality=frame.municipality_id)
        .order_by()
        .values("representative")
        .annotate(fit=_worth(frame, needs))
        .values_list("representative", "fit")
    )


def _worth(frame: Frame, needs: dict[int, list[Need]]) -> Any:
    """Sum over the needs. One that takes any relation counts the highest of a person's levels; others meet one row."""
    summed: dict[int, Any] = {}
    highest: list[Any] = []
    for term, its in needs.items():
        for need in its:
            relation, worth = frame.terms[need.term].relation, _amount(frame, need)
            if need.kind is TermKind.EXPERIENCE and not relation:
                highest.append(Max(Case(When(term=term, then=worth), default=0, output_field=IntegerField())))
                continue
            own = worth
            if relation:
                own = Case(When(relation=relation, then=worth), default=0, output_field=IntegerField())
            summed[term] = summed[term] + own if term in summed else own
    whens = [When(term=term, then=worth) for term, worth in summed.items()]
    total: Any = Sum(Case(*whens, default=0, output_field=IntegerField())) if whens else None
    for one in highest:
        total = one if total is None else total + one
    return total


def _amount(frame: Frame, need: Need) -> Any:
    """What a row's level is worth for a need, as in `matching.keys`, and that a must is met."""
    met = fit_amount(need, need.level, frame.weights)
    if need.importance is Importance.MUST:
        met += MUST_MET
    below = F("level") * fit_amount(need, 1, frame.weights)
    return Case(When(level__gte=need.level, then=met), default=below, output_field=IntegerField())
