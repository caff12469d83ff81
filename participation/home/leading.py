"""What a professional and a manager see first: what they owe, what their people did, and what was decided last."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from config.core.access import scope
from config.core.access.permissions import Permission
from config.core.counting import counted
from participation.contributions.models import Change, Decision, Response
from participation.meetings.models import Meeting
from participation.support.models import Ask
from participation.tasks import queries as tasks
from participation.tasks.feeds.feed import reader

MOST_OWED, MOST_ASKS, MOST_DECISIONS = 5, 3, 3
OF_LATE = timedelta(days=90)
SHOWN_APART = ("decisions",)


@dataclass(frozen=True)
class Owed:
    """The first of the person's tasks, and how many there are."""

    lines: list[tasks.Line]
    total: int


def owed(*, user: Any, municipality: Any, today: date) -> Owed:
    """What needs the person, the soonest first, as the list has it; asks to decide have a card of their own."""
    found = tasks.Desk(reader(user, municipality, today), without=SHOWN_APART).find()
    return Owed(found[:MOST_OWED], found.count())


@dataclass(frozen=True)
class Did:
    """How much happened in ninety days, counted from the rows. Things are counted openly; no person is."""

    meetings: int
    answers: int
    changes: int


def did(*, user: Any, municipality: Any, today: date) -> Did:
    """In one's own projects or units; in the whole municipality for its senior management, who see no single row."""
    manages_all = municipality.pk in scope.of(user).whole(Permission.SUPPORT_ANSWER)

    def of(model: Any) -> Any:
        rows = model.objects.of(municipality)
        return rows if manages_all else rows.visible_to(user)

    days = (today - OF_LATE, today)
    numbers = counted(
        {
            "meetings": of(Meeting).held().filter(held_on__range=days),
            "answers": of(Response).filter(answered_on__range=days),
            "changes": of(Change).filter(changed_on__range=days),
        }
    )
    return Did(**numbers)


@dataclass(frozen=True)
class Settled:
    """One decision: what it was about, the answer, its day, the page that has it, and what followed."""

    title: str
    answer: str
    on: date | None
    opens: str
    public_id: str
    followed: list[tuple[date, str]]


def settled_asks(*, user: Any, municipality: Any) -> list[Settled]:
    """The last answers of managers that the person may see, and what followed from each."""
    rows = (
        Ask.objects.visible_to(user)
        .of(municipality)
        .filter(state__in=[Ask.State.GRANTED, Ask.State.DECLINED])
    )
    last = rows.prefetch_related("followed").order_by("-answered_at", "-id")[:MOST_DECISIONS]
    return [
        Settled(
            row.title,
            str(row.get_state_display()),
            timezone.localdate(row.answered_at) if row.answered_at else None,
            "ask_detail",
            row.public_id,
            [(one.happened_on, one.text) for one in row.followed.all()],
        )
        for row in last
    ]


def settled_in_projects(*, user: Any, municipality: Any) -> list[Settled]:
    """The last decisions about what was said in the person's projects, and the changes that followed."""
    rows = Decision.objects.visible_to(user).of(municipality).select_related("contribution__project")
    last = rows.prefetch_related("contribution__changes").order_by("-decided_on", "-id")[:MOST_DECISIONS]
    return [
        Settled(
            row.text,
            row.forum,
            row.decided_on,
            "contribution_detail",
            row.contribution.public_id,
            sorted((one.changed_on, one.text) for one in row.contribution.changes.all()),
        )
        for row in last
    ]
