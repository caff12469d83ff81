"""What was asked for in the period, added up in the database: by term, by area, and what stands empty."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, Sum

from projects.gaps import thresholds
from projects.gaps.frame import Frame
from projects.requests.models import Request, RequestTerm
from representatives.registry.models import Level
from representatives.turns.models import Turn

# A term as it was asked for: the primary key of the term, and seen from where; empty where that does not matter.
Key = tuple[int, str]


@dataclass(frozen=True)
class Asked:
    """One term over all requests: how many, how many of their seats, and from which level at the most.

    `empty` is the number of requests that could not be filled, or have not been in time.
    """

    requests: int
    seats: int
    musts: int
    level: int
    empty: int = 0


def by_term(frame: Frame) -> dict[Key, Asked]:
    """Everything that was asked for, with the languages that a request needs. Two queries, and those of `_short`."""
    must, short = Q(importance=RequestTerm.Importance.MUST), _short(frame)
    rows = RequestTerm.objects.filter(request__in=frame.requests()).order_by()
    grouped = rows.values_list("term_id", "relation").annotate(
        requests=Count("request"),
        seats=Sum("request__seats"),
        musts=Count("request", filter=must),
        highest=Max("level"),
        empty=Count("request", filter=Q(request__in=short)),
    )
    found = {(term, relation): Asked(*figures) for term, relation, *figures in grouped}
    for term, requests, seats, empty in _languages(frame).annotate(
        requests=Count("pk"), wanted=Sum("seats"), empty=Count("pk", filter=Q(pk__in=short))
    ):
        held = found.get((term, ""), Asked(0, 0, 0, Level.NEW))
        found[term, ""] = replace(
            held,
            requests=held.requests + requests,
            seats=held.seats + seats,
            musts=held.musts + requests,
            empty=held.empty + empty,
        )
    return found


def _languages(frame: Frame) -> Any:
    """Languages that are needed, unless the request names the language among its terms as well."""
    named = RequestTerm.objects.filter(request=OuterRef("pk"), term=OuterRef("must_language"), relation="")
    rows = frame.requests().exclude(must_language=None).filter(~Exists(named))
    return rows.values_list("must_language")


def _short(frame: Frame) -> list[int]:
    """Requests that were closed with seats nobody ever took, or have had seats free for longer than it should take.

    What is called off lacks nobody. The ledger points up by name only, so that seats and turns meet here: one small
    row for each request, none for a person.
    """
    state = Request.State
    due = thresholds.days_before(frame.today, thresholds.DAYS_TO_FILL)
    may_be_short = Q(state__in=[state.CLOSED, state.FILLED]) | Q(state=state.OPEN, created_at__lt=due)
    requests = frame.requests().filter(may_be_short)
    taken = seats_taken(frame.municipality, requests.values("public_id"))
    rows = requests.values_list("pk", "public_id", "seats", "state")
    return [pk for pk, ref, seats, state in rows if left_empty(seats, state, taken.get(ref, (0, 0)))]


def seats_taken(municipality: Any, refs: Any) -> dict[str, tuple[int, int]]:
    """Of each request: how many seats were ever taken, and how many of those were left again. One query."""
    rows = Turn.objects.filter(municipality=municipality, request_ref__in=refs).order_by()
    taken, ended = (Q(kind=kind) for kind in (Turn.Kind.ASSIGNED, Turn.Kind.ENDED))
    counted = (
        rows.filter(taken | ended)
        .values_list("request_ref")
        .annotate(
            begun=Count("assignment_ref", distinct=True, filter=taken),
            done=Count("assignment_ref", distinct=True, filter=ended),
        )
    )
    return {ref: (begun, done) for ref, begun, done in counted}


def left_empty(seats: int, state: str, turns: tuple[int, int]) -> int:
    """How many seats stand empty: of an open request those free now, of one that is over those nobody ever took."""
    begun, done = turns
    return max(0, seats - (begun - done if state == Request.State.OPEN else begun))


@dataclass(frozen=True)
class Place:
    """What was asked for in one area: how many requests needed it, and their seats."""

    requests: int
    seats: int


def by_area(frame: Frame) -> dict[str, Place]:
    """Requests for which it matters where people live, by area; one query."""
    rows = frame.requests().exclude(must_area="").values_list("must_area")
    return {
        area: Place(requests, seats) for area, requests, seats in rows.annotate(Count("pk"), Sum("seats"))
    }


def by_term_and_area(frame: Frame) -> dict[tuple[int, str], int]:
    """Seats that needed both a term and an area; one query."""
    rows = RequestTerm.objects.filter(request__in=frame.requests().exclude(must_area="")).order_by()
    grouped = rows.values_list("term_id", "request__must_area").annotate(Sum("request__seats"))
    return {(term, area): seats for term, area, seats in grouped}


def requests_for(frame: Frame, term: Any, relation: str) -> Any:
    """The requests that asked for a term just so, newest first; also those that need it as a language."""
    asked = Q(Exists(RequestTerm.objects.filter(request=OuterRef("pk"), term=term, relation=relation)))
    if not relation:
        asked |= Q(must_language=term)
    return _newest_first(frame.requests().filter(asked))


def requests_in(frame: Frame) -> Any:
    """The requests that need people from the area of the frame, newest first."""
    return _newest_first(frame.requests().filter(must_area=frame.area).exclude(must_area=""))


def _newest_first(requests: Any) -> Any:
    return requests.select_related("project__unit", "project__leader").order_by("-created_at", "-id")
