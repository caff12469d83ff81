"""Drawings as pictures, for programs that cannot draw them."""

import json
from pathlib import Path

import typst

from config.core.ui.pdf.letters import fit
from config.core.ui.pdf.render import fonts

TEMPLATE = Path(__file__).parent / "drawing.typ"
DOTS_PER_INCH = 220


def png_of(svg: str) -> bytes:
    """The drawing as PNG in our own letters, sharp on paper too."""
    data = fit({"svg": str(svg)}, set())
    setter = typst.Compiler(TEMPLATE, font_paths=fonts(), ignore_system_fonts=True)
    png = setter.compile(
        format="png", ppi=DOTS_PER_INCH, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )
    if not isinstance(png, bytes):
        raise TypeError("one picture was asked for")
    return png
