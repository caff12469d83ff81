"""What a sheet is once it is read: plain values, with nothing of the file format left.

None of these objects shows a cell in its `repr`: a traceback or a log line that happens to print one
must not carry an identity number out of a column that is about to be refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

Cell = str | int | float | bool | date | datetime | None

MIB = 1024 * 1024
LONGEST_TEXT = 2000
"""Characters kept of one cell. A note that is longer is cut, and the cut is told with its row."""
WIDEST = 300
"""Columns read of one sheet. No list of people is wider; a wider one is refused."""

ROOM_ABOVE = 60
"""Rows read beyond the limit, for titles and headings, which do not count as rows of the list."""


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation without importing Django: the page translates when it shows."""
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence for a person: an English template and what goes into it.

    The page and the command translate `template` and then fill in `values`; `str()` is the English text.
    Values are row numbers, headings and counts, never the content of a cell that is refused.
    """

    template: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.values


class Unreadable(Exception):
    """The file is refused as a whole. `code` is for programs and tests, `sentence` for people."""

    def __init__(self, code: str, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.code = code
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read. Packed and unpacked in bytes, `rows` are rows with something in them."""

    rows: int
    text: int
    packed: int = 5 * MIB
    unpacked: int = 50 * MIB


BY_PAGE = Limits(rows=20_000, text=5 * MIB)
BY_COMMAND = Limits(rows=200_000, text=32 * MIB)


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One row that has something in it. `number` counts from 1 as the spreadsheet program shows it."""

    number: int
    cells: tuple[Cell, ...]

    def __repr__(self) -> str:
        return f"Row({self.number}, {len(self.cells)} cells)"

    def at(self, index: int) -> Cell:
        """The cell at a column (from 0), or None outside the row."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """The rows of one sheet that are not blank. `cut` is true when it had more rows than the limit."""

    name: str
    hidden: bool
    rows: tuple[Row, ...]
    cut: bool = False

    def __repr__(self) -> str:
        return f"Sheet({len(self.rows)} rows)"


@dataclass(frozen=True, slots=True)
class Workbook:
    """Every worksheet of the file, in the file's order."""

    sheets: tuple[Sheet, ...]


def as_text(cell: Cell) -> str:
    """The cell as a person would read it in the sheet: 40612701.0 is "40612701", a date is ISO, True
    is "ja".
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nei"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
