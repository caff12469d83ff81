"""The basis of payroll as a file: the columns that the municipality's payroll reads, and no cell that is calculated."""

import io
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.db.models.functions import Coalesce
from django.utils import timezone

from participation.claims.exports import Column, PayrollExport
from participation.claims.models import Claim
from representatives.registry.models import Representative
from representatives.spreadsheets.escaping import marked
from representatives.spreadsheets.sheets import CSV, LONGEST, XLSX, File, text_of

KINDS = ("xlsx", "csv")
Cell = str | Decimal

# Where each value lies; the name of the person and the words of a kind are looked up once each.
_PATHS: dict[str, str] = {
    Column.NAME: "attendance__assignment__representative",
    Column.PERSON: "attendance__assignment__representative__public_id",
    Column.DAY: "incurred_on",
    Column.KIND: "kind",
    Column.CODE: "kind",
    Column.QUANTITY: "quantity",
    Column.RATE: "price",
    Column.AMOUNT: "amount",
    Column.UNIT: "attendance__meeting__project__unit__name",
    Column.PROJECT: "attendance__meeting__project__title",
    Column.MEETING: "attendance__meeting__title",
    Column.NOTE: "note",
    Column.CLAIM: "public_id",
}


def lines(export: PayrollExport) -> Iterator[list[Cell]]:
    """A row for each claim, by day and then as they were made: the same each time. Two queries, however many."""
    names = [name for name, _heading in export.columns]
    claims = Claim.objects.filter(export=export).order_by("incurred_on", "pk")
    rows = claims.annotate(price=Coalesce("rate__amount", "amount")).values_list(
        *(_PATHS[name] for name in names)
    )
    said = _sayers(export, names)
    for row in rows.iterator(chunk_size=1000):
        yield [said[name](value) for name, value in zip(names, row, strict=True)]


def _sayers(export: PayrollExport, names: list[str]) -> dict[str, Callable[[Any], Cell]]:
    """How the value of each column is said."""
    known: dict[Any, str] = {}
    if Column.NAME in names:
        # A name is sealed: it is opened once, not for each claim.
        people = Claim.objects.filter(export=export).values("attendance__assignment__representative")
        known = {person.pk: person.name for person in Representative.objects.filter(pk__in=people)}
    kinds = {kind: str(label) for kind, label in Claim.Kind.choices}
    said: dict[str, Callable[[Any], Cell]] = dict.fromkeys(names, lambda value: value)
    own: dict[str, Callable[[Any], Cell]] = {
        Column.NAME: lambda value: known[value],
        Column.DAY: lambda value: str(value.isoformat()),
        Column.KIND: lambda value: kinds[value],
        Column.CODE: lambda value: str(export.codes.get(value, "")),
    }
    return said | {name: say for name, say in own.items() if name in names}


def file_of(export: PayrollExport, kind: str) -> File:
    """The file, as a workbook or as semicolon-separated text; its name tells of nobody."""
    day = timezone.localdate(export.made_at)
    name = f"medvirk-payroll-{day.isoformat()}-{export.public_id[:6]}.{kind}"
    headings = [heading for _name, heading in export.columns]
    if kind == "csv":
        return File(
            name, CSV, list(text_of(headings, ([_text(cell) for cell in row] for row in lines(export))))
        )
    return File(name, XLSX, [_workbook(headings, lines(export))])


def _text(cell: Cell) -> str:
    """As Norwegian payroll reads it: numbers with a comma."""
    return f"{cell:.2f}".replace(".", ",") if isinstance(cell, Decimal) else cell


def _workbook(headings: list[str], rows: Iterable[list[Cell]]) -> bytes:
    """One sheet: words are text by their kind of cell, and amounts are numbers that can be summed."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("payroll")
    bold, kroner = book.add_format({"bold": True}), book.add_format({"num_format": "0.00"})
    text = book.add_format({"num_format": "@"})
    for place, heading in enumerate(headings):
        sheet.set_column(place, place, 18)
        sheet.write_string(0, place, marked(heading), bold)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, Decimal):
                sheet.write_number(number, place, float(cell), kroner)
            elif cell:
                sheet.write_string(number, place, marked(cell)[:LONGEST], text)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
