"""How a Word file looks: real styles, so that whoever takes it over can change them in one place."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from config.core.ui.office.text import FONT, INK, QUIET
from config.core.ui.office.word_parts import LINE
from config.core.ui.pdf.document import Look
from config.core.ui.pdf.render import tint

KICKER, LEAD, SMALL, LABELLED = "Kicker", "Lead", "Small print", "Labelled"
FACT_LABEL, FACT_VALUE, CELL, CELL_HEAD, BOX, BOX_ITEM = (
    "Fact label",
    "Fact value",
    "Table text",
    "Table head",
    "Decision",
    "Decision item",
)
# Name, points, bold, colour (None: the accent), before, after, what follows it stays on its page.
_OWN = (
    (KICKER, 10, True, QUIET, 0, 2, True),
    (LEAD, 17, True, INK, 4, 14, False),
    (SMALL, 9, False, QUIET, 4, 4, False),
    (LABELLED, 10, False, INK, 0, 3, False),
    (FACT_LABEL, 9, False, QUIET, 2, 0, True),
    (FACT_VALUE, 17, True, INK, 0, 2, False),
    (CELL, 9.5, False, INK, 2, 2, False),
    (CELL_HEAD, 9.5, True, INK, 3, 3, True),
    (BOX, 12, True, INK, 0, 4, True),
    (BOX_ITEM, 10, False, INK, 0, 3, True),
)
_HEADINGS = ((1, 22, INK, 0, 8), (2, 14, None, 16, 5), (3, 11.5, INK, 10, 3), (4, 10, INK, 8, 2))
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def dress(document: Any, look: Look, language: str) -> None:
    """Page, letters, colours and language of the whole file."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)
    section.different_first_page_header_footer = True
    styles = document.styles
    _speak(styles, language)
    _letters(styles["Normal"], 10.5, INK)
    _spaced(styles["Normal"], 0, 6)
    for level, size, colour, before, after in _HEADINGS:
        style = styles[f"Heading {level}"]
        _letters(style, size, colour or look.accent.lstrip("#"), bold=True)
        _spaced(style, before, after, keep=True)
    for name, size, bold, colour, before, after, keep in _OWN:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _letters(style, size, colour, bold=bold)
        _spaced(style, before, after, keep=keep)
    for name in ("List Bullet", "List Number", "Header", "Footer", "Caption"):
        _letters(styles[name], 9 if name in ("Header", "Footer", "Caption") else 10.5, INK)
    for name in ("Header", "Footer"):
        styles[name].paragraph_format.tab_stops.clear_all()
        styles[name].paragraph_format.tab_stops.add_tab_stop(LINE, WD_TAB_ALIGNMENT.RIGHT)
        styles[name].font.color.rgb = RGBColor.from_string(QUIET)
    _spaced(styles["Caption"], 4, 4, keep=True)
    for name in (BOX, BOX_ITEM):
        box(styles[name].element.get_or_add_pPr(), look)
    _hang(styles[LABELLED])
    _join(styles[LEAD])


def box(properties: Any, look: Look) -> None:
    """A pale ground with a thick line at its left, the same for each paragraph of the box."""
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "28"), ("space", "8"), ("color", look.accent.lstrip("#"))):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", tint(look.accent).lstrip("#"))):
        ground.set(qn(f"w:{name}"), value)
    # Their place is given by the schema: before tabs, spacing and indentation.
    following = [child for child in properties if child.tag in _AFTER_BOX]
    for part in (borders, ground):
        if following:
            following[0].addprevious(part)
        else:
            properties.append(part)
    properties.get_or_add_ind().left = Cm(0.4)


_AFTER_BOX = {
    qn(f"w:{name}")
    for name in ("tabs", "suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl")
}


def _letters(style: Any, size: float, colour: str, *, bold: bool = False) -> None:
    font = style.font
    font.name, font.size, font.bold = FONT, Pt(size), bold
    font.italic = False
    font.color.rgb = RGBColor.from_string(colour.upper())
    fonts = style.element.rPr.rFonts
    for name in _THEMED:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)


def _spaced(style: Any, before: float, after: float, *, keep: bool = False) -> None:
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.1
    shape.keep_with_next = keep


def _hang(style: Any) -> None:
    """A label at the margin, and its words beside it."""
    shape = style.paragraph_format
    shape.left_indent, shape.first_line_indent = Cm(3), Cm(-3)
    shape.tab_stops.add_tab_stop(Cm(3))


def _join(style: Any) -> None:
    style.paragraph_format.line_spacing = 1.0


def _speak(styles: Any, language: str) -> None:
    """The language of the document: what spelling and screen readers go by."""
    properties = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    spoken = properties.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        properties.append(spoken)
    for name in ("val", "eastAsia"):
        spoken.set(qn(f"w:{name}"), language)
