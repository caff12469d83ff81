"""What goes into a chart and what comes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from config.core.ui.charts.svg import Svg


@dataclass(frozen=True)
class Table:
    """The chart's twin: the first cell of each row names it. `keys` are the rows' keys, for links."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A drawing with all that must stand around it: heading, one sentence, alternative text and table."""

    svg: Svg
    title: str
    takeaway: str
    alt: str
    table: Table


@dataclass(frozen=True)
class Step:
    """A link of the chain: how many came this far."""

    label: str
    count: int
    key: str


@dataclass(frozen=True)
class Bar:
    """A row of bars, one value a series; `None` is a figure that is not shown (a small group)."""

    label: str
    values: tuple[float | None, ...]
    key: str = ""


@dataclass(frozen=True)
class Point:
    """A figure of a period; `None` is a figure that is not shown, and breaks the line."""

    label: str
    value: float | None
    key: str = ""


@dataclass(frozen=True)
class LadderRow:
    """A unit on the ladder: step now and step wanted, 1 to 5; `None` is what nobody knows yet."""

    label: str
    now: int | None
    wanted: int | None = None
    key: str = ""


@dataclass(frozen=True)
class Event:
    """Something that happened; `kind` (1 to 4) chooses the mark."""

    on: date
    label: str
    kind: int = 1
    key: str = ""


@dataclass(frozen=True)
class GridCell:
    """A place of a grid in words; `kind` (1 to 4, 0 for none) chooses the mark, `hollow` draws it without filling."""

    word: str
    kind: int = 0
    hollow: bool = False
    note: str = ""


@dataclass(frozen=True)
class GridRow:
    """A row of a grid, one cell a column."""

    label: str
    cells: tuple[GridCell, ...]
    key: str = ""


@dataclass(frozen=True)
class Move:
    """How many went from one step to another (or stayed), each from 0 for the lowest."""

    start: int
    end: int
    count: int


@dataclass(frozen=True)
class DotRow:
    """`filled` of `total`, each under ten: shown one by one, because shares of so few mislead."""

    label: str
    filled: int
    total: int
    key: str = ""


def described(title: str, takeaway: str, rows: Iterable[str]) -> str:
    """Alternative text: what it is, what it says, then every figure."""
    return " ".join(part for part in (_ended(title), takeaway, _ended("; ".join(rows))) if part)


def _ended(sentence: str) -> str:
    return sentence if not sentence or sentence[-1] in ".?!" else f"{sentence}."


def not_shown() -> str:
    """The words in place of a figure that is not shown."""
    return _("not shown")
