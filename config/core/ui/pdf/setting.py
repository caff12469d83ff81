"""Templates become PDF/UA-1 and PDF/A-2a: for a screen reader today and the archive in fifty years."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from config.core.ui.pdf.letters import fit
from config.core.ui.pdf.render import REGIONS, STANDARDS, fonts, plain_ends


def typeset(template: Path, data: dict[str, Any], *, language: str, as_of: date) -> bytes:
    """The template with `data` (JSON: printed, never evaluated), in our own fonts.

    The same data give the same bytes: the file's time is noon of `as_of`. The template finds `language` and `region`
    beside the data. Refuses with `ValueError` a language other than nb, nn, en.
    """
    if language not in REGIONS:
        raise ValueError(f"no such language of documents: {language}")
    given = fit({**data, "language": language, "region": REGIONS[language]}, set())
    setter = typst.Compiler(template, font_paths=fonts(), ignore_system_fonts=True)
    pdf = setter.compile(
        format="pdf",
        sys_inputs={"data": json.dumps(given, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=datetime.combine(as_of, time(12), UTC),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("one file was asked for")
    return plain_ends(pdf)
