"""Rows become a workbook that opens as it is: frozen heads, widths that fit, and no cell that is a formula."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

from config.core.ui.office.text import FONT, noon, plain
from config.core.ui.pdf.document import ChartData
from config.core.ui.pdf.render import tint

_LINE = 13  # points
Cell = str | int | float | date | None


@dataclass(frozen=True)
class Column:
    """A head, its width in letters, and whether its words may take several lines."""

    head: str
    width: int = 20
    wraps: bool = False


@dataclass(frozen=True)
class Graph:
    """A chart of the workbook's own beside its numbers. `left` is the column (from 0) where it stands."""

    title: str
    alt: str
    data: ChartData
    left: int = 3


@dataclass(frozen=True)
class Page:
    """One sheet: rows under heads; `None` is an empty cell."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    graph: Graph | None = None


@dataclass(frozen=True)
class Workbook:
    """Sheets with the properties of the file."""

    title: str
    author: str
    as_of: date
    pages: tuple[Page, ...]
    subject: str = ""
    comments: str = ""
    accent: str = "#0062ba"


def render_sheet(workbook: Workbook) -> bytes:
    """The workbook. What comes from outside is text, whatever it begins with; the same rows give the same bytes."""
    given = plain(workbook)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {
                "title": given.title,
                "author": given.author,
                "subject": given.subject,
                "comments": given.comments,
                "created": noon(given.as_of),
            }
        )
        forms = _forms(book, given.accent)
        for page in given.pages:
            _write(book, page, forms, given.accent)
    return out.getvalue()


def _forms(book: Any, accent: str) -> dict[str, Any]:
    letters: dict[str, Any] = {"font_name": FONT, "font_size": 10, "valign": "top"}
    words = letters | {"indent": 1}
    head = {"bold": True, "bg_color": tint(accent), "bottom": 2, "bottom_color": accent, "text_wrap": True}
    return {
        "head": book.add_format(words | head),
        "text": book.add_format(words),
        "wrap": book.add_format(words | {"text_wrap": True}),
        "whole": book.add_format(letters | {"num_format": "#,##0"}),
        "part": book.add_format(letters | {"num_format": "#,##0.00"}),
        "day": book.add_format(words | {"num_format": "yyyy-mm-dd", "align": "left"}),
    }


def _write(book: Any, page: Page, forms: dict[str, Any], accent: str) -> None:
    sheet = book.add_worksheet(page.name[:31])
    for at, column in enumerate(page.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.head, forms["head"])
    sheet.set_row(0, 2 * _LINE)
    sheet.freeze_panes(1, 1)
    for number, row in enumerate(page.rows, start=1):
        sheet.set_row(number, _LINE * _lines(row, page.columns) + 3)
        for at, (cell, column) in enumerate(zip(row, page.columns, strict=True)):
            _cell(sheet, number, at, cell, "wrap" if column.wraps else "text", forms)
    if page.rows:
        sheet.autofilter(0, 0, len(page.rows), len(page.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if page.graph:
        _draw(book, sheet, page, page.graph, accent)


def _lines(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> int:
    """How many lines the row takes. Said outright, because not every program measures it when it opens the file."""
    wrapped = (
        -(-len(cell) * 85 // (100 * column.width))
        for cell, column in zip(row, columns, strict=True)
        if column.wraps and isinstance(cell, str)
    )
    return max(1, *wrapped, 1)


def _cell(sheet: Any, row: int, at: int, cell: Cell, form: str, forms: dict[str, Any]) -> None:
    if cell is None:
        sheet.write_blank(row, at, None, forms[form])
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, noon(cell), forms["day"])
    elif isinstance(cell, str):
        sheet.write_string(row, at, cell, forms[form])
    else:
        sheet.write_number(row, at, cell, forms["whole" if cell == int(cell) else "part"])


def _draw(book: Any, sheet: Any, page: Page, graph: Graph, accent: str) -> None:
    """The chart reads its numbers from the sheet: categories in the first column, one series in each that follows."""
    kind = {"line": "line", "bars": "bar"}.get(graph.data.kind, "column")
    chart = book.add_chart({"type": kind})
    last = len(graph.data.categories)
    for at in range(1, 1 + len(graph.data.series)):
        told: dict[str, Any] = {
            "name": [page.name, 0, at],
            "categories": [page.name, 1, 0, last, 0],
            "values": [page.name, 1, at, last, at],
            "data_labels": {"value": True, "font": {"name": FONT, "bold": True}},
            "gap": 60,
        }
        if len(graph.data.series) == 1:
            told["fill"] = {"color": accent}
        chart.add_series(told)
    chart.set_title({"name": graph.title, "name_font": {"name": FONT, "size": 12}})
    chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_x_axis({"num_font": {"name": FONT, "size": 10}})
    chart.set_legend({"none": len(graph.data.series) == 1, "position": "bottom"})
    chart.set_size({"width": 720, "height": 360})
    sheet.insert_chart(1, graph.left, chart, {"description": graph.alt, "object_position": 3})
