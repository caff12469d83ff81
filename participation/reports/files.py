"""A report as a file of every kind, in the reader's language, with the record of who took it out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.core.audit import services as audit
from config.core.ui.office import render_sheet, render_slides, render_word
from config.core.ui.pdf import render_pdf
from participation.reports import files_json, files_sheet, records
from participation.reports.documents import document_for, file_name, language_of
from participation.reports.figures import REGISTRY
from participation.reports.models import Report

_OPEN_XML = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    """A kind of file: its address, name and use on the page, ending and type."""

    key: str
    label: Any
    use: Any
    ending: str
    content_type: str

    @property
    def url_name(self) -> str:
        return f"report_{self.key}"


KINDS = {
    kind.key: kind
    for kind in (
        Kind("pdf", "PDF", _("To read, print and archive"), "pdf", "application/pdf"),
        Kind(
            "word",
            "Word",
            _("To use in a case paper"),
            "docx",
            f"{_OPEN_XML}.wordprocessingml.document",
        ),
        Kind(
            "slides",
            _("Slides"),
            _("To show at a meeting, with definitions in the notes"),
            "pptx",
            f"{_OPEN_XML}.presentationml.presentation",
        ),
        Kind(
            "sheet",
            _("Spreadsheet"),
            _("Every figure with its definition, to count on with"),
            "xlsx",
            f"{_OPEN_XML}.spreadsheetml.sheet",
        ),
        Kind(
            "json", "JSON", _("For other systems, with the fingerprint to check"), "json", "application/json"
        ),
    )
}


@dataclass(frozen=True)
class File:
    name: str
    content: bytes
    content_type: str


def take_out(
    *, report: Report, key: str, base_url: str, by: Any, at: datetime, purpose: str = "report"
) -> File:
    """The file, and the line that says who took it out; of the JSON also which figures of people it opened."""
    kind = KINDS[key]
    document = document_for(report, base_url=base_url)
    language = language_of(report)
    people: list[str] = []
    match key:
        case "json":
            readable = records.readable_ids(report=report, user=by)
            content = files_json.as_json(report, readable, language)
            people = [key for key, ids in readable.items() if ids and REGISTRY[key].of_people]
        case "sheet":
            content = render_sheet(files_sheet.workbook_of(report, document))
        case _:
            content = _WRITERS[key](document, language)
    audit.record("report.downloaded", obj=report, by=by, at=at, fields=[key], purpose=purpose)
    if people:
        audit.record("figure.opened", obj=report, by=by, at=at, fields=people, purpose=purpose)
    return File(file_name(document.title, document.kicker, kind.ending), content, kind.content_type)


def _pdf(document: Any, language: str) -> bytes:
    return render_pdf(document, language).pdf


_WRITERS: dict[str, Callable[[Any, str], bytes]] = {
    "pdf": _pdf,
    "word": render_word,
    "slides": render_slides,
}
