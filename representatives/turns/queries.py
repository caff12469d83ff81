"""Rest, load and asked-before, read from the ledger and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from representatives.turns.models import Turn

HALF_YEAR = timedelta(days=182)
YEAR = timedelta(days=365)
DAYS_OF_MONTH = 30.44


@dataclass
class History:
    """What the ledger says of one person at a moment.

    `months_of_rest` is None for a person who never had an assignment, and 0 while one is running.
    """

    running: int = 0
    assigned_in_half_year: int = 0
    asked_in_half_year: int = 0
    passed_over_in_year: int = 0
    months_of_rest: int | None = None
    last_asked_at: datetime | None = None
    last_assigned_at: datetime | None = None
    asked_for: set[str] = field(default_factory=set)
    declined: set[str] = field(default_factory=set)


def histories(people: Iterable[int], *, at: datetime) -> dict[int, History]:
    """The history of each person (by primary key) at a moment; one query whatever the number of people."""
    found = {pk: History() for pk in people}
    started: dict[int, set[str]] = {pk: set() for pk in found}
    ended_at: dict[int, datetime] = {}
    rows = Turn.objects.filter(representative__in=found, at__lte=at).order_by("at", "id")
    for pk, kind, when, request, assignment in rows.values_list(
        "representative_id", "kind", "at", "request_ref", "assignment_ref"
    ):
        _count(found[pk], kind, when, request, at)
        if kind == Turn.Kind.ASSIGNED:
            started[pk].add(assignment)
        elif kind == Turn.Kind.ENDED:
            started[pk].discard(assignment)
            ended_at[pk] = when
    for pk, history in found.items():
        history.running = len(started[pk])
        history.months_of_rest = _rest(history, ended_at.get(pk), at)
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


def _rest(history: History, ended: datetime | None, at: datetime) -> int | None:
    if history.running:
        return 0
    since = ended or history.last_assigned_at
    return None if since is None else int((at - since).days / DAYS_OF_MONTH)
