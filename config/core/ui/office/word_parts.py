"""Parts of a Word file that the library has no words for: charts, fields, links, header rows."""

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor, Twips
from docx.table import _Cell

from config.core.ui.office.text import QUIET, RULE, with_addresses

# The line of the page, and what a table may take of it: the room inside its first cell stands at the margin.
LINE = Cm(16.6)
_INSIDE = Twips(108)
ROOM = LINE - _INSIDE
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def add_chart(
    paragraph: Any, chart: tuple[bytes, bytes], extent: tuple[int, int], number: int, alt: str
) -> None:
    """A chart of Word's own in a paragraph, with the workbook of its numbers and the words that stand for it."""
    markup, workbook = chart
    package = paragraph.part.package
    sheet = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), _SHEET, workbook, package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, markup, package)
    part.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE)
    relation = paragraph.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    drawing = parse_xml(
        f'<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{extent[0]}" cy="{extent[1]}"/><wp:docPr id="{900 + number}" name=""/>'
        "<wp:cNvGraphicFramePr/><a:graphic>"
        f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" r:id="{relation}"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )
    name_it(drawing, f"Chart {number}", alt)
    paragraph.add_run()._r.append(drawing)


def name_it(element: Any, name: str, alt: str) -> None:
    """The words that stand for a picture or a chart."""
    properties = next(element.iter(qn("wp:docPr")))
    properties.set("name", name)
    properties.set("descr", alt)


def add_field(paragraph: Any, code: str) -> None:
    """A number that Word fills in: `PAGE`, `NUMPAGES`."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)


def write(paragraph: Any, text: str, accent: str) -> None:
    """The text, its addresses as links."""
    for part, leads in with_addresses(text):
        if leads:
            _link(paragraph, part, accent)
        else:
            paragraph.add_run(part)


def _link(paragraph: Any, address: str, accent: str) -> None:
    link = OxmlElement("w:hyperlink")
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(address)
    run.font.underline, run.font.color.rgb = True, RGBColor.from_string(accent.lstrip("#").upper())
    link.append(run._r)
    paragraph._p.append(link)


def heads(row: Any) -> None:
    """Makes a row the header of its table: repeated on each page, and told as such."""
    properties = row.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader"):
        properties.append(OxmlElement(name))


def whole(row: Any) -> None:
    """A row is not split over two pages."""
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def rule_under(cell: Any, colour: str = RULE, weight: int = 4, ground: str = "") -> None:
    """A line under a cell, and a pale ground where it is a head."""
    properties = cell._tc.get_or_add_tcPr()
    borders = OxmlElement("w:tcBorders")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(weight)), ("space", "0"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties.append(borders)
    if ground:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", ground)):
            shade.set(qn(f"w:{name}"), value)
        properties.append(shade)


def describe(table: Any, title: str) -> None:
    """What a table is of, for those who do not see it."""
    properties = table._tbl.tblPr
    for name in ("w:tblCaption", "w:tblDescription"):
        told = OxmlElement(name)
        told.set(qn("w:val"), title)
        properties.append(told)


def cells_of(table: Any) -> list[list[Any]]:
    """The cells row by row. The library's own way counts the whole grid anew for each row."""
    return [[_Cell(cell, table) for cell in row.tc_lst] for row in table._tbl.tr_lst]


def fixed(table: Any, widths: list[int]) -> None:
    """The columns keep their widths whatever stands in them."""
    table.autofit = False
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(_INSIDE.twips))
    indent.set(qn("w:type"), "dxa")
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(indent)
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = width


def restart(document: Any, paragraphs: list[Any]) -> None:
    """A numbered list begins with one, whatever list stood before it."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    kept = style.pPr.numPr.numId.val
    abstract = next(num for num in numbering.num_lst if num.numId == kept).abstractNumId.val
    fresh = numbering.add_num(abstract)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    for paragraph in paragraphs:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = fresh.numId


def raised(run: Any) -> None:
    """Words that stand at the middle of a picture beside them."""
    run.bold = True
    height = OxmlElement("w:position")
    height.set(qn("w:val"), "28")
    run._r.get_or_add_rPr().append(height)


def label(paragraph: Any, text: str) -> None:
    """The name of what stands beside it."""
    run = paragraph.add_run(text)
    run.bold, run.font.size, run.font.color.rgb = True, Pt(9), RGBColor.from_string(QUIET)
