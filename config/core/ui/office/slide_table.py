"""Tables on slides: a header row, lines between rows, nothing else."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from config.core.ui.office import slide_style as style
from config.core.ui.office.text import INK, RULE, weights_of
from config.core.ui.pdf.document import Look, Table
from config.core.ui.pdf.render import tint

# PowerPoint's own table style without grounds and lines.
_BARE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def add_table(made: Any, block: Table, look: Look) -> None:
    """The table as the program's own, its first row told as the header."""
    count = 1 + len(block.rows)
    weights = block.weights or weights_of(block.columns, block.rows)
    edges = style.LEFT, style.TOP_OF_BODY, style.INNER, Inches(0.45) * count
    frame = made.shapes.add_table(count, len(block.columns), *(Emu(edge) for edge in edges))
    frame._element.xpath(".//p:cNvPr")[0].set("descr", block.caption or ", ".join(block.columns))
    table = frame.table
    table.first_row, table.horz_banding = True, False
    frame._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = _BARE
    for column, weight in zip(table.columns, weights, strict=True):
        column.width = Emu(int(style.INNER * weight / sum(weights)))
    size = 16 if sum(len(cell) for row in block.rows for cell in row) < 700 else 13
    for at, cells in enumerate((block.columns, *block.rows)):
        for column, text in enumerate(cells):
            cell = table.cell(at, column)
            line = cell.text_frame.paragraphs[0]
            run = line.add_run()
            run.text, run.font.size, run.font.bold = text, Pt(size), at == 0 or column == 0
            run.font.color.rgb = RGBColor.from_string(INK)
            if column in block.numeric:
                line.alignment = PP_ALIGN.RIGHT
            _line(cell, look.accent if at == 0 else f"#{RULE}", 2 if at == 0 else 0.75)
            if at == 0:
                cell.fill.solid()
                cell.fill.fore_color.rgb = RGBColor.from_string(tint(look.accent).lstrip("#").upper())


def _line(cell: Any, colour: str, points: float) -> None:
    """A line under the cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(int(points * 12700))})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour.lstrip("#").upper()}))
    line.append(fill)
    properties.insert(0, line)
