"""Everybody of a municipality as `matching.snapshot` sees them, for work over many requests at once.

Read in a fixed number of queries, whatever the people and the requests, and thrown away when the work is done.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from projects.candidates import offering
from projects.candidates.refused import refused
from projects.candidates.values import MEETING_FORMS, Wanted
from projects.matching.keys import (
    DEFAULT_WEIGHTS,
    MOST_REST,
    PER_ASK,
    PER_PASSED_OVER,
    PER_RUNNING,
    STALE,
    Weights,
)
from projects.matching.snapshot import Bools, Holders, Ids, Places, Snapshot, holders
from projects.matching.values import Need, TermKind
from projects.requests.queries import LANGUAGES_KEY
from representatives.conflicts.models import Conflict
from representatives.consent.models import Consent
from representatives.registry.models import NoGo, ProfileTerm
from representatives.turns import queries as turns
from representatives.turns.models import Turn

ANY = ""


@dataclass(frozen=True)
class Network:
    """A snapshot with what bars people from one request and not from another; `pks` are their primary keys."""

    snapshot: Snapshot
    pks: list[int]
    running: list[int]
    most_at_once: list[int | None]
    assigned_in_half_year: list[int]
    most_per_half_year: list[int | None]
    is_fresh: Bools
    areas: list[str]
    says: dict[str, Bools]
    refused: dict[str, list[int]]
    known: dict[str, list[int]]
    weights: Weights

    def places(self, what: Wanted) -> Places:
        """The place of everybody for one request, 0 for whoever is not listed."""
        needs = [
            ((what.terms[need.term].term_id, what.terms[need.term].relation), need)
            for need in what.asked.needs
        ]
        return self.snapshot.places(needs, self.barred(what), self.weights)

    def barred(self, what: Wanted) -> Ids:
        """Whom a gate of this very request holds back."""
        asked = what.asked
        found = [
            n
            for key in (*asked.units, *asked.people, *(f"topic:{topic}" for topic in asked.topics))
            for n in self.refused.get(key, ())
        ]
        found += self.known.get(asked.id, ())
        denied = self._denied([f"{LANGUAGES_KEY}:{key}" for key in asked.must_languages], LANGUAGES_KEY)
        denied |= self._denied([f"form:{form}" for form in asked.must_meeting_forms], "form")
        if asked.must_areas:
            denied |= np.array(
                [bool(area) and area not in asked.must_areas for area in self.areas], dtype=bool
            )
        return np.array(sorted({*found, *np.flatnonzero(denied & self.is_fresh).tolist()}), dtype=np.int32)

    def meets(self, what: Wanted, need: Need) -> Bools:
        """Who has what is needed at the level asked for, as far as it may be counted."""
        found = np.zeros(len(self.pks), dtype=bool)
        term = what.terms[need.term]
        held = self.snapshot.terms.get((term.term_id, term.relation))
        if held is not None:
            found[held.ids[held.levels >= need.level]] = True
        return found & self.snapshot.has_experience if need.kind is TermKind.EXPERIENCE else found

    def seats_left(self, n: int, unless_said: int) -> int:
        """How many seats more the nth person takes, by the own limits; `unless_said` for who has set none at once."""
        at_once, half_year = self.most_at_once[n], self.most_per_half_year[n]
        left = unless_said if at_once is None else at_once - self.running[n]
        return left if half_year is None else min(left, half_year - self.assigned_in_half_year[n])

    def _denied(self, musts: Sequence[str], said: str) -> Bools:
        """Who says something of the kind, and not all that is a must."""
        nobody = np.zeros(len(self.pks), dtype=bool)
        lacking = nobody.copy()
        for must in musts:
            lacking |= ~self.says.get(must, nobody)
        return lacking & self.says.get(said, nobody) if musts else nobody


def taken(
    *, people: Any, requests: Iterable[Wanted], at: datetime, weights: Weights = DEFAULT_WEIGHTS
) -> Network:
    """The people (a queryset) as they are at `at`, with the terms that any of `requests` asks for; five queries."""
    wanted = list(requests)
    rows = _people(people, at)
    number = {row.pk: n for n, row in enumerate(rows)}
    terms, says = _terms(people, number, {t.term_id for what in wanted for t in what.terms.values()})
    snapshot = Snapshot(
        ids=[row.public_id for row in rows],
        is_offered=np.array([row.is_offered for row in rows], dtype=bool),
        has_experience=np.array([row.has_experience for row in rows], dtype=bool),
        turns=np.array([row.turn for row in rows], dtype=np.int64),
        terms=terms,
    )
    return Network(
        snapshot=snapshot,
        pks=list(number),
        running=[row.running for row in rows],
        most_at_once=[row.most_at_once for row in rows],
        assigned_in_half_year=[row.assigned_in_half_year for row in rows],
        most_per_half_year=[row.most_per_half_year for row in rows],
        is_fresh=np.array([row.is_fresh for row in rows], dtype=bool),
        areas=[row.area for row in rows],
        says=says,
        refused=_refused(people, number, timezone.localdate(at)),
        known=_known(people, number, [what.asked.id for what in wanted], at),
        weights=weights,
    )


@dataclass
class _Row:
    pk: int
    public_id: str
    is_in_use: bool
    is_offered: bool
    has_experience: bool
    is_fresh: bool
    turn: int
    running: int
    assigned_in_half_year: int
    area: str
    most_at_once: int | None
    most_per_half_year: int | None


def _people(people: Any, at: datetime) -> list[_Row]:
    """Each person, those whose figures do not hold counted from the ledger itself."""
    today = timezone.localdate(at)
    experience = Consent.objects.in_force().filter(
        representative=OuterRef("pk"), purpose=Consent.Purpose.EXPERIENCE
    )
    asked = people.order_by("pk").values_list(
        "pk",
        "public_id",
        _flag(offering.in_use(today)),
        _flag(offering.in_use(today) & offering.within_limits()),
        _flag(Q(Exists(experience))),
        _flag(offering.fresh(today)),
        offering.turn(at, today, DEFAULT_WEIGHTS),
        Coalesce("turn_summary__running", 0),
        Coalesce("turn_summary__assigned_in_half_year", 0),
        "area",
        "most_at_once",
        "most_per_half_year",
        _flag(offering.passed_by(at)),
    )
    rows, passed = [], []
    for *values, is_passed in asked:
        rows.append(_Row(*values))
        if is_passed:
            passed.append(rows[-1])
    histories = turns.histories([row.pk for row in passed], at=at)
    for row in passed:
        _recount(row, histories[row.pk])
    return rows


def _recount(row: _Row, history: turns.History) -> None:
    most, per_half_year = row.most_at_once, row.most_per_half_year
    row.running, row.assigned_in_half_year = history.running, history.assigned_in_half_year
    row.is_offered = row.is_in_use and (most is None or history.running < most)
    row.is_offered &= per_half_year is None or history.assigned_in_half_year < per_half_year
    months = MOST_REST if history.months_of_rest is None else min(MOST_REST, history.months_of_rest)
    row.turn = (
        months
        + PER_RUNNING * history.running
        + PER_ASK * history.asked_in_half_year
        + PER_PASSED_OVER * history.passed_over_in_year
        + (0 if row.is_fresh else STALE)
    )


def _flag(condition: Q) -> Any:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _terms(
    people: Any, number: dict[int, int], asked: Iterable[int]
) -> tuple[dict[Any, Holders], dict[str, Bools]]:
    """Holders of each term that is asked for, by term and relation; and who says what of languages and meetings."""
    practical = Q(term__parent__key=LANGUAGES_KEY) | Q(term__key__in=MEETING_FORMS)
    rows = ProfileTerm.objects.filter(Q(term__in=list(asked)) | practical, representative__in=people)
    found: defaultdict[tuple[int, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    says: defaultdict[str, Bools] = defaultdict(lambda: np.zeros(len(number), dtype=bool))
    columns = ("representative_id", "term_id", "relation", "level", "term__key", "term__parent__key")
    for pk, term, relation, level, key, parent in rows.order_by().values_list(*columns):
        for side in {ANY, relation}:
            ids, levels = found[term, side]
            ids.append(number[pk])
            levels.append(level)
        if parent == LANGUAGES_KEY:
            says[LANGUAGES_KEY][number[pk]] = says[f"{LANGUAGES_KEY}:{key}"][number[pk]] = True
        if key in MEETING_FORMS:
            says["form"][number[pk]] = says[f"form:{MEETING_FORMS[key]}"][number[pk]] = True
    terms: dict[Any, Holders] = {
        key: holders(np.array(ids, dtype=np.int32), np.array(levels, dtype=np.uint8))
        for key, (ids, levels) in found.items()
    }
    return terms, dict(says)


def _refused(people: Any, number: dict[int, int], today: date) -> dict[str, list[int]]:
    """Who does not want a unit, a person or a topic, or has a conflict with one: by public ids, topics by their own."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    theirs = {"representative__in": people.order_by()}
    rows = refused(NoGo.objects.filter(**theirs), Conflict.objects.filter(**theirs), today)
    for pk, unit, person, topic, _kind in rows:
        found[unit or person or f"topic:{topic}"].append(number[pk])
    return dict(found)


def _known(people: Any, number: dict[int, int], refs: list[str], at: datetime) -> dict[str, list[int]]:
    """Who has been asked for each request, or has said no to it."""
    rows = Turn.objects.filter(request_ref__in=refs, at__lte=at, representative__in=people).order_by(
        "at", "id"
    )
    lines: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for pk, ref, kind in rows.values_list("representative_id", "request_ref", "kind"):
        lines[ref, pk].append(kind)
    found: defaultdict[str, list[int]] = defaultdict(list)
    for (ref, pk), kinds in lines.items():
        is_asked = is_declined = False
        for kind in kinds:
            is_asked = kind == Turn.Kind.ASKED or (is_asked and kind != Turn.Kind.WITHDRAWN)
            is_declined = kind == Turn.Kind.DECLINED or (is_declined and kind != Turn.Kind.ACCEPTED)
        if is_asked or is_declined:
            found[ref].append(number[pk])
    return dict(found)
