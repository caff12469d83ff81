"""The ground of the slides: 16:9, our letters and the municipality's colour, its name and its coat of arms."""

import io
import re
from copy import deepcopy
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.shapes.picture import CT_Picture
from pptx.util import Emu, Inches

from config.core.ui.office.text import FONT, INK, QUIET
from config.core.ui.pdf.document import Look
from config.core.ui.pdf.render import size_of

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, RIGHT = Inches(0.75), Inches(12.583)
INNER = RIGHT - LEFT
TOP_OF_TITLE, HEIGHT_OF_TITLE = Inches(0.8), Inches(1.25)
TOP_OF_BODY, END_OF_BODY = Inches(2.2), Inches(6.65)
_FOOT, _FOOT_HIGH = Inches(6.95), Inches(0.35)
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACES = {
    "title": (LEFT, TOP_OF_TITLE, INNER, HEIGHT_OF_TITLE),
    "ftr": (LEFT, _FOOT, Inches(9), _FOOT_HIGH),
    "sldNum": (RIGHT - Inches(1.5), _FOOT, Inches(1.5), _FOOT_HIGH),
    "dt": (Inches(9.8), _FOOT, Inches(1.2), _FOOT_HIGH),
}


def dress(deck: Any, look: Look) -> None:
    """Rescales the library's 4:3 master and layouts, and gives them one look."""
    scale = WIDTH / deck.slide_width
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    master = deck.slide_master
    for holder in (master, *master.slide_layouts):
        for shape in holder.shapes:
            _widen(shape, scale)
    for holder in (master, *master.slide_layouts):
        for shape in holder.placeholders:
            _settle(shape, is_master=holder is master)
    _theme(master, look)
    _titles(master)
    _ground(master, look)


def _widen(shape: Any, scale: float) -> None:
    transform = shape._element.find(f".//{_DRAWING}xfrm")
    if transform is None:
        return
    shape.left, shape.width = Emu(int(shape.left * scale)), Emu(int(shape.width * scale))


def _settle(shape: Any, *, is_master: bool) -> None:
    """Title, footer and page number stand at the same place on every slide."""
    kind = shape._element.ph.get("type", "")
    if kind not in _PLACES:
        return
    if kind != "title":
        _quiet(shape)
    if is_master:
        shape.left, shape.top, shape.width, shape.height = (Emu(edge) for edge in _PLACES[kind])
    else:
        properties = shape._element.spPr
        transform = properties.find(qn("a:xfrm"))
        if transform is not None:
            properties.remove(transform)


def _quiet(shape: Any) -> None:
    """Footer and number: small, and dark enough to read."""
    for letters in shape._element.iter(f"{_DRAWING}defRPr"):
        letters.set("sz", "1100")
        for fill in letters.findall(f"{_DRAWING}solidFill"):
            letters.remove(fill)
        fill = letters.makeelement(f"{_DRAWING}solidFill", {})
        fill.append(fill.makeelement(f"{_DRAWING}srgbClr", {"val": QUIET}))
        letters.insert(0, fill)


def _theme(master: Any, look: Look) -> None:
    """Letters and colours of the theme, so that what is added later looks alike."""
    part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    text = part.blob.decode()
    text = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*"', rf'\g<1>{FONT}"', text)
    text = re.sub(
        r"(<a:accent1>).*?(</a:accent1>)",
        rf'\g<1><a:srgbClr val="{look.accent.lstrip("#").upper()}"/>\g<2>',
        text,
        flags=re.S,
    )
    text = re.sub(r"(<a:dk1>).*?(</a:dk1>)", rf'\g<1><a:srgbClr val="{INK}"/>\g<2>', text, flags=re.S)
    part._blob = text.encode()


def _titles(master: Any) -> None:
    """Titles to the left, bold, and standing on their last line."""
    style = master._element.find(qn("p:txStyles")).find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    style.set("algn", "l")
    letters = style.find(qn("a:defRPr"))
    letters.set("sz", "2800")
    letters.set("b", "1")
    for holder in (master, *master.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.ph.get("type") in ("title", "ctrTitle"):
                shape.text_frame._txBody.bodyPr.set("anchor", "b")
                shape.text_frame._txBody.bodyPr.set("lIns", "0")
    body = master._element.find(qn("p:txStyles")).find(qn("p:bodyStyle"))
    for level, size in (("a:lvl1pPr", "2000"), ("a:lvl2pPr", "1800")):
        body.find(qn(level)).find(qn("a:defRPr")).set("sz", size)


def _ground(master: Any, look: Look) -> None:
    """A band of the colour at the top, and the coat of arms: decoration, which the master keeps out of reading."""
    tree = master.shapes._spTree
    band = parse_xml(
        '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr>'
        '<p:cNvPr id="900" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{WIDTH}" cy="{Inches(0.14)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
    tree.insert(2, band)
    if look.arms:
        width, height = size_of(look.arms)
        high = Inches(0.62)
        wide = Emu(high * width // height)
        _part, relation = master.part.get_or_add_image_part(io.BytesIO(look.arms))
        edges = (RIGHT - wide, Inches(0.32), wide, high)
        # The library writes these words into markup as they are: set afterwards, they are only words.
        arms = CT_Picture.new_pic(901, "Arms", "", relation, *edges)
        arms.nvPicPr.cNvPr.set("descr", look.arms_alt or look.name)
        tree.insert(3, arms)


def foot(slide: Any, text: str) -> None:
    """Footer and page number, which a new slide does not take over by itself."""
    for shape in slide.slide_layout.placeholders:
        kind = shape._element.ph.get("type", "")
        if kind not in ("ftr", "sldNum"):
            continue
        copied = deepcopy(shape._element)
        slide.shapes._spTree.append(copied)
        copied.nvSpPr.cNvPr.set("id", str(max(one.shape_id for one in slide.shapes) + 1))
        if kind == "ftr":
            frame = slide.shapes[-1].text_frame
            frame.text = text
            frame._txBody.bodyPr.set("lIns", "0")
            frame.paragraphs[0]._p.get_or_add_pPr().set("algn", "l")


def speak(deck: Any, language: str) -> None:
    """The language of every word, on slides, in notes and in what slides take over."""
    holders = [deck.slide_master, *deck.slide_master.slide_layouts, *deck.slides]
    holders += [slide.notes_slide for slide in deck.slides if slide.has_notes_slide]
    elements = [deck.part._element, *(holder._element for holder in holders)]
    for root in elements:
        for run in root.iter(f"{_DRAWING}r", f"{_DRAWING}fld", f"{_DRAWING}br"):
            _properties(run).set("lang", language)
        for told in root.iter(f"{_DRAWING}defRPr", f"{_DRAWING}endParaRPr"):
            told.set("lang", language)


def _properties(run: Any) -> Any:
    found = run.find(f"{_DRAWING}rPr")
    if found is None:
        found = run.makeelement(f"{_DRAWING}rPr", {})
        run.insert(0, found)
    return found
