"""The course of the year: everything that happens, by its moment, carried out in time order."""

import heapq
import json
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.utils import timezone

from config.core.accounts.models import User
from config.core.organisations.models import Municipality, Unit
from participation.demonstration.apart import Act
from participation.demonstration.post import Post
from participation.engagement.models import Professional
from projects.planning.models import Project
from representatives.registry.models import Representative

STORY = Path(__file__).parent / "year"
# The first day of all: the oldest profiles are from this long before the last day.
BEFORE = 930
SATURDAY = 5


@dataclass(frozen=True)
class Scale:
    """How much of the fiction is laid; `newest` is how many days ago the last were taken in."""

    people: int
    newest: int
    projects: tuple[str, ...]


def told(name: str) -> Any:
    """One file of the fiction."""
    return json.loads((STORY / f"{name}.json").read_text())


FULL = Scale(people=120, newest=20, projects=tuple(told("order")))
# One of everything in little room, for what is kept under tests/upgrade/.
SMALL = Scale(people=40, newest=380, projects=("vedtaksbrev", "trygg-medisin"))


@dataclass
class Year:
    """What the rooms share while the year is laid. Days are numbers before (below 0) or after the last day."""

    today: date
    random: Random
    scale: Scale
    post: Post
    municipality: Municipality = field(init=False)
    facilitator: User = field(init=False)
    own: Representative = field(init=False)
    users: dict[str, User] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    professionals: dict[str, Professional] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    meetings: dict[tuple[str, int], Any] = field(default_factory=dict)
    _waiting: list[tuple[datetime, int, Act, bool]] = field(default_factory=list)
    _count: int = 0

    @property
    def end(self) -> datetime:
        """The last moment: the first of the day of loading, so that nothing is ahead of whoever looks."""
        return timezone.make_aware(datetime.combine(self.today, time.min))

    def day(self, number: int) -> date:
        """The date of a day of the fiction; a weekend's is the Friday before, for an office is closed then."""
        day = self.today + timedelta(days=number)
        return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1)) if number else day

    def moment(self, number: int, hour: int = 9, minute: int = 0) -> datetime:
        """A moment on a day of the fiction, in the municipality's own time."""
        return timezone.make_aware(datetime.combine(self.day(number), time(hour, minute)))

    def plan(self, at: datetime, act: Act, *, quietly: bool = False) -> None:
        """Lets `act` happen at `at`. What would happen after the last moment has not happened yet, and is left out.

        For what happens `quietly` the post does not go round, so that the rest of the year is the same without it.
        """
        if at <= self.end:
            heapq.heappush(self._waiting, (at, self._count, act, quietly))
            self._count += 1

    def run(self) -> None:
        """Carries everything out, also what is planned on the way; letters leave within the hour."""
        hour = None
        while self._waiting:
            at, _number, act, is_quiet = heapq.heappop(self._waiting)
            if hour is not None and at >= hour + timedelta(hours=1):
                self.post.go_round(at=hour + timedelta(minutes=50))
                hour = None
            if not is_quiet:
                hour = hour or at
            act(at)
