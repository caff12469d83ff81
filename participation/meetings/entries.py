"""Meetings as a person's calendar has them: what, where, what to read, what is paid and whom to ask."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from config.core.ui.templatetags.ui import phone
from participation.assignments.models import Assignment
from participation.meetings.calendars import Calendar
from participation.meetings.files import Entry
from participation.meetings.models import Meeting, MeetingQuerySet
from representatives.registry.models import Representative


class Hours(Protocol):
    """A day with hours, or without."""

    held_on: date
    begins: Any
    ends: Any


Source = Callable[[Calendar, date], Iterable[Entry]]
# What rooms above add to the feed of somebody with an account.
_SOURCES: list[Source] = []
# What lies longer back falls out of the feed; counted from the first of a month, so that most days change no byte.
BACK = timedelta(days=366)
MOST = 500


def of_person(person: Representative) -> MeetingQuerySet:
    """Meetings of the projects in which the person has a running seat."""
    projects = Assignment.objects.running().filter(representative=person).values("request__project")
    found: MeetingQuerySet = Meeting.objects.filter(project__in=projects)
    return found


def pay_of(person: Representative) -> dict[int, str]:
    """What the person is paid in each project (by primary key), as the request says it."""
    seats = Assignment.objects.running().filter(representative=person).exclude(request__pay="")
    return dict(seats.order_by("-id").values_list("request__project", "request__pay"))


def entry(meeting: Meeting, *, pay: str = "", link: str = "", municipality: Any = None) -> Entry:
    """One meeting; its words are those of the language that is active."""
    return Entry(
        uid=f"{meeting.public_id}@medvirk",
        title=meeting.title,
        day=meeting.held_on,
        changed_at=meeting.last_changed_at,
        version=meeting.version,
        span=meeting.span,
        place=meeting.place,
        words="\n\n".join(_words(meeting, pay, municipality)),
        link=link,
        is_cancelled=meeting.state == Meeting.State.CANCELLED,
    )


def feed_of_person(calendar: Calendar, *, today: date) -> list[Entry]:
    """Everything in the feed of a representative, in three queries."""
    person: Any = calendar.representative
    pay = pay_of(person)
    rows = since(of_person(person), today)
    return [
        entry(row, pay=pay.get(row.project_id, ""), link=calendar.address, municipality=calendar.municipality)
        for row in rows
    ]


def feed_of_user(calendar: Calendar, *, today: date) -> list[Entry]:
    """Everything in the feed of somebody with an account: the meetings that the person may see now, and what is due."""
    rows = Meeting.objects.visible_to(calendar.user).of(calendar.municipality)
    meetings = [entry(row, municipality=calendar.municipality) for row in since(rows, today)]
    return [*meetings, *(one for source in _SOURCES for one in source(calendar, today))]


def register(source: Source) -> None:
    """Called from the app's `apps.py`: more for the feed, in an order that never changes."""
    _SOURCES.append(source)


def since(rows: MeetingQuerySet, today: date) -> Iterable[Meeting]:
    """Meetings from a year back, in an order that never changes."""
    first = (today - BACK).replace(day=1)
    return rows.filter(held_on__gte=first).order_by("held_on", "id")[:MOST]


def contact_of(meeting: Meeting, municipality: Any) -> str:
    """Whom to ask: what the meeting says, else the facilitator's number."""
    return meeting.contact or (
        phone(municipality.facilitator_phone) if municipality.facilitator_phone else ""
    )


def when(meeting: Hours) -> str:
    """The day, and the hours where they are known, in the language that is active."""
    day = date_format(meeting.held_on, "DATE_FORMAT")
    if meeting.begins is None or meeting.ends is None:
        return day
    hours = {"day": day, "begins": f"{meeting.begins:%H:%M}", "ends": f"{meeting.ends:%H:%M}"}
    return _("%(day)s, from %(begins)s to %(ends)s") % hours


def _words(meeting: Meeting, pay: str, municipality: Any) -> list[str]:
    said = (
        (_("Agenda"), meeting.agenda),
        (_("Papers to read"), meeting.papers),
        (_("What you are paid"), pay),
        (_("Whom to ask"), contact_of(meeting, municipality) if municipality else meeting.contact),
    )
    return [f"{label}: {text}" for label, text in said if text]
