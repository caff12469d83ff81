"""Meetings for the list and the page, and who is expected at one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from participation.assignments.models import Assignment
from participation.meetings import entries
from participation.meetings.entries import when
from participation.meetings.models import Attendance, Meeting, MeetingQuerySet
from projects.planning.models import Project, ProjectQuerySet

# Planned, and the day has passed: not a state of its own, for it comes by itself.
TO_CLOSE = "to_close"
# Soon, and something that people need before it is missing.
TO_PREPARE = "to_prepare"
MOST_AHEAD = 20


@dataclass(frozen=True)
class Search:
    """What is looked for. Empty parts do not narrow; `state` may be `to_close` or `to_prepare`."""

    project: Project | None = None
    state: str = ""


def find(*, user: Any, municipality: Any, search: Search, today: date) -> MeetingQuerySet:
    """Meetings with their project, how many representatives came, and how many contributions there are."""
    meetings: MeetingQuerySet = Meeting.objects.visible_to(user).of(municipality)
    if search.project is not None:
        meetings = meetings.filter(project=search.project)
    if search.state == TO_CLOSE:
        meetings = meetings.to_close(today)
    elif search.state == TO_PREPARE:
        meetings = meetings.to_prepare(today)
    elif search.state:
        meetings = meetings.filter(state=search.state)
    present = Count("attendances", filter=Q(attendances__was_present=True), distinct=True)
    said = Count("contributions", distinct=True)
    return meetings.select_related("project").annotate(present=present, said=said).order_by("-held_on", "-id")


def projects(*, user: Any, municipality: Any) -> ProjectQuerySet:
    """Projects that may have meetings, newest first."""
    found: ProjectQuerySet = Project.objects.visible_to(user).of(municipality).current()
    return found


def expected(*, user: Any, meeting: Meeting) -> list[Assignment]:
    """Those with a seat in the project: running assignments, those that ended after the meeting, and who is noted."""
    rows = Assignment.objects.visible_to(user).filter(request__project=meeting.project_id)
    noted = Attendance.objects.filter(meeting=meeting).values("assignment")
    rows = rows.filter(Q(state=Assignment.State.RUNNING) | Q(ended_on__gte=meeting.held_on) | Q(pk__in=noted))
    rows = rows.select_related("representative", "request")
    return list(rows.order_by("representative__family_name", "representative__given_name", "id"))


def attendances(*, user: Any, meeting: Meeting) -> list[Attendance]:
    """Who was there and who was not, by name; nothing for those who may only see how many."""
    rows = Attendance.objects.visible_to(user).filter(meeting=meeting)
    rows = rows.select_related("assignment__representative").prefetch_related("claims__rate")
    return list(rows.order_by("-was_present", "assignment__representative__family_name", "id"))


def seated(*, user: Any, project: Project) -> list[Assignment]:
    """Those with a running assignment in a project."""
    rows = Assignment.objects.visible_to(user).running().filter(request__project=project)
    rows = rows.select_related("representative", "request")
    return list(rows.order_by("representative__family_name", "representative__given_name", "id"))


@dataclass(frozen=True)
class Coming:
    """A meeting that a person is to come to: all that stands on one screen of a phone."""

    meeting: Meeting
    when: str
    pay: str
    contact: str


def coming_of(person: Any, *, today: date) -> list[Coming]:
    """The person's next meetings, in the language that is active."""
    pay = entries.pay_of(person)
    return [
        Coming(row, when(row), pay.get(row.project_id, ""), entries.contact_of(row, person.municipality))
        for row in entries.of_person(person).ahead(today).select_related("project")[:MOST_AHEAD]
    ]


def is_first(meeting: Meeting) -> bool:
    """Whether whoever leads the project has held no meeting with representatives yet; without a leader, the project."""
    led_by = meeting.project.leader_id
    whose = {"project__leader": led_by} if led_by else {"project": meeting.project_id}
    return not Meeting.objects.held().filter(municipality=meeting.municipality_id, **whose).exists()
