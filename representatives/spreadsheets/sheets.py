"""Tables as files: a workbook made in memory, or delimited text that streams. Neither touches the disk."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import xlsxwriter

from representatives.spreadsheets.escaping import harmless, marked

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
# What a spreadsheet program shows at most in one cell.
LONGEST = 32_000
AT_A_TIME = 200


@dataclass(frozen=True)
class File:
    """A list on its way out: its name without anything about a person, its kind, and its bytes as they are made."""

    name: str
    content_type: str
    content: Iterable[bytes]


def workbook_of(
    name: str, headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]
) -> bytes:
    """One sheet with a row of headings, every cell text: nothing in it is calculated or followed.

    The rows are held in memory until the file is made; who calls bounds them.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet(name[:31])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for place, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, marked(heading), bold)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if cell:
                sheet.write_string(number, place, marked(cell.strip())[:LONGEST], text)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def text_of(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The table as semicolon-separated UTF-8, as Norwegian Excel opens it; some hundred rows at a time."""
    part = io.StringIO(newline="")
    writer = csv.writer(part, delimiter=";", quoting=csv.QUOTE_ALL)
    part.write("\ufeff")
    writer.writerow([harmless(heading) for heading in headings])
    for number, row in enumerate(rows, start=1):
        writer.writerow([harmless(cell.strip()) for cell in row])
        if number % AT_A_TIME == 0:
            yield _taken(part)
    yield _taken(part)


def _taken(part: io.StringIO) -> bytes:
    data = part.getvalue().encode()
    part.seek(0)
    part.truncate()
    return data
