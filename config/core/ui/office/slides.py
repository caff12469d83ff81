"""Documents become slides: what a meeting shall see, one message at a time."""

import io
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from config.core.ui.office import slide_style as style
from config.core.ui.office.charts import place
from config.core.ui.office.packing import repacked
from config.core.ui.office.pictures import png_of
from config.core.ui.office.slide_plan import Slide, slides_of
from config.core.ui.office.slide_table import add_table
from config.core.ui.office.text import QUIET, as_of_words, locale_of, noon, plain, with_addresses
from config.core.ui.pdf.document import Bullets, Document, Facts, Figure, Story, Table
from config.core.ui.pdf.render import check, size_of

_TITLE_SLIDE, _WITH_BODY, _TWO_BODIES, _TITLE_ONLY = 0, 1, 3, 5


def render_slides(document: Document, language: str) -> bytes:
    """The document on slides of 16:9, each with a title, its charts the program's own, definitions in the notes.

    The same document gives the same bytes. Refuses what `render_pdf` refuses.
    """
    locale = locale_of(language)
    check(document)
    given = plain(document)
    with override(language):
        return _Deck(given, locale, language).written()


class _Deck:
    """One deck while it is made."""

    def __init__(self, document: Document, locale: str, language: str) -> None:
        self.document, self.locale, self.look = document, locale, document.look
        self.as_of = as_of_words(document.as_of, language)
        self.deck: Any = Presentation()

    def written(self) -> bytes:
        style.dress(self.deck, self.look)
        self._name()
        self._opening()
        for slide in slides_of(self.document):
            self._slide(slide)
        style.speak(self.deck, self.locale)
        out = io.BytesIO()
        self.deck.save(out)
        return repacked(out.getvalue(), noon(self.document.as_of))

    def _name(self) -> None:
        told, at = self.deck.core_properties, noon(self.document.as_of)
        told.title, told.author = self.document.title[:255], self.document.author[:255]
        told.subject, told.language = self.document.kicker[:255], self.locale
        told.comments, told.last_modified_by = self.document.mark, self.document.author[:255]
        told.created = told.modified = at
        told.revision = 1

    def _opening(self) -> None:
        made = self.deck.slides.add_slide(self.deck.slide_layouts[_TITLE_SLIDE])
        title, under = made.shapes.title, made.placeholders[1]
        title.left, title.top, title.width, title.height = (
            Emu(edge) for edge in (style.LEFT, Inches(2), style.INNER, Inches(1.6))
        )
        title.text_frame.text = self.document.title
        title.text_frame.paragraphs[0].runs[0].font.size = Pt(44)
        under.left, under.top, under.width, under.height = (
            Emu(edge) for edge in (style.LEFT, Inches(3.75), style.INNER, Inches(1.4))
        )
        under.text_frame.text = self.document.kicker or self.document.author
        under.text_frame._txBody.bodyPr.set("lIns", "0")
        under.text_frame.add_paragraph().text = self.as_of
        for line in under.text_frame.paragraphs:
            line.alignment = PP_ALIGN.LEFT
            for run in line.runs:
                run.font.size, run.font.color.rgb = Pt(20), RGBColor.from_string(QUIET)
        self._finish(made, self.document.mark)

    def _slide(self, slide: Slide) -> None:
        layouts = {Bullets: _WITH_BODY, Story: _TWO_BODIES}
        made = self.deck.slides.add_slide(
            self.deck.slide_layouts[layouts.get(type(slide.shown), _TITLE_ONLY)]
        )
        self._title(made, slide)
        match slide.shown:
            case Bullets():
                self._lines(made.placeholders[1], slide.shown)
            case Story():
                self._story(made, slide.shown)
            case Figure():
                self._figure(made, slide.shown)
            case Facts():
                self._facts(made, slide.shown)
            case Table():
                add_table(made, slide.shown, self.look)
        self._finish(made, "\n".join(part for part in (slide.notes, self.as_of) if part))

    def _title(self, made: Any, slide: Slide) -> None:
        title = made.shapes.title
        title.text_frame.text = slide.title
        size = _fitting(slide.title, style.HEIGHT_OF_TITLE, (28, 24, 20))
        if slide.is_large:
            title.left, title.width = Emu(style.LEFT), Emu(style.INNER)
            title.top, title.height = Inches(1.6), Inches(3.6)
            title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            size = _fitting(slide.title, Inches(3.6), (40, 36, 32, 28))
        title.text_frame.word_wrap = True
        title.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
        if slide.kicker:
            line = made.shapes.add_textbox(style.LEFT, Inches(0.42), Inches(10.5), Inches(0.4))
            line.name = "Kicker"
            line.text_frame.word_wrap = True
            line.text_frame._txBody.bodyPr.set("lIns", "0")
            run = line.text_frame.paragraphs[0].add_run()
            run.text, run.font.size, run.font.bold = slide.kicker, Pt(14), True
            run.font.color.rgb = self._accent()

    def _lines(self, body: Any, block: Bullets) -> None:
        body.left, body.top = Emu(style.LEFT), Emu(style.TOP_OF_BODY)
        body.width, body.height = Emu(style.INNER), Emu(style.END_OF_BODY - style.TOP_OF_BODY)
        frame = body.text_frame
        for at, item in enumerate(block.items):
            line = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            line.space_after = Pt(12)
            self._write(line, item, 24 if sum(map(len, block.items)) < 420 else 20)

    def _write(self, line: Any, text: str, size: int) -> None:
        for part, leads in with_addresses(text):
            run = line.add_run()
            run.text, run.font.size = part, Pt(size)
            if leads:
                run.hyperlink.address = part

    def _story(self, made: Any, story: Story) -> None:
        """The labelled parts in two columns: how it was and what was said; what came, and who says so."""
        half = (len(story.parts) + 1) // 2 if len(story.parts) != 5 else 2
        width = (style.INNER - Inches(0.6)) // 2
        columns = (story.parts[:half], story.parts[half:])
        length = max(sum(len(text) for _name, text in parts) for parts in columns)
        size = 24 if length < 200 else 20 if length < 330 else 16
        for at, parts in enumerate(columns):
            body = made.placeholders[at + 1]
            body.left, body.top = Emu(style.LEFT + at * (width + Inches(0.6))), Emu(style.TOP_OF_BODY)
            body.width, body.height = Emu(width), Emu(style.END_OF_BODY - style.TOP_OF_BODY)
            frame = body.text_frame
            frame._txBody.bodyPr.set("lIns", "0")
            for number, (name, text) in enumerate(parts):
                label = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
                self._plain(label, name, 14, is_label=True)
                self._plain(frame.add_paragraph(), text, size)

    def _plain(self, line: Any, text: str, size: int, *, is_label: bool = False) -> None:
        """A paragraph without the mark of a list."""
        properties = line._p.get_or_add_pPr()
        properties.set("marL", "0")
        properties.set("indent", "0")
        properties.insert(0, properties.makeelement(qn("a:buNone"), {}))
        run = line.add_run()
        run.text, run.font.size, run.font.bold = text, Pt(size), is_label
        if is_label:
            run.font.color.rgb = self._accent()
        line.space_after = Pt(2 if is_label else 16)

    def _figure(self, made: Any, block: Figure) -> None:
        box = (style.LEFT, style.TOP_OF_BODY, style.INNER, style.END_OF_BODY - style.TOP_OF_BODY)
        if block.data is None:
            png = png_of(block.svg)
            width, height = size_of(png)
            wide = min(box[2], box[3] * width // height)
            shape = made.shapes.add_picture(io.BytesIO(png), box[0], box[1], width=Emu(wide))
        else:
            words = (self.locale, _("The link before"))
            shape = place(made.shapes, block.data, self.look, box, words, 18)
        shape._element.xpath(".//p:cNvPr")[0].set("descr", block.alt)

    def _facts(self, made: Any, block: Facts) -> None:
        width = style.INNER // len(block.items)
        for at, fact in enumerate(block.items):
            box = made.shapes.add_textbox(
                Emu(style.LEFT + at * width), Inches(2.9), Emu(width - Inches(0.25)), Inches(2.2)
            )
            box.name = fact.label[:60]
            frame = box.text_frame
            frame.word_wrap = True
            frame._txBody.bodyPr.set("lIns", "0")
            size = 40 if len(block.items) < 4 else 32
            value = fact.value.replace(" ", "\N{NO-BREAK SPACE}")
            for number, (text, points, bold) in enumerate(
                ((value, size, True), (fact.label, 18, False), (fact.note, 14, False))
            ):
                if text:
                    line = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
                    run = line.add_run()
                    run.text, run.font.size, run.font.bold = text, Pt(points), bold
                    line.space_after = Pt(6)
                    if number == 0:
                        run.font.color.rgb = self._accent()

    def _finish(self, made: Any, notes: str) -> None:
        style.foot(
            made, " · ".join(part for part in (self.look.name or self.document.author, self.as_of) if part)
        )
        if notes:
            made.notes_slide.notes_text_frame.text = notes

    def _accent(self) -> RGBColor:
        return RGBColor.from_string(self.look.accent.lstrip("#").upper())


def _fitting(text: str, height: int, sizes: tuple[int, ...]) -> int:
    """The largest size at which the words fit their height: half an em a letter, a fifth between lines."""
    for size in sizes:
        lines = -(-len(text) * size * 0.52 // (style.INNER / 12700))
        if lines * size * 1.2 * 12700 <= height:
            return size
    return sizes[-1]
