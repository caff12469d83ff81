"""Every open seat of a municipality, and everybody in it, as allocation is told of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import numpy as np
from django.db.models import Count, Max, Value

from projects.candidates import network
from projects.candidates.balance import weights_of
from projects.candidates.models import Choice
from projects.candidates.network import Network
from projects.candidates.values import Wanted, wanted_all
from projects.matching.allocation.values import Minimum, Opening, Question
from projects.matching.keys import LIFTED, MUST_MET
from projects.matching.snapshot import Places
from projects.planning.models import Project
from projects.requests.models import Request, RequestTerm
from projects.requests.queries import with_terms
from representatives.conflicts.models import Conflict
from representatives.consent.models import Consent
from representatives.registry.models import NoGo, ProfileTerm, Representative
from representatives.turns.models import Turn

# So many of the best are thought of for each seat.
A_SEAT = 50
# Whoever has set no limit is asked for at most so many seats in one plan.
UNLESS_SAID = 2
STATES = (Project.State.PROPOSED, Project.State.PLANNED, Project.State.RUNNING)
_ENDED = frozenset({Turn.Kind.DECLINED, Turn.Kind.WITHDRAWN, Turn.Kind.SILENT})


@dataclass(frozen=True)
class Season:
    """The question with what its numbers stand for: requests by opening, primary keys by person."""

    question: Question
    requests: list[Request]
    people: list[int]
    open_seats: int


def open_requests(municipality: Any) -> list[Request]:
    """Open requests of projects that go on, the oldest first: in this order they would be filled one by one."""
    rows = Request.objects.of(municipality).open().filter(project__state__in=STATES)
    return list(with_terms(rows).order_by("created_at", "pk"))


def season(*, municipality: Any, at: datetime) -> Season:
    """Everything about the open seats at `at`; the same number of queries for any number of people and requests."""
    requests = open_requests(municipality)
    taken = in_seats(requests)
    asking = [(what, what.request.seats - len(taken[what.request.pk])) for what in wanted_all(requests)]
    asking = [(what, seats) for what, seats in asking if seats > 0]
    people = Representative.objects.of(municipality).present()
    weights = weights_of(municipality)
    everybody = network.taken(
        people=people, requests=[what for what, _seats in asking], at=at, weights=weights
    )
    decided = _decided(requests, everybody)
    places = [_best(everybody, what, seats, decided[what.request.pk]) for what, seats in asking]
    step = _step(places)
    openings = [
        _opening(everybody, what, seats, found, step, taken[what.request.pk])
        for (what, seats), found in zip(asking, places, strict=True)
    ]
    return Season(
        Question(tuple(openings), _limits(everybody, taken)),
        [what.request for what, _seats in asking],
        everybody.pks,
        sum(seats for _what, seats in asking),
    )


def in_seats(requests: list[Request]) -> defaultdict[int, set[int]]:
    """Who is chosen for each request, or has a seat in it, and has not said no since: by primary keys; two queries."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    chosen = Choice.objects.filter(request__in=requests, decision=Choice.Decision.CHOSEN).order_by("pk")
    for request, person in chosen.values_list("request_id", "representative_id"):
        found[request].add(person)
    by_ref = {request.public_id: request.pk for request in requests}
    lines = Turn.objects.filter(request_ref__in=by_ref).order_by("at", "id")
    for ref, person, kind in lines.values_list("request_ref", "representative_id", "kind"):
        if kind in _ENDED or kind == Turn.Kind.ENDED:
            found[by_ref[ref]].discard(person)
        elif kind in (Turn.Kind.ASSIGNED, Turn.Kind.ASKED, Turn.Kind.ACCEPTED):
            found[by_ref[ref]].add(person)
    return found


def _decided(requests: list[Request], everybody: Network) -> defaultdict[int, list[int]]:
    """Whoever has been decided on for a request already, whatever was decided, by number."""
    number = {pk: n for n, pk in enumerate(everybody.pks)}
    found: defaultdict[int, list[int]] = defaultdict(list)
    rows = Choice.objects.filter(request__in=requests).order_by("pk")
    for request, person in rows.values_list("request_id", "representative_id"):
        if person in number:
            found[request].append(number[person])
    return found


def _best(everybody: Network, what: Wanted, seats: int, decided: list[int]) -> Places:
    """The places of those who are thought of, 0 for everybody else."""
    places = everybody.places(what)
    places[decided] = 0
    listed = int(np.count_nonzero(places))
    most = A_SEAT * seats
    if listed > most:
        border = np.partition(places, len(places) - most)[len(places) - most]
        places[places < border] = 0
    return places


def _step(places: list[Places]) -> int:
    """More than any two keys differ, so that one must more is worth more than every key."""
    keys = [found[found > 0] % MUST_MET for found in places]
    keys = [one for one in keys if len(one)]
    return int(max(one.max() for one in keys) - min(one.min() for one in keys)) + 1 if keys else 1


def _opening(
    everybody: Network, what: Wanted, seats: int, places: Places, step: int, taken: set[int]
) -> Opening:
    who = np.flatnonzero(places).astype(np.int32)
    missing = len(what.asked.musts) - places[who] // MUST_MET
    worths = places[who] % MUST_MET - LIFTED - step * missing
    return Opening(
        id=what.asked.id,
        project=what.asked.project,
        seats=seats,
        people=who,
        worths=worths,
        minima=_minima(everybody, what, who, taken) if what.request.seats > 1 else (),
    )


def _minima(everybody: Network, what: Wanted, who: Any, taken: set[int]) -> tuple[Minimum, ...]:
    """Somebody in the group has each must, unless somebody chosen already has, or nobody could."""
    there = np.isin(np.array(everybody.pks), list(taken))
    found = []
    for need in what.asked.musts:
        meets = everybody.meets(what, need)
        if not meets[there].any() and meets[who].any():
            found.append(Minimum(np.flatnonzero(meets[who]).astype(np.int32), 1))
    return tuple(found)


def _limits(everybody: Network, taken: dict[int, set[int]]) -> Any:
    """How many seats more each person takes: by the own word, less what runs and what they are chosen for already."""
    chosen: defaultdict[int, int] = defaultdict(int)
    for people in taken.values():
        for person in people:
            chosen[person] += 1
    left = [everybody.seats_left(n, UNLESS_SAID) - chosen[pk] for n, pk in enumerate(everybody.pks)]
    return np.maximum(0, np.array(left, dtype=np.int32))


def mark(municipality: Any) -> str:
    """What the network is like, in one word that changes with it: requests, people, and what is kept about them."""
    requests = Request.objects.of(municipality).open().order_by("pk")
    counted = [list(requests.values_list("pk", "seats", "meeting_form", "must_area", "must_language"))]
    people = Representative.objects.of(municipality)
    counted.append(list(people.order_by("state").values_list("state").annotate(number=Count("pk"))))
    # What is chosen from the plan itself does not make it old.
    turns = Turn.objects.of(municipality).exclude(kind=Turn.Kind.CHOSEN)
    kinds: tuple[Any, ...] = (
        RequestTerm.objects.of(municipality).filter(request__in=requests),
        Consent.objects.of(municipality).in_force(),
        ProfileTerm.objects.of(municipality),
        NoGo.objects.of(municipality),
        Conflict.objects.of(municipality).open(),
        turns,
    )
    first, *others = (
        rows.order_by()
        .values("municipality")
        .annotate(which=Value(number), number=Count("pk"), last=Max("pk"))
        .values_list("which", "number", "last")
        for number, rows in enumerate(kinds)
    )
    counted.append(sorted(first.union(*others, all=True)))
    return sha256(repr(counted).encode()).hexdigest()
