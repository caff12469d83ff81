"""One person's list: every feed of the person in one statement, the soonest first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import CharField, DateField, F, Value
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
# A row as the statement gives it: feed, public id, id in the address, about, within, until.
Row = tuple[str, str, str, str, str, date]


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


class Marks:
    """What of a person's list is put off or with somebody in particular, by feed and public id; three statements.

    A task that was given counts while its holder has a role that has such tasks. Few rows: each is somebody's press,
    and goes when its time is over. A representative has none.
    """

    def __init__(self, reader: Reader) -> None:
        self.given: dict[tuple[str, str], GivenTask] = {}
        self.asleep: dict[tuple[str, str], date] = {}
        self.others: dict[str, set[str]] = defaultdict(set)
        self.later: dict[str, set[str]] = defaultdict(set)
        if reader.roles - REPRESENTATIVE:
            self._read(reader)

    def _read(self, reader: Reader) -> None:
        here = {"municipality": reader.municipality}
        members = Membership.objects.current().of_staff().filter(**here)
        parts = set(
            members.filter(user__in=GivenTask.objects.filter(**here).values("to")).values_list("user", "role")
        )
        for given in GivenTask.objects.standing().filter(**here).select_related("by", "to"):
            feed = feeds.find(given.feed)
            if feed is None or not any((given.to_id, str(role)) in parts for role in feed.roles):
                continue
            self.given[given.feed, given.subject] = given
            if given.to_id != reader.user.pk:
                self.others[given.feed].add(given.subject)
        for snooze in Snooze.objects.asleep(reader.today).filter(user=reader.user, **here):
            self.asleep[snooze.feed, snooze.subject] = snooze.until
            if snooze.subject not in self.others[snooze.feed]:
                self.later[snooze.feed].add(snooze.subject)


class Desk:
    """One person's tasks as they stand; what is read is read once. `without` names feeds that are shown elsewhere."""

    def __init__(self, reader: Reader, without: Iterable[str] = ()) -> None:
        self.reader = reader
        self.feeds = [feed for feed in feeds.tasks_of(reader) if feed.key not in set(without)]

    @cached_property
    def marks(self) -> Marks:
        return Marks(self.reader)

    @cached_property
    def kinds(self) -> list[tuple[Feed, int]]:
        """How many tasks of each kind need the person now; one statement."""
        if not self.feeds:
            return []
        numbers = counted({feed.key: self._rows(feed, Show.MINE) for feed in self.feeds})
        return [(feed, numbers[feed.key]) for feed in self.feeds if numbers[feed.key]]

    def find(self, show: Show = Show.MINE, key: str = "") -> "Lines":
        """The tasks to show, of one feed when its key is given; the soonest first, those without a day last."""
        return Lines(self, show, key)

    def numbers(self) -> dict[str, int]:
        """How many tasks stand under each of `Show`."""
        return {show.value: self.find(show).count() for show in Show}

    def rows(self, show: Show, key: str) -> Any:
        """What a statement over all feeds that can have something gives, in order; None where none can."""
        asked = [feed for feed in self.feeds if key in ("", feed.key) and self._may_have(feed, show)]
        columns = [_columns(feed, self._rows(feed, show)) for feed in asked]
        if not columns:
            return None
        rows = columns[0].union(*columns[1:], all=True) if len(columns) > 1 else columns[0]
        return rows.order_by("task_until", "task_feed", "task_subject")

    def _may_have(self, feed: Feed, show: Show) -> bool:
        """Whether asking the feed can bring anything, as far as is known without asking."""
        if show == Show.MINE:
            return "kinds" not in self.__dict__ or any(feed is one for one, _number in self.kinds)
        return bool(self._named(feed, show))

    def _named(self, feed: Feed, show: Show) -> set[str]:
        return (self.marks.later if show == Show.LATER else self.marks.others)[feed.key]

    def _rows(self, feed: Feed, show: Show) -> Any:
        """The feed's tasks that are to be shown so."""
        rows = feed.tasks(self.reader)
        if show != Show.MINE:
            return rows.filter(public_id__in=self._named(feed, show))
        away = self.marks.later[feed.key] | self.marks.others[feed.key]
        return rows.exclude(public_id__in=away) if away else rows

    def lines(self, rows: Iterable[Row]) -> list[Line]:
        """The rows with their addresses and marks; one statement for each feed with links of its own."""
        found = list(rows)
        links = _links(found)
        return [self._line(row, links) for row in found]

    def _line(self, row: Row, links: dict[tuple[str, str], str]) -> Line:
        key, subject, by, about, within, until = row
        feed = feeds.named(key)
        return Line(
            feed=feed,
            subject=subject,
            about=str(feed.spoken(about)),
            within=within,
            until=None if until == NEVER else until,
            address=links.get((key, subject)) or feed.address(self.reader.municipality.slug, by),
            given=self.marks.given.get((key, subject)),
            asleep_until=self.marks.asleep.get((key, subject)),
        )


class Lines:
    """The lines of a list, as a paginator wants them: counted in one statement, fetched in a fixed number."""

    def __init__(self, desk: Desk, show: Show, key: str) -> None:
        self._desk, self._show, self._key = desk, show, key

    @cached_property
    def _count(self) -> int:
        if self._show == Show.MINE:
            return sum(number for feed, number in self._desk.kinds if self._key in ("", feed.key))
        rows = self._desk.rows(self._show, self._key)
        return 0 if rows is None else int(rows.count())

    def count(self) -> int:
        """How many there are."""
        return self._count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, part: slice) -> list[Line]:
        rows = self._desk.rows(self._show, self._key)
        return [] if rows is None else self._desk.lines(rows[part])


def find(reader: Reader, show: Show = Show.MINE, key: str = "") -> Lines:
    """The person's tasks as they stand now, as `Desk.find` gives them."""
    return Desk(reader).find(show, key)


def kinds(reader: Reader) -> list[tuple[Feed, int]]:
    """How many tasks of each kind need the person now."""
    return Desk(reader).kinds


def one(reader: Reader, key: str) -> Line | None:
    """The task that a key names, while it waits and the person may see it."""
    feed, subject = split(key)
    if feed is None or feed not in feeds.tasks_of(reader):
        return None
    rows = _columns(feed, feed.tasks(reader).filter(public_id=subject))
    return next(iter(Desk(reader).lines(rows[:1])), None)


def split(key: str) -> tuple[Feed | None, str]:
    """The feed and the public id in a key."""
    name, _dash, subject = key.partition("-")
    return feeds.find(name), subject


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


def _links(rows: list[Row]) -> dict[tuple[str, str], str]:
    """Addresses that are made of the row itself, by feed and public id."""
    found: dict[tuple[str, str], str] = {}
    for key in {row[0] for row in rows}:
        feed = feeds.named(key)
        if feed.addresses is not None:
            made = feed.addresses([row[1] for row in rows if row[0] == key])
            found |= {(key, subject): address for subject, address in made.items()}
    return found
