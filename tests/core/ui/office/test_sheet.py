"""Sheets: no cell is a formula, numbers are numbers, and the chart reads its cells."""

import io
from datetime import date

import openpyxl

from config.core.ui.office import Column, Graph, Page, Workbook, render_sheet
from config.core.ui.pdf import (
    ChartData,
    Series,
)
from tests.core.ui.office.documents import (
    parts_of,
)


def _workbook() -> Workbook:
    rows = (("=1+1", 2), ("@sum", 3.5), ("http://a.example.org", None), ("Dag", date(2026, 1, 2)))
    graph = Graph(
        "Fra sagt til fortalt", "Sagt: 2", ChartData("chain", ("=1+1", "@sum"), (Series("Tall", (2, 3.5)),))
    )
    page = Page("Tall", (Column("Hva", 30, wraps=True), Column("Verdi", 12)), rows, graph)
    return Workbook("Tittel", "Nordvik", date(2026, 12, 31), (page,), "2026", "Merke: ab")


def test_a_sheet_has_no_formula_and_keeps_numbers_as_numbers() -> None:
    content = render_sheet(_workbook())
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Tall"]

    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=4)] == [
        ["=1+1", 2],
        ["@sum", 3.5],
        ["http://a.example.org", None],
    ]
    assert sheet["A2"].data_type == "s"
    assert sheet["A4"].hyperlink is None
    assert (sheet.freeze_panes, sheet.column_dimensions["A"].width > 25) == ("B2", True)
    assert (book.properties.title, book.properties.creator) == ("Tittel", "Nordvik")
    assert render_sheet(_workbook()) == content


def test_a_sheets_chart_reads_its_cells_and_has_words() -> None:
    parts = parts_of(render_sheet(_workbook()))

    assert b"Tall!$B$2:$B$3" in parts["xl/charts/chart1.xml"]
    assert b'descr="Sagt: 2"' in parts["xl/drawings/drawing1.xml"]
