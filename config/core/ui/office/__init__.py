"""Office files: the `Document` that becomes a PDF, as a Word file and as slides; and rows as a sheet.

Plain values in, bytes out. No database, no clock: the same document gives the same bytes.
"""

from config.core.ui.office.sheet import Column, Graph, Page, Workbook, render_sheet
from config.core.ui.office.slides import render_slides
from config.core.ui.office.word import render_word

__all__ = [
    "Column",
    "Graph",
    "Page",
    "Workbook",
    "render_sheet",
    "render_slides",
    "render_word",
]
