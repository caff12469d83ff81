"""Planning a meeting, and what is known of it afterwards: hours, minutes, who was there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.assignments.models import Assignment
from participation.meetings import clock, telling
from participation.meetings.models import Attendance, Meeting
from projects.planning.models import Project

State = Meeting.State
EDITABLE = frozenset("title held_on begins ends place agenda papers contact arranged".split())
# What those who are coming get a letter about when it changes; the rest stands in their calendars at once.
MOVES = frozenset({"held_on", "begins", "ends", "place"})
# What is read before it: told once more when it changes after everybody was asked to prepare.
PAPERS = frozenset({"agenda", "papers"})
LONGEST = Decimal(24)


class CannotPlan(Exception):
    """The meeting cannot be planned; the text can be shown."""


class CannotEdit(Exception):
    """The meeting is no longer open; the text can be shown."""


class CannotHold(Exception):
    """The meeting cannot be closed like this; the text can be shown."""


@dataclass(frozen=True)
class Presence:
    """Whether the person of an assignment was at a meeting, and for how many hours, preparation included."""

    assignment: Assignment
    was_present: bool
    hours: Decimal = Decimal(0)


@dataclass(frozen=True)
class Account:
    """What a meeting was, in figures and words. Hours of professionals are summed over all of them."""

    held_on: date
    hours: Decimal
    professional_hours: Decimal = Decimal(0)
    facilitator_hours: Decimal = Decimal(0)
    minutes: str = ""


@transaction.atomic
def plan_meeting(
    *,
    project: Project,
    title: str,
    held_on: date,
    by: Any,
    at: datetime,
    begins: time | None = None,
    ends: time | None = None,
    **more: Any,
) -> Meeting:
    """A planned meeting of a project, and a letter about it to everyone with a seat; `more` is place, agenda …

    Refuses a project that is closed or cancelled, and hours that cannot be (`CannotMeet`).
    """
    clock.check(held_on, begins, ends)
    if project.state in (Project.State.CLOSED, Project.State.CANCELLED):
        raise CannotPlan(_("This project has ended. Open it again before planning a meeting."))
    meeting = Meeting.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        title=title,
        held_on=held_on,
        begins=begins,
        ends=ends,
        created_at=at,
        **more,
    )
    audit.record("meeting.planned", obj=meeting, by=by, at=at)
    telling.tell_of(telling.SET, meeting, at=at)
    return meeting


@transaction.atomic
def edit(*, meeting: Meeting, changes: Mapping[str, Any], by: Any, at: datetime) -> list[str]:
    """Changes what is planned; returns the names of what changed. Calendars show it; a move, and papers that
    come late, are told by letter.

    Refuses a meeting that is not open, and hours that cannot be (`CannotMeet`).
    """
    unknown = set(changes) - EDITABLE
    if unknown:
        raise ValueError(f"Not to be edited: {', '.join(sorted(unknown))}")
    held = _planned(meeting)
    changed = sorted(name for name, value in changes.items() if getattr(held, name) != value)
    for name in changed:
        setattr(held, name, changes[name])
    clock.check(held.held_on, held.begins, held.ends)
    if changed:
        _new_version(held, changed, at)
        audit.record("meeting.edited", obj=held, by=by, at=at, fields=changed)
    if MOVES.intersection(changed):
        telling.tell_of(telling.MOVED, held, at=at)
    elif PAPERS.intersection(changed):
        telling.tell_of_papers(held, at=at)
    return changed


@transaction.atomic
def cancel(*, meeting: Meeting, by: Any, at: datetime) -> Meeting:
    """Calls off a planned meeting, and tells those who were coming. Refuses one that was held."""
    held = _planned(meeting)
    held.state = State.CANCELLED
    _new_version(held, ["state"], at)
    audit.record("meeting.cancelled", obj=held, by=by, at=at, fields=["state"])
    telling.tell_of(telling.CANCELLED, held, at=at)
    return held


@transaction.atomic
def hold(
    *, meeting: Meeting, account: Account, presences: Iterable[Presence], by: Any, at: datetime
) -> list[Attendance]:
    """A planned meeting becomes held, with who was there. Returns the attendances.

    Refuses a meeting that is not planned (of two who close it at once, one wins), a day that has not come, hours
    outside 0–24 for one person, and an assignment of another project.
    """
    held = _planned(meeting)
    attendances = _write(held, account, presences, at)
    audit.record("meeting.held", obj=held, by=by, at=at, fields=["attendances", "hours", "state"])
    return attendances


@transaction.atomic
def correct(
    *, meeting: Meeting, account: Account, presences: Iterable[Presence], by: Any, at: datetime
) -> list[Attendance]:
    """Mends the figures and the attendance of a meeting that was held. Refuses what `hold` refuses."""
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if held.state != State.HELD:
        raise CannotHold(_("Only a meeting that was held can be corrected."))
    attendances = _write(held, account, presences, at)
    audit.record("meeting.corrected", obj=held, by=by, at=at, fields=["attendances", "hours"])
    return attendances


def _planned(meeting: Meeting) -> Meeting:
    """The row, locked until the transaction ends, so that two presses cannot cross."""
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if held.state == State.HELD:
        raise CannotEdit(_("This meeting is already closed."))
    if held.state == State.CANCELLED:
        raise CannotEdit(_("This meeting was cancelled."))
    return held


def _new_version(meeting: Meeting, changed: list[str], at: datetime) -> None:
    meeting.version += 1
    meeting.changed_at = at
    meeting.save(update_fields=[*changed, "version", "changed_at"])


def _write(
    meeting: Meeting, account: Account, presences: Iterable[Presence], at: datetime
) -> list[Attendance]:
    if account.held_on > timezone.localdate(at):
        raise CannotHold(_("The meeting is on a day that has not come. Close it when it is over."))
    if account.held_on != meeting.held_on:
        _new_version(meeting, [], at)
    meeting.state = State.HELD
    for name in ("held_on", "hours", "professional_hours", "facilitator_hours", "minutes"):
        setattr(meeting, name, getattr(account, name))
    meeting.save(
        update_fields=["state", "held_on", "hours", "professional_hours", "facilitator_hours", "minutes"]
    )
    return _attend(meeting, list(presences))


def _attend(meeting: Meeting, presences: Sequence[Presence]) -> list[Attendance]:
    """The attendances in the order given; as many statements for thirty people as for one."""
    for presence in presences:
        if presence.assignment.request.project_id != meeting.project_id:
            raise CannotHold(_("Somebody on the list has no assignment in this project."))
        if not 0 <= _hours(presence) <= LONGEST:
            raise CannotHold(_("Hours are between 0 and 24."))
    known = {row.assignment_id: row for row in Attendance.objects.filter(meeting=meeting)}
    rows: dict[int, Attendance] = {}
    for presence in presences:
        seat = presence.assignment
        row = known.get(seat.pk) or Attendance(meeting=meeting, municipality_id=meeting.municipality_id)
        row.assignment, row.was_present, row.hours = seat, presence.was_present, _hours(presence)
        rows[seat.pk] = row
    Attendance.objects.bulk_create([row for row in rows.values() if row.assignment_id not in known])
    Attendance.objects.bulk_update(
        [row for row in rows.values() if row.assignment_id in known], ["was_present", "hours"]
    )
    return list(rows.values())


def _hours(presence: Presence) -> Decimal:
    return presence.hours if presence.was_present else Decimal(0)
