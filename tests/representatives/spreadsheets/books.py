"""Workbooks and texts made for the tests, and the small catalogue they are read against."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from representatives.spreadsheets.output import as_json
from representatives.spreadsheets.plan import ImportPlan, plan_import
from representatives.spreadsheets.reading import read_workbook
from representatives.spreadsheets.terms import Kind, Relation, TermMatch

TODAY = date(2026, 11, 22)
SAMPLES = Path(__file__).with_name("samples")
CATALOGUE = {
    "demens": "dementia",
    "kols": "copd",
    "slag/afasi": "stroke",
    "kreft": "cancer",
    "rus": "substance_use",
}


def ask(text: str, kind: Kind, relation: Relation | None) -> TermMatch:
    """A catalogue of five exact names, with one suggestion for what begins alike."""
    key = CATALOGUE.get(text.casefold())
    near = tuple(k for name, k in CATALOGUE.items() if text and name[:3] == text.casefold()[:3])
    return TermMatch(key, () if key else near)


def sample(name: str) -> bytes:
    """The bytes of a sample list."""
    return (SAMPLES / name).read_bytes()


def xlsx(*sheets: Sequence[Sequence[Any]], names: Sequence[str] = ()) -> bytes:
    """A workbook with the rows of each sheet; dates are written as dates."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "default_date_format": "dd.mm.yyyy"})
    for place, rows in enumerate(sheets):
        sheet = book.add_worksheet(names[place] if names else None)
        for number, row in enumerate(rows):
            for index, value in enumerate(row):
                if isinstance(value, date | datetime):
                    sheet.write_datetime(number, index, value)
                elif value is not None:
                    sheet.write(number, index, value)
    book.close()
    return out.getvalue()


def text(rows: Sequence[Sequence[object]], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """Delimited text of the rows."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def plan(data: bytes, name: str = "liste.csv", **options: Any) -> ImportPlan:
    """The plan of a file against the small catalogue."""
    options.setdefault("resolve_term", ask)
    return plan_import(read_workbook(data, name), today=TODAY, **options)


def plan_of(*rows: Sequence[object], **options: Any) -> ImportPlan:
    """The plan of a list given as rows, headings first."""
    return plan(text(rows), **options)


def rows_of(entries: Sequence[dict[str, Any]]) -> list[int]:
    """The row numbers of one list of the JSON."""
    return [entry["row"] for entry in entries]


def json_of(data: bytes, name: str = "liste.csv", **options: Any) -> dict[str, Any]:
    """The JSON of a file's plan."""
    return as_json(plan(data, name, **options))


PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
    ' Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="sharedStrings.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>',
}
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def raw_xlsx(sheet_data: str, *, before: str = "", shared: str | None = None) -> bytes:
    """A workbook of hand-written XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in PARTS.items():
            archive.writestr(part, content)
        sheet = f"{before}<worksheet {NAMESPACE}><sheetData>{sheet_data}</sheetData></worksheet>"
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        if shared is not None:
            archive.writestr("xl/sharedStrings.xml", f"<sst {NAMESPACE}><si><t>{shared}</t></si></sst>")
    return out.getvalue()


def inline(place: str, content: str) -> str:
    """A cell with text in it."""
    return f'<c r="{place}" t="inlineStr"><is><t>{content}</t></is></c>'
