"""From rows to what matching is told: one request, and everyone in its municipality, in a fixed number of queries.

A request may ask for the same term twice, seen from two sides (“dementia, own” and “dementia, next of kin”). So what
matching calls a term is here the row of the request's term, and a person's level in it is counted accordingly.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from config.core.organisations.models import Unit
from projects.candidates.refused import refused
from projects.matching.composition import Member, Trait, covered_terms
from projects.matching.values import Conflict, Importance, Need, Person, State, TermKind
from projects.matching.values import Request as Asked
from projects.requests.models import Request, RequestTerm
from projects.requests.queries import EXPERIENCE_KINDS, LANGUAGES_KEY
from representatives.conflicts.models import Conflict as Recorded
from representatives.consent.models import Consent
from representatives.registry.models import NoGo, ProfileTerm, Representative
from representatives.turns import queries as turns
from representatives.turns.queries import History

# Practical terms of the catalogue that tell how a person can meet.
MEETING_FORMS = {
    "meet-in-person": str(Request.MeetingForm.IN_PERSON),
    "meet-digitally": str(Request.MeetingForm.ONLINE),
}
# What matching needs of a profile; contact data stays closed.
COLUMNS = (
    "public_id given_name family_name area state resting_until most_at_once most_per_half_year is_mediated "
    "confirmed_on municipality"
).split()
MOST_NAMED = 2_000
AREA, FIRST_TIME, PERSPECTIVE = "area", "first_time", "perspective"


@dataclass(frozen=True)
class Wanted:
    """One request as matching sees it, with its terms by what matching calls them, and the names of units."""

    request: Request
    asked: Asked
    terms: dict[int, RequestTerm]
    units: dict[str, str]


@dataclass(frozen=True)
class Gathered:
    """One request and people as matching sees them, with the rows behind them, by public id."""

    request: Request
    asked: Asked
    terms: dict[int, RequestTerm]
    people: dict[str, Person]
    rows: dict[str, Representative]
    relations: dict[str, frozenset[str]]
    units: dict[str, str]
    today: date

    def member(self, person_id: str) -> Member:
        """A person as one of a group: what they cover, and neutral traits; perspective is only ever counted."""
        person = self.people[person_id]
        traits = {
            Trait(PERSPECTIVE, relation, is_counted_only=True)
            for relation in self.relations.get(person_id, ())
        }
        if person.area is not None:
            traits.add(Trait(AREA, person.area, is_counted_only=False))
        if person.months_of_rest is None:
            traits.add(Trait(FIRST_TIME, "yes", is_counted_only=False))
        return Member(person_id, frozenset(traits), covered_terms(person, self.asked))


@dataclass
class _Profile:
    """What a person's terms, no-gos and conflicts say, as far as the request asks."""

    levels: dict[int, int] = field(default_factory=dict)
    relations: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    meeting_forms: set[str] = field(default_factory=set)
    no_go_units: set[str] = field(default_factory=set)
    no_go_topics: set[str] = field(default_factory=set)
    no_go_people: set[str] = field(default_factory=set)
    conflicts: set[Conflict] = field(default_factory=set)


def wanted(request: Request) -> Wanted:
    """What is asked for, in two queries."""
    return wanted_all([request])[0]


def wanted_all(requests: Sequence[Request]) -> list[Wanted]:
    """What each of several requests of one municipality asks for, in two queries; none for no request."""
    if not requests:
        return []
    by_request: defaultdict[int, dict[int, RequestTerm]] = defaultdict(dict)
    rows = RequestTerm.objects.filter(request__in=requests).select_related("term__parent")
    for term in rows.order_by("importance", "id"):
        by_request[term.request_id][term.pk] = term
    units = _units(requests[0].municipality_id)
    names = {public_id: name for _parent, public_id, name in units.values()}
    return [
        Wanted(one, _asked(one, by_request[one.pk], units), by_request[one.pk], names) for one in requests
    ]


def gather(*, request: Request, people: Any, at: datetime, what: Wanted | None = None) -> Gathered:
    """Everything matching is told about `people` (a queryset) for `request` at `at`; eight queries, however many.

    Two fewer when `what` is asked for is known already.
    """
    return gather_all(whats=[what or wanted(request)], people=people, at=at)[0]


def gather_all(*, whats: Sequence[Wanted], people: Any, at: datetime) -> list[Gathered]:
    """The same people as each of several requests of one municipality sees them; six queries, however many."""
    municipality_id = whats[0].request.municipality_id
    rows = list(people.only(*COLUMNS).order_by("pk"))
    ids = [row.pk for row in rows]
    whose = _whose(municipality_id, ids)
    consents = _consents(whose)
    asked = [term for what in whats for term in what.terms.values()]
    today = timezone.localdate(at)
    profiles = _profiles(whose, asked)
    _add_refused(profiles, whose, today)
    histories = turns.histories(ids, at=at)
    return [
        Gathered(
            request=what.request,
            asked=what.asked,
            terms=what.terms,
            people={
                row.public_id: _person(
                    row, consents[row.pk], profiles[row.pk], histories[row.pk], what.asked.id, today
                )
                for row in rows
            },
            rows={row.public_id: row for row in rows},
            relations={
                row.public_id: frozenset(profiles[row.pk].relations)
                for row in rows
                if Consent.Purpose.EXPERIENCE in consents[row.pk]
            },
            units=what.units,
            today=today,
        )
        for what in whats
    ]


