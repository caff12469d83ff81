"""Taking a seat and leaving it. A request never has more running assignments than seats."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.assignments.models import Assignment
from projects.models import Request
from representatives.registry.models import Representative
from representatives.turns import services as turns
from representatives.turns.models import Turn


class CannotSeat(Exception):
    """The person cannot have a seat in this request; the text can be shown."""


class NoSeatLeft(CannotSeat):
    """Every seat of the request is taken; the text can be shown."""


class CannotEnd(Exception):
    """The assignment is not running; the text can be shown."""


@transaction.atomic
def take_seat(
    *,
    request: Request,
    representative: Representative,
    by: Any,
    at: datetime,
    invitation: Any = None,
    involvement: str = "",
) -> Assignment:
    """Puts a person in a seat, and returns the assignment; the running one, if the person has a seat already.

    Seats are counted under a lock of the request, so that two cannot get the last one. With the last seat the request
    becomes filled. Refuses NoSeatLeft when all are taken, and CannotSeat for a request that is not under way and a
    person who has left.
    """
    _person, held = lock(representative_id=representative.pk, request_id=request.pk)
    running = Assignment.objects.running().filter(request=held)
    mine = running.filter(representative=representative).first()
    if mine is not None:
        return mine
    if held.state not in (Request.State.OPEN, Request.State.FILLED):
        raise CannotSeat(_("This request is not open, so nobody can take a seat in it now."))
    if representative.has_left:
        raise CannotSeat(_("This person has left the network."))
    taken = running.count()
    if taken >= held.seats:
        raise NoSeatLeft(_("All the seats of this request are taken."))
    assignment = Assignment.objects.create(
        municipality_id=held.municipality_id,
        request=held,
        representative=representative,
        invitation=invitation,
        involvement=involvement,
        started_on=_day(at),
    )
    _turn(assignment, Turn.Kind.ASSIGNED, at)
    audit.record("assignment.started", obj=assignment, by=by, at=at, subject=representative)
    if taken + 1 == held.seats:
        _fill(held, by, at)
    return assignment


@transaction.atomic
def end(*, assignment: Assignment, by: Any, at: datetime, reason: str) -> Assignment:
    """Ends a running assignment on the day of `at` and frees the seat.

    A filled request stays filled: whether the seat is offered to someone else is for a person to decide. Refuses an
    assignment that has ended.
    """
    lock(representative_id=assignment.representative_id, request_id=assignment.request_id)
    held = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if held.state != Assignment.State.RUNNING:
        raise CannotEnd(_("This assignment has ended already."))
    held.state, held.end_reason = Assignment.State.ENDED, reason[:200]
    held.ended_on = max(_day(at), held.started_on)
    held.paused_on = held.paused_until = None
    held.save(update_fields=["state", "ended_on", "end_reason", "paused_on", "paused_until"])
    _turn(held, Turn.Kind.ENDED, at)
    audit.record(
        "assignment.ended", obj=held, by=by, at=at, fields=["state", "ended_on"], subject=held.representative
    )
    return held


def end_all(*, assignments: Any, by: Any, at: datetime, reason: str) -> int:
    """Ends every running assignment of a queryset; returns how many. For a person who leaves, a project cancelled."""
    running = list(assignments.running().order_by("id"))
    for assignment in running:
        end(assignment=assignment, by=by, at=at, reason=reason)
    return len(running)


def lock(*, representative_id: int, request_id: int) -> tuple[Representative, Request]:
    """The person and the request, locked until the transaction ends: whoever counts or gives away seats waits here.

    Always in this order, which is also that of a withdrawn consent; without the key lock, so that rows which only
    point to them are not held up. Two orders would be a deadlock.
    """
    people = Representative.objects.select_for_update(of=("self",), no_key=True)
    requests = Request.objects.select_for_update(of=("self",), no_key=True)
    (person,) = people.select_related("municipality").filter(pk=representative_id)
    (request,) = requests.filter(pk=request_id)
    return person, request


def _fill(request: Request, by: Any, at: datetime) -> None:
    froms = Request.MOVES[Request.State.FILLED]
    if Request.objects.filter(pk=request.pk, state__in=froms).update(state=Request.State.FILLED):
        audit.record("request.filled", obj=request, by=by, at=at, fields=["state"])


def _turn(assignment: Assignment, kind: str, at: datetime) -> None:
    turns.write(
        representative=assignment.representative,
        kind=kind,
        at=at,
        request_ref=assignment.request.public_id,
        assignment_ref=assignment.public_id,
    )


def _day(at: datetime) -> date:
    return timezone.localdate(at)
