"""Documents become Word files: for case papers, where somebody writes on."""

import io
from collections.abc import Callable
from typing import Any

import docx
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Emu

from config.core.ui.office import word_parts as parts
from config.core.ui.office import word_style as style
from config.core.ui.office.charts import parts_of
from config.core.ui.office.packing import repacked
from config.core.ui.office.pictures import png_of
from config.core.ui.office.text import as_of_words, locale_of, noon, plain, weights_of
from config.core.ui.pdf.document import (
    Block,
    Bullets,
    Callout,
    Document,
    Duties,
    Facts,
    Figure,
    Heading,
    Lead,
    PageBreak,
    Paragraph,
    Stories,
    Table,
)
from config.core.ui.pdf.render import check, size_of, tint

_LINE = parts.LINE
_CHART_HEIGHT = Cm(6.2)


def render_word(document: Document, language: str) -> bytes:
    """The document on A4 with headings, lists and tables that are such, its charts Word's own, and its language.

    The same document gives the same bytes. Refuses what `render_pdf` refuses.
    """
    locale = locale_of(language)
    check(document)
    given = plain(document)
    with override(language):
        return _Writer(given, locale, language).written()


class _Writer:
    """One file while it is written."""

    def __init__(self, document: Document, locale: str, language: str) -> None:
        self.document, self.locale, self.language = document, locale, language
        self.look = document.look
        self.file: Any = docx.Document()
        self.charts = 0
        self.is_breaking = False

    def written(self) -> bytes:
        style.dress(self.file, self.look, self.locale)
        self._name()
        self._head_and_foot()
        if self.document.kicker:
            self._add(self.document.kicker, style.KICKER)
        self._add(self.document.title, "Heading 1")
        for block in self.document.blocks:
            _WRITE[type(block)](self, block)
        out = io.BytesIO()
        self.file.save(out)
        return repacked(out.getvalue(), noon(self.document.as_of))

    def _name(self) -> None:
        """What the file says of itself."""
        told, at = self.file.core_properties, noon(self.document.as_of)
        told.title, told.author = self.document.title[:255], self.document.author[:255]
        told.subject, told.language = self.document.kicker[:255], self.locale
        told.comments, told.keywords, told.last_modified_by = (
            self.document.mark,
            "",
            self.document.author[:255],
        )
        told.created = told.modified = at
        told.revision = 1

    def _head_and_foot(self) -> None:
        section = self.file.sections[0]
        if self.look.arms:
            self._arms(section.first_page_header.paragraphs[0])
        section.header.paragraphs[0].add_run(self.document.title)
        for footer in (section.first_page_footer, section.footer):
            self._foot(footer.paragraphs[0])

    def _arms(self, line: Any) -> None:
        width, height = size_of(self.look.arms)
        high = Cm(1.5)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        parts.raised(line.add_run(f"{self.look.name}   "))
        line.add_run().add_picture(io.BytesIO(self.look.arms), width=Emu(high * width // height), height=high)
        parts.name_it(line._p, self.look.name, self.look.arms_alt or self.look.name)

    def _foot(self, line: Any) -> None:
        line.add_run(as_of_words(self.document.as_of, self.language) + "\t")
        words = _("Page %(page)s of %(pages)s") % {"page": "\0", "pages": "\1"}
        for piece in words.replace("\0", "|PAGE|").replace("\1", "|NUMPAGES|").split("|"):
            if piece in ("PAGE", "NUMPAGES"):
                parts.add_field(line, piece)
            elif piece:
                line.add_run(piece)

    def _add(self, text: str, named: str) -> Any:
        paragraph = self.file.add_paragraph(style=named)
        parts.write(paragraph, text, self.look.accent)
        if self.is_breaking:
            paragraph.paragraph_format.page_break_before, self.is_breaking = True, False
        return paragraph

    def heading(self, block: Heading) -> None:
        self._add(block.text, f"Heading {block.level}")

    def lead(self, block: Lead) -> None:
        self._add(block.text, style.LEAD)

    def paragraph(self, block: Paragraph) -> None:
        self._add(block.text, style.SMALL if block.is_quiet else "Normal")

    def bullets(self, block: Bullets) -> None:
        named = "List Number" if block.is_numbered else "List Bullet"
        made = [self._add(item, named) for item in block.items]
        if block.is_numbered:
            parts.restart(self.file, made)

    def figure(self, block: Figure) -> None:
        line = self._add("", "Normal")
        width = Emu(int(_LINE * block.width))
        if block.data is None:
            line.add_run().add_picture(io.BytesIO(png_of(block.svg)), width=width)
            parts.name_it(line._p, block.caption or self.document.title, block.alt)
        else:
            self.charts += 1
            extent = (width, _CHART_HEIGHT)
            chart = parts_of(block.data, self.look, extent, (self.locale, _("The link before")))
            parts.add_chart(line, chart, extent, self.charts, block.alt)
        if block.caption:
            line.paragraph_format.keep_with_next = True
            self._add(block.caption, "Caption")

    def table(self, block: Table) -> None:
        weights = block.weights or weights_of(block.columns, block.rows)
        self._rows(block.caption, block.columns, block.rows, block.numeric, weights)

    def duties(self, block: Duties) -> None:
        rows = tuple((duty.name, duty.state_label, duty.evidence) for duty in block.items)
        self._rows(block.caption, block.columns, rows, frozenset(), (5, 2.2, 6), bold=1)

    def _rows(
        self,
        caption: str,
        columns: tuple[str, ...],
        rows: tuple[tuple[str, ...], ...],
        numeric: frozenset[int],
        weights: tuple[float, ...],
        bold: int = -1,
    ) -> None:
        if caption:
            self._add(caption, "Caption")
        self._part()
        table = self.file.add_table(rows=1 + len(rows), cols=len(columns))
        parts.describe(table, caption or ", ".join(columns))
        parts.fixed(table, [int(parts.ROOM * weight / sum(weights)) for weight in weights])
        accent = self.look.accent.lstrip("#")
        ground = tint(self.look.accent).lstrip("#")
        named = [self.file.styles[name] for name in (style.CELL_HEAD, style.CELL)]
        laid = zip(table._tbl.tr_lst, parts.cells_of(table), (columns, *rows), strict=True)
        for at, (row, cells, texts) in enumerate(laid):
            (parts.whole if at else parts.heads)(row)
            for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
                line = cell.paragraphs[0]
                line.style = named[min(at, 1)]
                line.add_run(text).bold = True if at and column == bold else None
                if column in numeric:
                    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                if at:
                    parts.rule_under(cell)
                else:
                    parts.rule_under(cell, accent, 8, ground)

    def stories(self, block: Stories) -> None:
        for story in block.items:
            self._add(story.title, "Heading 3")
            for name, words in story.parts:
                line = self._add("", style.LABELLED)
                parts.label(line, name)
                line.add_run(f"\t{words}")
                line.paragraph_format.keep_with_next = (name, words) != story.parts[-1]

    def facts(self, block: Facts) -> None:
        """The names as a header row, the figures large below."""
        self._part()
        table = self.file.add_table(rows=2, cols=len(block.items))
        parts.describe(table, ", ".join(fact.label for fact in block.items))
        parts.heads(table._tbl.tr_lst[0])
        parts.whole(table._tbl.tr_lst[1])
        parts.fixed(table, [parts.ROOM // len(block.items)] * len(block.items))
        for name, value, fact in zip(*parts.cells_of(table), block.items, strict=True):
            name.paragraphs[0].style, value.paragraphs[0].style = style.FACT_LABEL, style.FACT_VALUE
            name.paragraphs[0].add_run(fact.label)
            value.paragraphs[0].add_run(fact.value)
            if fact.note:
                value.add_paragraph(fact.note, style=style.SMALL)

    def callout(self, block: Callout) -> None:
        heading = self._add(block.title, "Heading 2")
        style.box(heading._p.get_or_add_pPr(), self.look)
        heading.paragraph_format.space_after = 0
        self._add(block.text, style.BOX)
        for option in block.options:
            last = self._add(option, style.BOX_ITEM)
        if block.options:
            last.paragraph_format.keep_with_next = False

    def page_break(self, block: PageBreak) -> None:
        self.is_breaking = True

    def _part(self) -> None:
        """A line between two tables that follow each other, which Word would make one."""
        last = next(reversed(self.file.element.body.findall("./{*}*")[:-1]), None)
        if last is not None and last.tag.endswith("}tbl"):
            self._add("", style.SMALL)


_WRITE: dict[type[Block], Callable[[_Writer, Any], None]] = {
    Heading: _Writer.heading,
    Lead: _Writer.lead,
    Paragraph: _Writer.paragraph,
    Bullets: _Writer.bullets,
    Figure: _Writer.figure,
    Table: _Writer.table,
    Duties: _Writer.duties,
    Stories: _Writer.stories,
    Facts: _Writer.facts,
    Callout: _Writer.callout,
    PageBreak: _Writer.page_break,
}
