"""Who hears of a meeting, and by which letter: set, moved, called off, and a reminder to prepare. One letter each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from participation.assignments.models import Assignment
from participation.invitations import rules
from participation.meetings import calendars
from participation.meetings.models import DAYS_TO_PREPARE, Meeting
from representatives.proxies.queries import reached_all
from representatives.registry.models import Representative

SET, MOVED, CANCELLED, PREPARE = "meeting.set", "meeting.moved", "meeting.cancelled", "meeting.prepare"
CHANGES = (SET, MOVED, CANCELLED)
# Whoever has just heard of the meeting is not written to again.
JUST_HEARD = timedelta(days=3)


@dataclass(frozen=True)
class Untold:
    """Somebody who gets no letter by themselves, and how they are told."""

    person: Representative
    way: rules.Way


def coming(meeting: Meeting) -> list[Representative]:
    """Those who are coming to a meeting: whoever has a seat in its project."""
    return seated_in(meeting.project_id)


def seated_in(project_id: int) -> list[Representative]:
    """Those with a running seat in a project, each once."""
    seats = Assignment.objects.running().filter(request__project=project_id)
    people: dict[int, Representative] = {}
    for seat in seats.select_related("representative__municipality").order_by("representative_id", "id"):
        people.setdefault(seat.representative_id, seat.representative)
    return list(people.values())


def untold(people: Iterable[Representative]) -> list[Untold]:
    """Those who are called, or get a letter on paper."""
    rows = list(people)
    reach = reached_all(rows)
    ways = [(person, rules.way_to(person, reach[person.pk])) for person in rows]
    return [Untold(person, way) for person, way in ways if not way.is_sent]


def tell_of(kind: str, meeting: Meeting, *, at: datetime) -> int:
    """Queues one letter to each of those who are coming; returns how many. Of a day that has passed nobody is told.

    A letter that has not left gives way: whoever never heard of a meeting hears of it as it is now, and of one that
    was called off not at all.
    """
    if meeting.held_on < timezone.localdate(at):
        return 0
    unheard = _take_back(meeting)
    queued = 0
    for person in coming(meeting):
        calendars.of_person(person)
        told = SET if person.public_id in unheard else kind
        if kind == CANCELLED and told == SET:
            continue
        queued += _queue(told, meeting, person, str(meeting.version), at)
    return queued


def remind_due(*, at: datetime) -> int:
    """Sends those who are coming what to prepare, a whole week before, once for each day that the meeting was set to.

    Returns how many letters were queued.
    """
    today = timezone.localdate(at)
    near = Q(held_on__gt=today, held_on__lte=today + DAYS_TO_PREPARE)
    rows = Meeting.objects.filter(near, state=Meeting.State.PLANNED)
    queued = 0
    for meeting in rows.exclude(reminded_for=F("held_on")).order_by("held_on", "id"):
        queued += _remind(meeting, at)
    return queued


def key_of(kind: str, meeting: Meeting, person: Representative, turn: str) -> str:
    """One letter for each version, or for a reminder each day, however often the work is done."""
    return f"{kind}:{meeting.public_id}:{turn}:{person.public_id}"


def tell_of_papers(meeting: Meeting, *, at: datetime) -> int:
    """New papers after everybody was told to prepare: they are told again. Returns how many letters were queued."""
    if meeting.reminded_for != meeting.held_on or meeting.held_on < timezone.localdate(at):
        return 0
    outbox.cancel(Message.objects.filter(kind=PREPARE, about_id=meeting.public_id).waiting())
    return _prepare(meeting, coming(meeting), at)


def turn_of(meeting: Meeting) -> str:
    """What a letter to prepare is about: the meeting on this day, as it stands."""
    return f"{meeting.held_on.isoformat()}.{meeting.version}"


def _remind(meeting: Meeting, at: datetime) -> int:
    claimed = Meeting.objects.filter(pk=meeting.pk).exclude(reminded_for=meeting.held_on)
    if not claimed.update(reminded_for=meeting.held_on):
        return 0
    letters = Message.objects.filter(kind__in=CHANGES, about_id=meeting.public_id)
    heard = set(letters.filter(queued_at__gt=at - JUST_HEARD).values_list("recipient_id", flat=True))
    return _prepare(meeting, [one for one in coming(meeting) if one.public_id not in heard], at)


def _prepare(meeting: Meeting, people: Iterable[Representative], at: datetime) -> int:
    queued = 0
    for person in people:
        calendars.of_person(person)
        queued += _queue(PREPARE, meeting, person, turn_of(meeting), at)
    return queued


def _queue(kind: str, meeting: Meeting, person: Representative, turn: str, at: datetime) -> int:
    way = rules.way_to(person)
    if not way.is_sent:
        return 0
    outbox.queue(
        kind=kind,
        channel=way.value,
        municipality=person.municipality,
        recipient=person,
        about=meeting,
        dedupe_key=key_of(kind, meeting, person, turn),
        at=at,
    )
    return 1


def _take_back(meeting: Meeting) -> set[str]:
    """Takes back letters that have not left; returns the people who have not heard of the meeting at all."""
    rows = Message.objects.filter(kind__in=CHANGES, about_id=meeting.public_id)
    waiting = list(rows.waiting())
    outbox.cancel(waiting)
    return {message.recipient_id for message in waiting if message.kind == SET}
