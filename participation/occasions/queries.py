"""The facilitator's year: what recurs and what is due, from the rooms, day by day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.contributions.models import Contribution
from participation.invitations.models import Invitation
from participation.meetings.calendars import Calendar
from participation.meetings.entries import BACK
from participation.meetings.files import Entry
from participation.meetings.models import Meeting
from participation.occasions.models import Occasion
from participation.occasions.rhythm import days, later
from participation.polls.models import Poll
from participation.reports.models import ReportRhythm
from participation.reports.rhythms import days_between
from projects.planning.models import Project

MONTHS = 12


@dataclass(frozen=True)
class Item:
    """One thing on one day: what it is called, of which sort, and the page that has it."""

    day: date
    label: str
    kind: str
    address: str
    uid: str
    changed_at: datetime | None = None


class Month(NamedTuple):
    first: date
    items: list[Item]


class Span(NamedTuple):
    """Whose year, and from when to when."""

    user: Any
    municipality: Any
    first: date
    last: date

    def rows(self, model: Any) -> Any:
        return model.objects.visible_to(self.user).of(self.municipality)

    @property
    def days(self) -> tuple[date, date]:
        return self.first, self.last


def year(*, user: Any, municipality: Any, today: date) -> list[Month]:
    """Twelve months from the one that is running, each with what is in it; in a fixed number of queries."""
    first = today.replace(day=1)
    span = Span(user, municipality, first, later(first, MONTHS) - timedelta(days=1))
    by_month: dict[date, list[Item]] = defaultdict(list)
    for item in sorted([*_meetings(span), *due(span)], key=lambda one: (one.day, one.kind, one.label)):
        by_month[item.day.replace(day=1)].append(item)
    return [Month(month, by_month[month]) for month in (later(first, number) for number in range(MONTHS))]


def due(span: Span) -> Iterator[Item]:
    """Everything but the meetings."""
    for room in (_occasions, _reports, _polls, _promises, _invitations, _projects):
        yield from room(span)


def entries_of(calendar: Calendar, today: date) -> Iterable[Entry]:
    """What is due, for the feed of one who plans meetings; nothing for others. Meetings are in it already."""
    first = (today - BACK).replace(day=1)
    span = Span(calendar.user, calendar.municipality, first, later(first, 3 * MONTHS))
    found = sorted(due(span), key=lambda item: (item.day, item.uid))
    return [
        Entry(
            uid=f"{item.uid}@medvirk",
            title=item.label,
            day=item.day,
            changed_at=item.changed_at or calendar.municipality.created_at,
        )
        for item in found
    ]


def _meetings(span: Span) -> Iterator[Item]:
    rows = span.rows(Meeting).exclude(state=Meeting.State.CANCELLED).filter(held_on__range=span.days)
    for row in rows.select_related("project"):
        label = f"{row.begins:%H:%M} {row.title}" if row.begins else row.title
        yield Item(row.held_on, label, _("Meeting"), _page(span, "meeting_detail", row), row.public_id)


def _occasions(span: Span) -> Iterator[Item]:
    page = reverse("occasion_list", args=[span.municipality.slug])
    for row in span.rows(Occasion):
        last = min(span.last, row.until) if row.until else span.last
        for day in days(row.on, row.every, first=span.first, last=last):
            uid = f"{row.public_id}-{day:%Y%m%d}"
            yield Item(day, row.title, _("Recurs"), page, uid, row.changed_at)


def _reports(span: Span) -> Iterator[Item]:
    """Those that are drafted by themselves."""
    page = reverse("report_rhythm_list", args=[span.municipality.slug])
    for row in span.rows(ReportRhythm).select_related("unit"):
        name = str(row.get_kind_display())
        label = _("Draft: %(report)s") % {"report": f"{name}, {row.unit.name}" if row.unit else name}
        for day in days_between(row, *span.days):
            uid = f"report-{row.public_id}-{day:%Y%m%d}"
            yield Item(day, label, _("Report"), page, uid, row.changed_at)


def _polls(span: Span) -> Iterator[Item]:
    for row in span.rows(Poll).open().filter(answer_by__range=span.days):
        label = _("Answers about days: %(title)s") % {"title": row.title}
        page = _page(span, "poll_detail", row)
        yield Item(row.answer_by, label, _("Due"), page, f"poll-{row.public_id}", row.created_at)


def _promises(span: Span) -> Iterator[Item]:
    """Answers that are owed, together for each project and day."""
    rows = span.rows(Contribution).unanswered().filter(due_on__range=span.days).order_by()
    page = reverse("contribution_list", args=[span.municipality.slug])
    named = rows.values("due_on", "project__title", "project__public_id")
    for row in named.annotate(number=Count("pk"), newest=Max("created_at")):
        label = ngettext(
            "%(number)s answer is owed: %(title)s", "%(number)s answers are owed: %(title)s", row["number"]
        ) % {"number": row["number"], "title": row["project__title"]}
        uid = f"owed-{row['project__public_id']}-{row['due_on']:%Y%m%d}"
        yield Item(row["due_on"], label, _("Due"), page, uid, row["newest"])


def _invitations(span: Span) -> Iterator[Item]:
    """The last day to answer, once for each request."""
    rows = span.rows(Invitation).awaiting().filter(reply_by__range=span.days).order_by()
    page = reverse("invitation_list", args=[span.municipality.slug])
    named = rows.values("reply_by", "request__title", "request__public_id")
    for row in named.annotate(newest=Max("created_at")):
        label = _("Last day to answer: %(title)s") % {"title": row["request__title"]}
        uid = f"asked-{row['request__public_id']}-{row['reply_by']:%Y%m%d}"
        yield Item(row["reply_by"], label, _("Due"), page, uid, row["newest"])


def _projects(span: Span) -> Iterator[Item]:
    for row in span.rows(Project).current().filter(ends_on__range=span.days):
        label = _("%(title)s is to be finished") % {"title": row.title}
        page = _page(span, "project_detail", row)
        yield Item(row.ends_on, label, _("Due"), page, f"ends-{row.public_id}", row.created_at)


def _page(span: Span, name: str, row: Any) -> str:
    return reverse(name, args=[span.municipality.slug, row.public_id])
