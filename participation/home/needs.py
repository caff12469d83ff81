"""What waits for the facilitator, as counts that each open the list they count: the feeds that have one."""

from dataclasses import dataclass
from typing import Any

from config.core.counting import counted
from config.core.organisations.models import Role
from participation.tasks.feeds import FEEDS, Feed, Reader


@dataclass(frozen=True)
class Need:
    """How many of one kind of thing wait, and the list that has them."""

    feed: Feed
    count: int

    @property
    def words(self) -> str:
        """What it is called, for one or for many."""
        return str(self.feed.label % {"count": self.count})


def needs_of_facilitator(reader: Reader) -> list[Need]:
    """Everything that waits, in the order of the feeds; one statement."""
    shown = [feed for feed in FEEDS if feed.board and Role.FACILITATOR in feed.roles]
    numbers: dict[str, Any] = counted({feed.key: feed.rows(reader) for feed in shown})
    return [Need(feed, numbers[feed.key]) for feed in shown if numbers[feed.key]]
