"""Invented requests and people: plain builders for worked examples, and strategies for properties."""

from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from projects.matching.keys import Weights
from projects.matching.values import Conflict, Importance, Need, Person, Request, State, TermKind

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
CONFLICTS = (Conflict("home-care", "work"), Conflict("elsewhere", "close"))
DEMENTIA, SLEEP, CHAIRING, WRITING, TEACHING, PAIN = range(1, 7)

# The same examples every time, so that a failure on one machine is a failure on all.
property_based = settings(derandomize=True, max_examples=200, deadline=None, database=None)


def must(term: int, level: int = 1, kind: TermKind = TermKind.SKILL) -> Need:
    return Need(term=term, kind=kind, importance=Importance.MUST, level=level)


def wish(term: int, level: int = 1, kind: TermKind = TermKind.SKILL) -> Need:
    return Need(term=term, kind=kind, importance=Importance.WISH, level=level)


def a_request(*needs: Need, **changes: Any) -> Request:
    values: dict[str, Any] = {
        "id": "req-1",
        "project": "pro-1",
        "seats": 1,
        "needs": needs,
        "must_languages": frozenset(),
        "must_meeting_forms": frozenset(),
        "must_areas": frozenset(),
        "units": frozenset({"home-care", "health"}),
        "topics": frozenset({"falls"}),
        "people": frozenset({"berit"}),
    }
    return Request(**(values | changes))


def a_person(levels: dict[int, int] | None = None, **changes: Any) -> Person:
    """Somebody active, with both consents, no limits, never asked nor assigned, confirmed this autumn."""
    values: dict[str, Any] = {
        "id": "paula",
        "state": State.ACTIVE,
        "resting_until": None,
        "has_network_consent": True,
        "has_experience_consent": True,
        "is_mediated_only": False,
        "levels": levels or {},
        "languages": frozenset({"nb"}),
        "meeting_forms": frozenset({"in_person"}),
        "area": "north",
        "no_go_units": frozenset(),
        "no_go_topics": frozenset(),
        "no_go_people": frozenset(),
        "conflicts": frozenset(),
        "max_at_once": None,
        "max_per_half_year": None,
        "running_assignments": 0,
        "assignments_half_year": 0,
        "asks_six_months": 0,
        "passed_over_twelve_months": 0,
        "months_of_rest": None,
        "last_asked_on": None,
        "is_asked_for_request": False,
        "has_declined_request": False,
        "last_confirmed_on": date(2026, 9, 1),
        "is_stale": False,
    }
    return Person(**(values | changes))


levels = st.sampled_from([1, 2, 3, 4])
terms = st.sampled_from(range(1, 9))
counts = st.sampled_from([0, 0, 1, 2, 4])
rarely = st.sampled_from([False] * 29 + [True])
maximums = st.sampled_from([None, None, None, 9, 9, 6, 3, 1])
weights = st.builds(Weights, fit=st.integers(1, 3), turn=st.integers(0, 3))
days = st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))


def _some(*values: str) -> st.SearchStrategy[frozenset[str]]:
    return st.just(frozenset[str]()) | st.frozensets(st.sampled_from(values), max_size=2)


needs = st.builds(
    Need,
    term=terms,
    kind=st.sampled_from(TermKind),
    importance=st.sampled_from(Importance),
    level=levels,
)


def _needs(least: int) -> st.SearchStrategy[tuple[Need, ...]]:
    return st.lists(needs, min_size=least, max_size=6, unique_by=lambda need: need.term).map(tuple)


requests = st.builds(
    Request,
    id=st.sampled_from(["req-1", "req-2"]),
    project=st.just("pro-1"),
    seats=st.integers(1, 3),
    needs=_needs(least=3) | _needs(least=1) | _needs(least=0),
    must_languages=_some("nb", "ar"),
    must_meeting_forms=_some("in_person", "digital"),
    must_areas=_some("north", "south"),
    units=_some("home-care", "health"),
    topics=_some("falls", "food"),
    people=_some("berit", "tor"),
)


_PAULA = st.just("paula")


def persons(identity: st.SearchStrategy[str] = _PAULA) -> st.SearchStrategy[Person]:
    """People of whom most pass most gates, so that lists are seldom empty."""
    return st.builds(
        Person,
        id=identity,
        state=st.sampled_from([*[State.ACTIVE] * 20, *State]),
        resting_until=st.sampled_from([*[None] * 17, TODAY - DAY, TODAY, TODAY + DAY]),
        has_network_consent=rarely.map(lambda rare: not rare),
        has_experience_consent=st.booleans(),
        is_mediated_only=st.booleans(),
        levels=st.dictionaries(terms, levels, min_size=3, max_size=8) | st.dictionaries(terms, levels),
        languages=_some("nb", "ar", "se"),
        meeting_forms=_some("in_person", "digital"),
        area=st.sampled_from([None, "north", "south"]),
        no_go_units=rarely.map(lambda rare: frozenset({"health"} if rare else ())),
        no_go_topics=rarely.map(lambda rare: frozenset({"food"} if rare else ())),
        no_go_people=rarely.map(lambda rare: frozenset({"tor"} if rare else ())),
        conflicts=rarely.map(lambda rare: frozenset(CONFLICTS if rare else ())),
        max_at_once=maximums,
        max_per_half_year=maximums,
        running_assignments=counts,
        assignments_half_year=counts,
        asks_six_months=counts,
        passed_over_twelve_months=counts,
        months_of_rest=st.none() | st.integers(0, 40),
        last_asked_on=st.none() | days,
        is_asked_for_request=rarely,
        has_declined_request=rarely,
        last_confirmed_on=st.none() | days,
        is_stale=st.booleans(),
    )


def networks(least: int = 5) -> st.SearchStrategy[list[Person]]:
    """Networks of `least` to twelve: empty ones teach little, and would be drawn most of the time."""
    return st.lists(
        persons(st.integers(0, 99).map(lambda number: f"per-{number}")),
        min_size=least,
        max_size=12,
        unique_by=lambda person: person.id,
    )
