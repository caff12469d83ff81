"""Documents become PDF/UA-1 and PDF/A-2a: for a screen reader today and the archive in fifty years."""

import base64
import json
from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from config.core.ui.charts.palette import light
from config.core.ui.pdf.document import (
    Block,
    Callout,
    Document,
    Duties,
    Facts,
    Figure,
    Heading,
    Look,
    Rendered,
    Stories,
    Table,
)
from config.core.ui.pdf.letters import FONTS, fit

TEMPLATE = Path(__file__).parent / "report.typ"
REGIONS = {"nb": "NO", "nn": "NO", "en": "GB"}
SCALES = (1.0, 0.95, 0.9)  # 9.5 points, at the least 8.5: smaller is not for reading
_OPENING, _DOUBTFUL = b">>\nstream\n", b"\r\nendstream\nendobj\n"
STANDARDS: "typst.PDFStandards" = ["ua-1", "a-2a"]


def render_pdf(document: Document, language: str) -> Rendered:
    """The document set on A4 with page numbers, its date and, in the file, title, author and language.

    What stands before the first `PageBreak` is the brief: it is set up to a tenth smaller when that brings it
    onto one page; `brief_pages` says how many it took. The same document gives the same bytes: the
    file's time is noon of `as_of`. Refuses with `ValueError` a language other than nb, nn, en; no title; a
    skipped heading level; a figure without words; a ragged table.
    """
    if language not in REGIONS:
        raise ValueError(f"no such language of reports: {language}")
    check(document)
    missing: set[str] = set()
    data = fit(_data(document, language), missing)
    setter = typst.Compiler(TEMPLATE, font_paths=fonts(), ignore_system_fonts=True)
    pages = 1
    for scale in SCALES:
        inputs = {"data": json.dumps({**data, "scale": scale}, ensure_ascii=False)}
        pdf = setter.compile(
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=STANDARDS,
            timestamp=datetime.combine(document.as_of, time(12), UTC),
        )
        pages = int(setter.query("<brief-end>", field="value", one=True))
        if pages == 1:
            break
    if not isinstance(pdf, bytes):
        raise TypeError("one file was asked for")
    return Rendered(pdf=plain_ends(pdf), missing=frozenset(missing), brief_pages=pages)


def plain_ends(pdf: bytes) -> bytes:
    """The file with no doubt about where a stream ends.

    About one stream in 256 ends with a carriage return. With the line feed that follows, validators read
    the two as one line end and find the stream a byte too short (ISO 19005-2, 6.1.7.1). A return of its
    own before the line feed settles it; the line end before `stream`, which nobody needs, gives up its
    byte, so that no offset in the file moves.
    """
    end = pdf.find(_DOUBTFUL)
    while end >= 0:
        start = pdf.rindex(_OPENING, 0, end)
        data = pdf[start + len(_OPENING) : end + 1]  # with its own return
        pdf = pdf[:start] + b">>stream\n" + data + b"\r" + pdf[end + 1 :]
        end = pdf.find(_DOUBTFUL, end + 2)
    return pdf


@cache
def fonts() -> typst.Fonts:
    """Our own fonts and no others, so that every machine sets the same page."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _data(document: Document, language: str) -> dict[str, Any]:
    with override(language):
        # British order in English, as the region of the document says; Django's own is American.
        day = date_format(document.as_of, "j F Y" if language == "en" else "DATE_FORMAT")
        words = {
            "as_of": _("Figures as of %(date)s") % {"date": day},
            # The two marks are filled in while the pages are set.
            "page": _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
        }
    return {
        "title": document.title,
        "keywords": [document.mark] if document.mark else [],
        "kicker": document.kicker,
        "author": document.author,
        "language": language,
        "region": REGIONS[language],
        "words": words,
        "look": _look(document.look),
        "blocks": [_block(block, document.look) for block in document.blocks],
    }


def _look(look: Look) -> dict[str, Any]:
    """The coat of arms as a drawing around the picture: so text alone goes to the setter."""
    arms = ""
    if look.arms:
        width, height = size_of(look.arms)
        source = base64.b64encode(look.arms).decode()
        arms = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
            f'<image width="{width}" height="{height}" href="data:image/png;base64,{source}"/></svg>'
        )
    return {"name": look.name, "accent": look.accent, "arms": arms, "alt": look.arms_alt or look.name}


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height in the header of a PNG."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def _coloured(figure: Figure, look: Look) -> Figure:
    """A drawing of one series takes the colour of the document; with several, each keeps the colour that tells it."""
    if figure.data is None or len(figure.data.series) != 1:
        return figure
    svg = figure.svg.replace(light("1"), look.accent).replace(light("band"), tint(look.accent))
    return replace(figure, svg=str(svg), data=None)


def tint(accent: str) -> str:
    """The colour as a pale ground: an eighth of it in white."""
    parts = (int(accent[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) / 8):02x}" for part in parts)


def _block(block: Block, look: Look) -> dict[str, Any]:
    content = asdict(_coloured(block, look) if isinstance(block, Figure) else block)
    for field in fields(block):
        if isinstance(content[field.name], frozenset):
            content[field.name] = sorted(content[field.name])
    plain: dict[str, Any] = json.loads(json.dumps(content))
    return {"kind": type(block).__name__.lower(), **plain}


def check(document: Document) -> None:
    """Refuses with `ValueError` what could not be made accessible."""
    if not document.title.strip():
        raise ValueError("a document has a title")
    at = 1
    for level in _levels(document.blocks):
        if not 2 <= level <= min(at + 1, 4):
            raise ValueError(f"heading level {level} after level {at}")
        at = level
    for block in document.blocks:
        _check_block(block)


def _levels(blocks: tuple[Block, ...]) -> Iterator[int]:
    """Levels of all headings in reading order, those inside boxes and stories too."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block.level
        elif isinstance(block, Callout):
            yield 2
        elif isinstance(block, Stories):
            yield from (3 for _story in block.items)


def _check_block(block: Block) -> None:
    match block:
        case Figure() if not block.alt.strip():
            raise ValueError("a figure has words that stand for it")
        case Figure() if not 0 < block.width <= 1:
            raise ValueError("a figure's width is a share of the line")
        case Table() if not block.columns or any(len(row) != len(block.columns) for row in block.rows):
            raise ValueError(f"each row of “{block.caption}” has as many cells as there are columns")
        case Table() if block.weights and len(block.weights) != len(block.columns):
            raise ValueError(f"each column of “{block.caption}” has its weight")
        case Facts() if not 1 <= len(block.items) <= 4:
            raise ValueError("from 1 to 4 facts side by side")
        case Stories() if not 1 <= len(block.items) <= 3:
            raise ValueError("from 1 to 3 stories side by side")
        case Duties() if not block.items:
            raise ValueError("one or more duties")
        case _:
            pass
