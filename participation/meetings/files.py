"""Calendar files (RFC 5545): one meeting, or a feed of many. The same rows give the same bytes, whatever the clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from participation.meetings.clock import Span

PRODUCT = "-//Medvirk//meetings//NO"
TYPE = "text/calendar; charset=utf-8"
PUBLISH, CANCEL = "PUBLISH", "CANCEL"


@dataclass(frozen=True)
class Entry:
    """One thing in a calendar: with hours (`span`), or a whole day. `version` grows with every change."""

    uid: str
    title: str
    day: date
    changed_at: datetime
    version: int = 0
    span: Span | None = None
    place: str = ""
    words: str = ""
    link: str = ""
    is_cancelled: bool = False


def file(entry: Entry) -> bytes:
    """One entry as a file that a calendar takes in: new, changed or called off."""
    return bytes(_calendar([entry], method=CANCEL if entry.is_cancelled else PUBLISH).to_ical())


def feed(entries: Iterable[Entry], *, name: str) -> bytes:
    """Many entries as a calendar that is subscribed to; programs ask for it anew every few hours."""
    calendar = _calendar(entries, method=PUBLISH)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    return bytes(calendar.to_ical())


def _calendar(entries: Iterable[Entry], *, method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for entry in entries:
        calendar.add_component(_event(entry))
    return calendar


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.version)
    # When the row was changed and never when it is read: unchanged rows are unchanged bytes.
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("summary", entry.title)
    event.add("dtstart", entry.span.begins_at if entry.span else entry.day)
    event.add("dtend", entry.span.ends_at if entry.span else entry.day + timedelta(days=1))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    for name, value in (("location", entry.place), ("description", entry.words), ("url", entry.link)):
        if value:
            event.add(name, value)
    return event
