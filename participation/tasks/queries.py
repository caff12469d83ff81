"""One person's list: every feed of the person in one statement, the soonest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from config.core.accounts.models import User
from config.core.counting import counted
from config.core.organisations.models import Membership
from participation.tasks import feeds
from participation.tasks.feeds import Feed, Reader
from participation.tasks.feeds.feed import REPRESENTATIVE
from participation.tasks.feeds.own import OWN
from participation.tasks.models import GivenTask, Snooze, Task

# Where there is no day, a task comes after all that have one.
NEVER = date(9999, 12, 31)
WEEK = timedelta(days=7)
DONE_OF_LATE = timedelta(days=14)
MOST_DONE = 10


class Show(StrEnum):
    """Which of the tasks: those that need the person now, those put off, those that others have taken."""

    MINE = "mine"
    LATER = "later"
    OTHERS = "others"


@dataclass(frozen=True)
class Line:
    """One task: what, about what, why, until when, and the page on which it is done."""

    feed: Feed
    subject: str
    about: str
    within: str
    until: date | None
    address: str
    given: GivenTask | None = None
    asleep_until: date | None = None

    @property
    def key(self) -> str:
        """What the task is called in addresses."""
        return f"{self.feed.key}-{self.subject}"

    @property
    def is_own(self) -> bool:
        """Whether the person has written it down, so that it is done by saying so."""
        return self.feed.key == OWN


@dataclass(frozen=True)
class Lines:
    """The lines of a page, as a paginator wants them: counted in one statement, fetched in a fixed number."""

    reader: Reader
    rows: Any

    @cached_property
    def _count(self) -> int:
        return int(self.rows.count())

    def count(self) -> int:
        """How many there are."""
        return self._count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, part: slice) -> list[Line]:
        return _lines(self.reader, list(self.rows[part]))


def find(reader: Reader, show: Show = Show.MINE, key: str = "") -> Lines:
    """The person's tasks, of one feed when its key is given; the soonest first, those without a day last."""
    asked = [feed for feed in feeds.tasks_of(reader) if key in ("", feed.key)]
    columns = [_columns(feed, _marked(feed, reader, show)) for feed in asked] or [_nothing()]
    first, *others = columns
    rows = first.union(*others, all=True) if others else first
    return Lines(reader, rows.order_by("task_until", "task_feed", "task_subject"))


def one(reader: Reader, key: str) -> Line | None:
    """The task that a key names, while it waits and the person may see it."""
    feed, subject = split(key)
    if feed is None or feed not in feeds.tasks_of(reader):
        return None
    rows = _columns(feed, feed.tasks(reader).filter(public_id=subject))
    return next(iter(_lines(reader, list(rows[:1]))), None)


def split(key: str) -> tuple[Feed | None, str]:
    """The feed and the public id in a key."""
    name, _dash, subject = key.partition("-")
    return feeds.find(name), subject


def kinds(reader: Reader) -> list[tuple[Feed, int]]:
    """How many tasks of each kind need the person now; one statement."""
    asked = feeds.tasks_of(reader)
    numbers = counted({feed.key: _marked(feed, reader, Show.MINE) for feed in asked})
    return [(feed, numbers[feed.key]) for feed in asked if numbers[feed.key]]


def numbers(reader: Reader) -> dict[str, int]:
    """How many tasks stand under each of `Show`."""
    return {show.value: find(reader, show).count() for show in Show}


def when(line: Line, today: date) -> str:
    """The heading under which a task stands."""
    if line.until is None:
        return _("Without a day")
    if line.until < today:
        return _("Past its day")
    return _("Within a week") if line.until < today + WEEK else _("Later")


def takers(reader: Reader, feed: Feed) -> list[User]:
    """Who else here may be given a task of this kind: those with a role that has such tasks, by name."""
    members = Membership.objects.current().of_staff().filter(municipality=reader.municipality)
    members = members.filter(role__in=[str(role) for role in feed.roles])
    rows = User.objects.filter(pk__in=members.values("user"), is_active=True).exclude(pk=reader.user.pk)
    return list(rows.order_by("name", "id"))


