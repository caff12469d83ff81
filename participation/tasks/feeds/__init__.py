"""What may need somebody: each kind of thing described once, for the list of tasks and the counts of a start page."""

from participation.tasks.feeds import asking, hearing, hosting, inside, mine, network, own
from participation.tasks.feeds.feed import Feed, Reader

# In the order in which the start page counts them.
FEEDS: tuple[Feed, ...] = (
    *asking.FEEDS,
    *network.PROPOSED,
    *hearing.FEEDS,
    *hosting.FEEDS,
    *asking.SENDINGS,
    *inside.OUTBOX,
    *network.FEEDS,
    *inside.FEEDS,
    *own.FEEDS,
    *mine.FEEDS,
)
_BY_KEY = {feed.key: feed for feed in FEEDS}


def find(key: str) -> Feed | None:
    """The feed of this name."""
    return _BY_KEY.get(key)


def named(key: str) -> Feed:
    """The same for a name that is known to be one."""
    return _BY_KEY[key]


def tasks_of(reader: Reader) -> list[Feed]:
    """The feeds that may bring a person tasks, by the roles that the person has here."""
    return [feed for feed in FEEDS if feed.is_task and feed.roles & reader.roles]


__all__ = ["FEEDS", "Feed", "Reader", "find", "named", "tasks_of"]