def _asked(
    request: Request, terms: dict[int, RequestTerm], units: dict[int, tuple[int | None, str, str]]
) -> Asked:
    needs = tuple(
        Need(
            term=pk,
            kind=TermKind.EXPERIENCE if term.term.kind in EXPERIENCE_KINDS else TermKind.SKILL,
            importance=Importance(term.importance),
            level=term.level,
        )
        for pk, term in terms.items()
    )
    leader = request.project.leader
    form = request.meeting_form
    # A no to a whole area is also a no to its parts.
    topics = {str(pk) for term in terms.values() for pk in (term.term_id, term.term.parent_id) if pk}
    if request.role_id:
        topics.add(str(request.role_id))
    return Asked(
        id=request.public_id,
        project=request.project.public_id,
        seats=request.seats,
        needs=needs,
        must_languages=frozenset({request.must_language.key} if request.must_language else ()),
        must_meeting_forms=frozenset(() if form == Request.MeetingForm.EITHER else {str(form)}),
        must_areas=frozenset({request.must_area} - {""}),
        units=frozenset(_upward(request.project.unit_id, units)),
        topics=frozenset(topics),
        people=frozenset({leader.public_id} if leader else ()),
    )


def _upward(unit_id: int, units: dict[int, tuple[int | None, str, str]]) -> Iterable[str]:
    """Public ids of a unit and all above it."""
    at: int | None = unit_id
    seen: set[int] = set()
    while at is not None and at not in seen:
        seen.add(at)
        parent, public_id, _name = units[at]
        yield public_id
        at = parent


def _person(
    row: Representative,
    consents: set[str],
    profile: _Profile,
    history: History,
    request_ref: str,
    today: date,
) -> Person:
    asked_at = history.last_asked_at
    return Person(
        id=row.public_id,
        state=State(row.state),
        resting_until=row.resting_until,
        has_network_consent=Consent.Purpose.NETWORK in consents,
        has_experience_consent=Consent.Purpose.EXPERIENCE in consents,
        is_mediated_only=row.is_mediated,
        levels=profile.levels,
        languages=frozenset(profile.languages),
        meeting_forms=frozenset(profile.meeting_forms),
        area=row.area or None,
        no_go_units=frozenset(profile.no_go_units),
        no_go_topics=frozenset(profile.no_go_topics),
        no_go_people=frozenset(profile.no_go_people),
        conflicts=frozenset(profile.conflicts),
        max_at_once=row.most_at_once,
        max_per_half_year=row.most_per_half_year,
        running_assignments=history.running,
        assignments_half_year=history.assigned_in_half_year,
        asks_six_months=history.asked_in_half_year,
        passed_over_twelve_months=history.passed_over_in_year,
        months_of_rest=history.months_of_rest,
        last_asked_on=timezone.localdate(asked_at) if asked_at else None,
        is_asked_for_request=request_ref in history.asked_for,
        has_declined_request=request_ref in history.declined,
        last_confirmed_on=row.confirmed_on,
        is_stale=row.is_stale(today),
    )


def _units(municipality_id: int) -> dict[int, tuple[int | None, str, str]]:
    rows = Unit.objects.filter(municipality=municipality_id).order_by("pk")
    return {
        pk: (parent, ref, name)
        for pk, parent, ref, name in rows.values_list("pk", "parent_id", "public_id", "name")
    }


def _whose(municipality_id: int, ids: list[int]) -> Q:
    """Rows of these people; of everybody in the municipality when they are too many to name."""
    return Q(representative__in=ids) if len(ids) <= MOST_NAMED else Q(municipality=municipality_id)


def _consents(whose: Q) -> defaultdict[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = Consent.objects.in_force().filter(whose)
    for pk, purpose in rows.values_list("representative_id", "purpose"):
        found[pk].add(purpose)
    return found


def _profiles(whose: Q, terms: Iterable[RequestTerm]) -> defaultdict[int, _Profile]:
    found: defaultdict[int, _Profile] = defaultdict(_Profile)
    asked: defaultdict[int, list[RequestTerm]] = defaultdict(list)
    for term in terms:
        asked[term.term_id].append(term)
    practical = Q(term__parent__key=LANGUAGES_KEY) | Q(term__key__in=MEETING_FORMS)
    kept = ProfileTerm.objects.filter(whose & (Q(term__in=list(asked)) | practical))
    for pk, term_id, relation, level, key, parent in kept.values_list(
        "representative_id", "term_id", "relation", "level", "term__key", "term__parent__key"
    ):
        profile = found[pk]
        for need in asked.get(term_id, ()):
            if need.relation in ("", relation):
                profile.levels[need.pk] = max(level, profile.levels.get(need.pk, 0))
                profile.relations |= {relation} - {""}
        if parent == LANGUAGES_KEY:
            profile.languages.add(key)
        if key in MEETING_FORMS:
            profile.meeting_forms.add(MEETING_FORMS[key])
    return found


def _add_refused(profiles: defaultdict[int, _Profile], whose: Q, today: date) -> None:
    """What people do not want, and what stands between them and a unit or a person; one query."""
    for pk, unit, person, topic, kind in refused(
        NoGo.objects.filter(whose), Recorded.objects.filter(whose), today
    ):
        profile = profiles[pk]
        if kind:
            profile.conflicts.add(Conflict(unit or person or "", kind))
        elif unit:
            profile.no_go_units.add(unit)
        elif person:
            profile.no_go_people.add(person)
        else:
            profile.no_go_topics.add(str(topic))
