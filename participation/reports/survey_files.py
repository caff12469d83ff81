"""The counts of the annual survey as files: CSV and workbook. Both are written down as exports."""

import csv
import io
from datetime import datetime
from typing import Any

from django.utils import timezone

from config.core.audit import services as audit
from config.core.organisations.looks import look_of
from config.core.organisations.models import Municipality
from config.core.ui.office import render_sheet
from participation.reports import survey
from participation.reports.documents import file_name
from participation.reports.files import KINDS, File
from representatives.spreadsheets.escaping import harmless

FORMATS = ("csv", "sheet")
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def take_out(*, municipality: Municipality, of_year: int, key: str, by: Any, at: datetime) -> File:
    """The file of a year, in the language that is active."""
    today = timezone.localdate(at)
    found = survey.lines(municipality=municipality, of_year=of_year, today=today)
    title = survey.title(municipality, of_year)
    if key == "csv":
        file = File(file_name(title, "", "csv"), _csv(found), "text/csv; charset=utf-8")
    else:
        accent = look_of(municipality).accent
        book = survey.workbook(municipality, of_year, found, today=today, accent=accent)
        file = File(file_name(title, "", "xlsx"), render_sheet(book), KINDS["sheet"].content_type)
    audit.record("survey.downloaded", obj=municipality, by=by, at=at, fields=[key], purpose=str(of_year))
    return file


def _csv(found: list[survey.Line]) -> bytes:
    """With the mark that spreadsheet programs read the letters by, and semicolons as they are used here."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.head for column in survey.columns()])
    for row in survey.rows_of(found):
        writer.writerow(["" if cell is None else harmless(str(cell)) for cell in row])
    return (_MARK + made.getvalue()).encode()
