"""Rest, load and asked-before, read from the ledger and nowhere else."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from representatives.turns.models import Turn

HALF_YEAR = timedelta(days=182)
YEAR = timedelta(days=365)
DAYS_OF_MONTH = 30.44
# How long a line of these kinds is counted.
COUNTED_FOR: dict[str, timedelta] = {
    Turn.Kind.ASKED: HALF_YEAR,
    Turn.Kind.ASSIGNED: HALF_YEAR,
    Turn.Kind.PASSED_OVER: YEAR,
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class History:
    """What the ledger says of one person at a moment.

    `months_of_rest` is None for a person who never had an assignment, and 0 while one is running; it is reckoned from
    `rests_since`, which is None in both.
    """

    running: int = 0
    assigned_in_half_year: int = 0
    asked_in_half_year: int = 0
    passed_over_in_year: int = 0
    months_of_rest: int | None = None
    rests_since: datetime | None = None
    last_asked_at: datetime | None = None
    last_assigned_at: datetime | None = None
    asked_for: set[str] = field(default_factory=set)
    declined: set[str] = field(default_factory=set)


# One line as it is counted: kind, moment, and what it points at in the apps above.
Line = tuple[str, datetime, str, str]


def histories(people: Iterable[int], *, at: datetime) -> dict[int, History]:
    """The history of each person (by primary key) at a moment; one query whatever the number of people."""
    pks = list(people)
    read = lines(pks, until=at)
    return {pk: history(read[pk], at=at) for pk in pks}


def lines(people: Iterable[int], *, until: datetime | None = None) -> defaultdict[int, list[Line]]:
    """The lines of each person (by primary key) in the order of the ledger, to a moment; one query."""
    rows = Turn.objects.filter(representative__in=list(people)).order_by("at", "id")
    if until is not None:
        rows = rows.filter(at__lte=until)
    found: defaultdict[int, list[Line]] = defaultdict(list)
    columns = ("kind", "at", "request_ref", "assignment_ref")
    for pk, kind, when, request, assignment in rows.values_list("representative_id", *columns):
        found[pk].append((kind, when, request, assignment))
    return found


def history(read: Iterable[Line], *, at: datetime) -> History:
    """What lines of one person up to a moment, in order, come to at that moment."""
    found, seats = History(), set[str]()
    ended_at: datetime | None = None
    for kind, when, request, assignment in read:
        _count(found, kind, when, request, at)
        if kind == Turn.Kind.ASSIGNED:
            seats.add(assignment)
        elif kind == Turn.Kind.ENDED:
            seats.discard(assignment)
            ended_at = when
    found.running = len(seats)
    found.rests_since = None if found.running else ended_at or found.last_assigned_at
    found.months_of_rest = _rest(found, at)
    return found


def _count(history: History, kind: str, when: datetime, request: str, at: datetime) -> None:
    if kind == Turn.Kind.ASKED:
        history.last_asked_at = when
        history.asked_for.add(request)
        history.asked_in_half_year += when > at - HALF_YEAR
    elif kind == Turn.Kind.WITHDRAWN:
        history.asked_for.discard(request)
    elif kind == Turn.Kind.DECLINED:
        history.declined.add(request)
    elif kind == Turn.Kind.ACCEPTED:
        history.declined.discard(request)
    elif kind == Turn.Kind.PASSED_OVER:
        history.passed_over_in_year += when > at - YEAR
    elif kind == Turn.Kind.ASSIGNED:
        history.last_assigned_at = when
        history.assigned_in_half_year += when > at - HALF_YEAR


def _rest(history: History, at: datetime) -> int | None:
    if history.running:
        return 0
    since = history.rests_since
    return None if since is None else int((at - since).days / DAYS_OF_MONTH)


def microseconds(moment: datetime) -> int:
    """A moment as a whole number, with which both databases reckon alike."""
    return (moment - _EPOCH) // timedelta(microseconds=1)
