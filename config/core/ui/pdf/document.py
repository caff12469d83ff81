"""What a report is made of. Texts are plain words: nothing in them is ever read as markup.

Pure values without Django; `render_pdf` sets them, other writers (Word, slides) may read the same.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Look:
    """Whose document it is: the name beside the coat of arms (PNG), and the one colour of headings and rules.

    `arms_alt` stands for the coat of arms. Without a name and a coat of arms the page is plain.
    """

    name: str = ""
    accent: str = "#0062ba"
    arms: bytes = b""
    arms_alt: str = ""


@dataclass(frozen=True)
class Heading:
    """Level 2 to 4: the document's title is level 1. No level may be skipped on the way down.

    `notes` is what a speaker should know of what follows: definitions, under the slide.
    """

    text: str
    level: int = 2
    notes: str = ""


@dataclass(frozen=True)
class Lead:
    """The value sentence, set large."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; `is_quiet` sets it small and grey (method, sources, limits)."""

    text: str
    is_quiet: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list; `is_numbered` where the order counts."""

    items: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Series:
    """One row of numbers of a chart; `None` is a number that is not shown (a small group)."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class ChartData:
    """The numbers of a drawing, for programs that draw themselves: as many values in each series as categories.

    A chain is one series; the writers add what was lost since the link before.
    """

    kind: Literal["chain", "columns", "bars", "line"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True)
class Figure:
    """A drawing with the words that stand for it. `width` is the share of the line, over 0 up to 1.

    With `data`, Office files get a chart of their own with these numbers; without, the drawing as a picture.
    """

    svg: str
    alt: str
    caption: str = ""
    width: float = 1.0
    data: ChartData | None = None


@dataclass(frozen=True)
class Table:
    """A table with a header row that is repeated on each page.

    `numeric` lists the columns (from 0) that are set to the right; `weights` are the columns' shares of the
    width; without them the first column takes what the others leave.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    weights: tuple[float, ...] = ()


@dataclass(frozen=True)
class Callout:
    """The box with the decision asked for: a heading (level 2), the question and the ways to answer."""

    title: str
    text: str
    options: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class Story:
    """A change story: a heading (level 3) and labelled parts: before, input, after, confirmed by."""

    title: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Stories:
    """Change stories side by side, at most three."""

    items: tuple[Story, ...]


@dataclass(frozen=True)
class Fact:
    """A figure as it shall be read ("184 000 kr"), what it is, and a note on it."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Facts:
    """Figures side by side, at most four."""

    items: tuple[Fact, ...]


DutyState = Literal["met", "partly", "unmet"]


@dataclass(frozen=True)
class Duty:
    """A duty, its state in words as well as in a mark, and what shows it."""

    name: str
    state: DutyState
    state_label: str
    evidence: str = ""


@dataclass(frozen=True)
class Duties:
    """Duties as a table; `columns` names duty, state and evidence."""

    caption: str
    columns: tuple[str, str, str]
    items: tuple[Duty, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Lead | Paragraph | Bullets | Figure | Table | Callout | Stories | Facts | Duties | PageBreak


@dataclass(frozen=True)
class Document:
    """A report: `kicker` stands small over the title; `as_of` is the day of its figures.

    `mark` is the sentence with its fingerprint, which files also carry among their properties.
    """

    title: str
    author: str
    as_of: date
    blocks: tuple[Block, ...]
    kicker: str = ""
    look: Look = field(default_factory=Look)
    mark: str = ""


@dataclass(frozen=True)
class Rendered:
    """The finished file, the characters that the fonts lack and that were replaced in it, the brief's length.

    `brief_pages` counts the pages up to the first page break: over 1 means that a text must be shortened.
    """

    pdf: bytes
    missing: frozenset[str]
    brief_pages: int
