"""A package for the archive: the document as PDF/A-2a, and what the archive must know of it.

The words are those of Noark 5 (arkivmelding), so that whoever takes it in need not guess. It is a package to register
from, not a message to an archive system: each system has its own import.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as Tree

from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.ui.office.packing import packed
from config.core.ui.office.text import plain
from config.core.ui.pdf import Document, render_pdf
from participation.archive import papers
from participation.archive.queries import Kind
from participation.reports.documents import document_for, file_name

NAMESPACE = "http://www.arkivverket.no/standarder/noark5/arkivmelding"


@dataclass(frozen=True)
class Described:
    """What the archive must know of one document. Facts alone."""

    title: str
    document_type: str
    date: str
    creator: str
    case_reference: str
    system: str
    system_id: str
    file: str
    format: str
    size: int
    checksum_algorithm: str
    checksum: str


@dataclass(frozen=True)
class Package:
    name: str
    content: bytes


def hand_over(*, kind: Kind, row: Any, case_reference: str, base_url: str, by: Any, at: datetime) -> Package:
    """The package of one paper in the municipality's language, and the line that says who took it out."""
    language = (row.municipality.language or get_language() or "nb").split("-")[0]
    with override(language):
        document, day = _document(kind, row, base_url, at)
        pdf = render_pdf(document, language).pdf
        name = file_name(document.title, document.kicker, "pdf")
        told = described(kind, row, document, (name, pdf), plain(case_reference.strip()), day)
    parts = {
        f"dokument/{name}": pdf,
        "metadata.json": (json.dumps(asdict(told), indent=2, ensure_ascii=False) + "\n").encode(),
        "metadata.xml": as_xml(told),
    }
    audit.record("archive.handed_over", obj=row, by=by, at=at, fields=[kind], purpose="archive")
    if kind == Kind.APPOINTMENT:
        audit.record_read(row.representative, by=by, at=at, purpose="archive", fields=["name"])
    return Package(name.removesuffix(".pdf") + ".zip", packed(parts))


def described(
    kind: Kind, row: Any, document: Document, file: tuple[str, bytes], case_reference: str, day: str
) -> Described:
    name, content = file
    return Described(
        title=f"{document.title}: {document.kicker}",
        document_type=document_type(kind),
        date=day,
        creator=document.author,
        case_reference=case_reference,
        system="Medvirk",
        system_id=row.public_id,
        file=f"dokument/{name}",
        format="PDF/A-2a",
        size=len(content),
        checksum_algorithm="SHA-256",
        checksum=hashlib.sha256(content).hexdigest(),
    )


def document_type(kind: Kind) -> str:
    return {
        Kind.MANDATE: _("Mandate"),
        Kind.APPOINTMENT: _("Appointment"),
        Kind.REPORT: _("Report"),
    }[kind]


def as_xml(told: Described) -> bytes:
    """The same as elements of Noark 5."""
    root = Tree.Element("arkivmelding", {"xmlns": NAMESPACE})
    _add(root, "system", told.system)
    _add(root, "antallFiler", "1")
    entry = Tree.SubElement(root, "registrering")
    _add(entry, "systemID", told.system_id)
    _add(entry, "opprettetDato", told.date)
    _add(entry, "opprettetAv", told.creator)
    if told.case_reference:
        _add(entry, "referanseForelderMappe", told.case_reference)
    document = Tree.SubElement(entry, "dokumentbeskrivelse")
    _add(document, "dokumenttype", told.document_type)
    _add(document, "dokumentstatus", "Dokumentet er ferdigstilt")
    _add(document, "tittel", told.title)
    _add(document, "opprettetDato", told.date)
    _add(document, "opprettetAv", told.creator)
    _add(document, "tilknyttetRegistreringSom", "Hoveddokument")
    file = Tree.SubElement(document, "dokumentobjekt")
    _add(file, "versjonsnummer", "1")
    _add(file, "variantformat", "Arkivformat")
    _add(file, "format", "PDF/A")
    _add(file, "formatDetaljer", told.format)
    _add(file, "referanseDokumentfil", told.file)
    _add(file, "sjekksum", told.checksum)
    _add(file, "sjekksumAlgoritme", told.checksum_algorithm)
    _add(file, "filstoerrelse", str(told.size))
    _add(entry, "tittel", told.title)
    Tree.indent(root)
    written: bytes = Tree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(parent: Tree.Element, name: str, text: str) -> None:
    Tree.SubElement(parent, name).text = text


def _document(kind: Kind, row: Any, base_url: str, at: datetime) -> tuple[Document, str]:
    """The paper, and the day that it is dated."""
    today = timezone.localdate(at)
    if kind == Kind.MANDATE:
        return papers.mandate(row, as_of=today), timezone.localdate(row.created_at).isoformat()
    if kind == Kind.APPOINTMENT:
        return papers.appointment(row, as_of=today), row.started_on.isoformat()
    return document_for(row, base_url=base_url), timezone.localdate(row.made_at).isoformat()
