"""The table of the population from a file: category, value and number in the first three columns."""

from typing import Any

from django.utils.translation import gettext as _

from projects.panels.models import Category
from projects.panels.services import CannotDraw
from projects.panels.values import band
from representatives.spreadsheets.reading import read_workbook
from representatives.spreadsheets.values import Row, Unreadable, as_text

AREAS = frozenset({"area", "bydel", "område", "krets", "sone"})
AGES = frozenset({"age", "alder"})


def read(data: bytes, file_name: str) -> list[tuple[str, str, int]]:
    """The lines of the table. Refuses (CannotDraw) a file that is none, and says which line cannot be read.

    An age may be written as a number or as a span (“50–66”); spans are counted to the band in which they begin.
    """
    try:
        workbook = read_workbook(data, file_name)
    except Unreadable as error:
        raise CannotDraw(str(error)) from error
    rows = next((sheet.rows for sheet in workbook.sheets if sheet.rows), ())
    found: dict[tuple[str, str], int] = {}
    for row in rows:
        line = _line(row)
        if line is None:
            if row is rows[0]:
                continue  # the headings
            raise CannotDraw(
                _("Line %(number)d cannot be read. It needs: area or age, a value, and a number of people.")
                % {"number": row.number}
            )
        category, value, people = line
        found[category, value] = found.get((category, value), 0) + people
    if not found:
        raise CannotDraw(_("There is no line with a category, a value and a number in the file."))
    return [(category, value, people) for (category, value), people in found.items()]


def _line(row: Row) -> tuple[str, str, int] | None:
    kind, value = as_text(row.at(0)).casefold(), as_text(row.at(1)).strip()
    people = _number(row.at(2))
    if people is None or not value:
        return None
    if kind in AREAS:
        return Category.AREA.value, value[:80], people
    age = _number("".join(sign if sign.isdecimal() else " " for sign in value).split()[:1])
    if kind in AGES and age is not None and age <= 130:
        return Category.AGE.value, band(age), people
    return None


def _number(cell: Any) -> int | None:
    if isinstance(cell, list):
        cell = cell[0] if cell else ""
    text = as_text(cell).replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 8 else None