def may_do(feed: Feed, subject: str, reader: Reader) -> bool:
    """Whether somebody would see this task if it were not somebody else's."""
    if feed.key == OWN:
        return bool(reader.roles & feed.roles)
    is_theirs = feed.is_task and bool(feed.roles & reader.roles)
    return is_theirs and bool(feed.tasks(reader).filter(public_id=subject).exists())


def done_of_late(reader: Reader) -> list[Task]:
    """What the person wrote down and has done within two weeks, the newest first."""
    rows = reader.of(Task).filter(holder=reader.user, done_at__date__gte=reader.today - DONE_OF_LATE)
    return list(rows.order_by("-done_at", "-id")[:MOST_DONE])


def _marked(feed: Feed, reader: Reader, show: Show) -> Any:
    """The feed's tasks that are to be shown so."""
    named = {"municipality": reader.municipality, "feed": feed.key, "subject": OuterRef("public_id")}
    with_others = Exists(GivenTask.objects.standing().filter(**named).exclude(to=reader.user))
    asleep = Exists(Snooze.objects.asleep(reader.today).filter(**named, user=reader.user))
    condition = {
        Show.MINE: ~with_others & ~asleep,
        Show.LATER: ~with_others & asleep,
        Show.OTHERS: Q(with_others),
    }[show]
    return feed.tasks(reader).filter(condition)


def _columns(feed: Feed, rows: Any) -> Any:
    """Of each row what a line is made of, with the same columns and types whatever the model."""
    until = Cast(F(feed.until), DateField()) if feed.until else Value(NEVER, output_field=DateField())
    return (
        rows.order_by()
        .annotate(
            task_feed=Value(feed.key, output_field=CharField()),
            task_subject=F("public_id"),
            task_by=F(feed.by or "public_id"),
            task_about=Cast(Coalesce(feed.about, Value("")), CharField()),
            task_within=Cast(Coalesce(feed.within, Value("")), CharField()),
            task_until=Coalesce(until, Value(NEVER, output_field=DateField())),
        )
        .values_list("task_feed", "task_subject", "task_by", "task_about", "task_within", "task_until")
    )


def _nothing() -> Any:
    return _columns(feeds.named(OWN), Task.objects.none())


def _lines(reader: Reader, rows: list[tuple[str, str, str, str, str, date]]) -> list[Line]:
    """The rows with their addresses, and with who gave them; two statements, and one for each feed with own links.

    A representative neither gives tasks away nor puts them off.
    """
    given, asleep = {}, {}
    if reader.roles - REPRESENTATIVE:
        given = _marks(GivenTask.objects.standing().select_related("by", "to"), reader, rows)
        asleep = _marks(Snooze.objects.asleep(reader.today).filter(user=reader.user), reader, rows)
    links = _links(rows)
    found = []
    for key, subject, by, about, within, until in rows:
        feed = feeds.named(key)
        mark = asleep.get((key, subject))
        found.append(
            Line(
                feed=feed,
                subject=subject,
                about=str(feed.spoken(about)),
                within=within,
                until=None if until == NEVER else until,
                address=links.get((key, subject)) or feed.address(reader.municipality.slug, by),
                given=given.get((key, subject)),
                asleep_until=mark.until if mark else None,
            )
        )
    return found


def _marks(rows: Any, reader: Reader, lines: Iterable[tuple[Any, ...]]) -> dict[tuple[str, str], Any]:
    subjects = {line[1] for line in lines}
    marks = rows.filter(municipality=reader.municipality, subject__in=subjects)
    return {(mark.feed, mark.subject): mark for mark in marks}


def _links(rows: list[tuple[str, str, str, str, str, date]]) -> dict[tuple[str, str], str]:
    """Addresses that are made of the row itself, by feed and public id."""
    found: dict[tuple[str, str], str] = {}
    for key in {row[0] for row in rows}:
        feed = feeds.named(key)
        if feed.addresses is not None:
            made = feed.addresses([row[1] for row in rows if row[0] == key])
            found |= {(key, subject): address for subject, address in made.items()}
    return found
