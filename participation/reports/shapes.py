"""The shapes of a report that is read: everything in the words of the reader's language."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from config.core.ui.charts import Chart
from config.core.ui.pdf import DutyState
from config.core.ui.shares import Share
from participation.reports.figures import Definition
from participation.reports.pictures import Picture


@dataclass(frozen=True)
class Line:
    """One figure in words, with its definition and whether it has records to open."""

    key: str
    label: str
    value: str
    definition: Definition
    suppressed: bool
    records: int
    share: Share | None = None
    hidden_because: str = ""

    @property
    def told(self) -> str:
        """The value, and its share where it has one."""
        return f"{self.value} ({self.share.words})" if self.share else self.value


@dataclass(frozen=True)
class Story:
    """One change: labelled parts in the order before, input, after, confirmed."""

    change: str
    title: str
    unit: str
    parts: tuple[tuple[str, str], ...]
    share: str
    kind: str
    level: int


@dataclass(frozen=True)
class DutyLine:
    name: str
    rule: str
    state: DutyState
    state_label: str
    evidence: str
    criterion: str


@dataclass(frozen=True)
class Previous:
    """What the report before this one asked for, what was decided, and what followed."""

    report: str
    period: str
    ask: str
    ask_id: str
    state: str
    reason: str
    followed: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Brief:
    """Everything that the page and the PDF show of a report."""

    title: str
    kicker: str
    sentence: str
    chain: Chart
    narrow: Chart
    links: tuple[Line, ...]
    stories: tuple[Story, ...]
    money: tuple[Line, ...]
    duties: tuple[DutyLine, ...]
    ask: dict[str, Any] | None
    parts: tuple[tuple[str, tuple[Line, ...]], ...]
    changes: tuple[Story, ...]
    not_adopted: tuple[tuple[str, str, str], ...]
    asks: tuple[tuple[str, str, str], ...]
    rates: tuple[tuple[str, str, str], ...]
    as_of: date
    # What somebody has written, by the name of its piece, with the figures in it.
    prose: dict[str, str]
    previous: Previous | None
    # What was said and adopted: where, the answer with its reason, and when.
    adopted: tuple[tuple[str, str, str], ...]
    unintended: tuple[tuple[str, str], ...]
    project: tuple[tuple[str, str], ...]
    # Why no people are counted in this report; empty where they are.
    people_hidden: str = ""
    pictures: tuple[Picture, ...] = ()
