"""Dates as people write them in sheets. Norwegian order: day, month, year. What is not a date stays None."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from representatives.spreadsheets.values import Cell, as_text

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january",
            "feb febr februar february",
            "mar mars march",
            "apr april",
            "mai may",
            "jun juni june",
            "jul juli july",
            "aug august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "des desember dec december",
        ),
        start=1,
    )
    for name in names.split()
}
SERIAL_ZERO = date(1899, 12, 30)
TIME = r"(?:[T ,]+(?:kl\.? ?)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
SEPARATOR = r"\s*[./\-–]\s*"
DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}}){SEPARATOR}(\d{{1,2}}){SEPARATOR}(\d{{4}}|'?\d{{2}})(?!\d){TIME}")
YEAR_FIRST = re.compile(rf"(?<!\d)(\d{{4}})[./\-](\d{{1,2}})[./\-](\d{{1,2}})(?!\d){TIME}")
COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
WORDED = re.compile(
    r"(?<!\w)(?:(\d{1,2})\.?\s+)?([a-zæøå]{3,9})\.?[\s,\-/]*(\d{4}|'\d{2}|\d{2})(?!\d)", re.IGNORECASE
)
MONTH_DAY = re.compile(r"(?<!\w)([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,\s*(\d{4})(?!\d)", re.IGNORECASE)
MONTH_YEAR = re.compile(r"(?<![\d./\-])(\d{1,2})[./\-](\d{4})(?!\d)")
YEAR_MONTH = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?![\d\-])")


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date, and the words that stood around it (lower case), which may take its meaning away."""

    on: date
    words: str = ""


def _year(text: str, today: date) -> int:
    text = text.lstrip("'")
    if len(text) == 4:
        return int(text)
    century = today.year - today.year % 100
    year = century + int(text)
    return year if year <= today.year + 5 else year - 100


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1800 < year < 2200 else None
    except ValueError:
        return None


def from_serial(number: float) -> date | None:
    """The date of a spreadsheet's day number between 1920 and 2100; None for other numbers, a year too."""
    return SERIAL_ZERO + timedelta(days=int(number)) if 7306 <= number <= 73050 else None


def find_date(cell: Cell, *, today: date) -> DateFound | None:
    """The one date in a cell, or None. A month and year give the first of the month; a year alone is no date.

    Two-digit years lie in this century up to five years ahead, else in the last. A cell with two different
    dates, an impossible date ("31.02.2024") or a season has no date. American order is not guessed.
    """
    if isinstance(cell, datetime):
        return DateFound(cell.date())
    if isinstance(cell, date):
        return DateFound(cell)
    if cell is None or isinstance(cell, bool):
        return None
    text = as_text(cell)
    if isinstance(cell, int | float) or re.fullmatch(r"\d{5}(?:[.,]\d+)?", text):
        number = float(text.replace(",", "."))
        serial = from_serial(number)
        if serial is not None or not re.fullmatch(r"(?:19|20)\d{6}", text):
            return DateFound(serial) if serial else None
    found, rest = _in_text(text[:200], today)
    if len(set(found)) != 1:
        return None
    return DateFound(found[0], " ".join(re.sub(r"[^\w?]+", " ", rest).casefold().split()))


def _in_text(text: str, today: date) -> tuple[list[date], str]:
    """Every date in the text by the first form that gives one, and what is left of the text."""
    for pattern, parts in (
        (YEAR_FIRST, lambda m: (m[1], m[2], m[3])),
        (DAY_FIRST, lambda m: (m[3], m[2], m[1])),
        (COMPACT, lambda m: (m[1], m[2], m[3])),
        (MONTH_DAY, lambda m: (m[3], MONTHS.get(m[1].casefold()), m[2])),
        (WORDED, lambda m: (m[3], MONTHS.get(m[2].casefold()), m[1] or 1)),
        (YEAR_MONTH, lambda m: (m[1], m[2], 1)),
        (MONTH_YEAR, lambda m: (m[2], m[1], 1)),
    ):
        matches = list(pattern.finditer(text))
        split = [parts(match) for match in matches]
        if pattern in (WORDED, MONTH_DAY):
            kept = [index for index, part in enumerate(split) if part[1] is not None]
            matches, split = [matches[index] for index in kept], [split[index] for index in kept]
        if not matches:
            continue
        days = [_day(_year(str(year), today), int(month or 0), int(day)) for year, month, day in split]
        rest = text
        for match in reversed(matches):
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
        return [day for day in days if day] if all(days) else [], rest
    return [], text
