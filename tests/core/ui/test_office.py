"""Word files, slides and sheets: real headings, lists and header rows, a language, words for pictures, own charts."""

import io
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any
from zipfile import ZipFile

import openpyxl
import page as pdf_gate
import pytest
from docx import Document as open_word
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation

from config.core.ui.charts import Step, chain_chart
from config.core.ui.office import Column, Graph, Page, Workbook, render_sheet, render_slides, render_word
from config.core.ui.pdf import (
    Block,
    Bullets,
    Callout,
    ChartData,
    Document,
    Duties,
    Duty,
    Fact,
    Facts,
    Figure,
    Heading,
    Lead,
    Look,
    PageBreak,
    Paragraph,
    Series,
    Stories,
    Story,
    Table,
    render_pdf,
)
from tests.make.pictures import arms

LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
COUNTS = (48, 41, 23, 14, 3, 36)
LINKS = ("Sagt", "Besvart", "Besluttet", "Endret", "Målt", "Fortalt")
CHAIN = ChartData("chain", LINKS, (Series("Innspill", COUNTS),))
LOOK = Look("Nordvik kommune", "#0b4f6c", arms(), "Kommunevåpenet til Nordvik kommune")


def _blocks() -> tuple[Block, ...]:
    chart = chain_chart(
        [Step(name, count, name.lower()) for name, count in zip(LINKS, COUNTS, strict=True)], id_prefix="a"
    )
    story = Story("Skyss", (("Før", "Bussen gikk for tidlig."), ("Etter", "Skyssen går kl. 15.30.")))
    duty = Duty("Medvirkning (hol. § 3-10)", "met", "Dekket", "14 prosjekter")
    several = ChartData("bars", ("A", "B"), (Series("Nå", (1, None)), Series("Før", (2, 3.5))))
    return (
        Lead("I 2026 ble 14 tjenester endret."),
        Heading("Fra sagt til fortalt", notes="Sagt: alt som ble sagt i perioden."),
        Paragraph("Av 48 innspill er 41 besvart."),
        Figure(chart.svg, chart.alt, "Stiplet: kom ikke videre.", data=CHAIN),
        Heading("Tre endringer"),
        Stories((story, story)),
        Heading("Hva det kostet"),
        Facts((Fact("184 000 kr", "Honorar og reise", "satser 2026"), Fact("312 timer", "Tilrettelegger"))),
        Heading("Plikter"),
        Duties("", ("Plikt", "Status", "Vises av"), (duty, replace(duty, state="partly"))),
        Callout(
            "Vi ber om én beslutning", "Skal alle ha to?", ("Ja", "Svar her: https://a.example.org/x"), "Behov"
        ),
        PageBreak(),
        Heading("Vedlegg"),
        Figure(chart.svg, chart.alt),
        Figure(chart.svg, "Stolper", data=several),
        Heading("Alle innspill", 3),
        Table("Innspill", ("Innspill", "Dager"), tuple((f"Nr. {at}", str(at)) for at in range(9)), frozenset({1})),
        Bullets(("Først", "Så"), is_numbered=True),
        Heading("Slik leses dette"),
        Bullets(("Tallene er låst.", "Små grupper er skjult.")),
        Paragraph("Fingeravtrykk", is_quiet=True),
    )


def _document() -> Document:
    return Document(
        "Hva medvirkning førte til", "Nordvik kommune", date(2026, 12, 31), _blocks(), "Nordvik · 2026", LOOK, "Merke: ab"
    )


@cache
def _word(language: str) -> bytes:
    return render_word(_document(), language)


@cache
def _slides(language: str) -> bytes:
    return render_slides(_document(), language)


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("content", [_word, _slides], ids=["word", "slides"])
def test_every_part_is_well_formed_and_the_same_document_gives_the_same_bytes(content: Any) -> None:
    made = content("nb")
    again = (render_word if content is _word else render_slides)(_document(), "nb")

    for name, part in _parts(made).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    assert made == again, "the same document, other bytes"


@pytest.mark.parametrize(("language", "locale"), LANGUAGES.items())
def test_files_say_their_title_author_and_language(language: str, locale: str) -> None:
    for told in (open_word(io.BytesIO(_word(language))), Presentation(io.BytesIO(_slides(language)))):
        properties = told.core_properties
        assert (properties.title, properties.author) == ("Hva medvirkning førte til", "Nordvik kommune")
        assert (properties.language, properties.comments) == (locale, "Merke: ab")

    styles = open_word(io.BytesIO(_word(language))).styles.element
    assert next(styles.iter(qn("w:lang"))).get(qn("w:val")) == locale
    spoken = {
        run.get("lang")
        for name, part in _parts(_slides(language)).items()
        if name.startswith("ppt/slides/slide")
        for run in etree.fromstring(part).iter("{*}rPr", "{*}endParaRPr")
    }
    assert spoken == {locale}


def test_word_has_headings_lists_and_repeated_header_rows() -> None:
    word = open_word(io.BytesIO(_word("nb")))
    used = [(line.style.name, line.text) for line in word.paragraphs]

    assert ("Heading 1", "Hva medvirkning førte til") in used
    assert ("Heading 2", "Plikter") in used
    assert ("Heading 3", "Alle innspill") in used
    assert ("List Number", "Først") in used
    assert ("List Bullet", "Tallene er låst.") in used
    assert len(word.tables) == 3
    for table in word.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    breaks = [line.text for line in word.paragraphs if line.paragraph_format.page_break_before]
    assert breaks == ["Vedlegg"]


def test_no_heading_level_is_skipped_in_word() -> None:
    word = open_word(io.BytesIO(_word("nb")))
    levels = [int(line.style.name[-1]) for line in word.paragraphs if line.style.name.startswith("Heading")]

    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_a_numbered_list_begins_with_one_again() -> None:
    blocks = (Bullets(("a", "b"), is_numbered=True), Bullets(("c",), is_numbered=True))
    word = open_word(io.BytesIO(render_word(replace(_document(), blocks=blocks), "nb")))

    lists = {line._p.pPr.numPr.numId.val for line in word.paragraphs if line.style.name == "List Number"}
    assert len(lists) == 2


def test_pictures_and_charts_of_word_have_words_that_stand_for_them() -> None:
    parts = _parts(_word("nb"))
    told = [
        drawn.get("descr")
        for name, part in parts.items()
        if name.startswith(("word/document", "word/header"))
        for drawn in etree.fromstring(part).iter(qn("wp:docPr"))
    ]

    assert len(told) == 4
    assert all(told)
    assert LOOK.arms_alt in told


def _values(chart: bytes) -> list[list[float | None]]:
    """The numbers in the markup of a chart, series by series; None where there is none."""
    found = []
    for series in etree.fromstring(chart).iter("{*}ser"):
        kept = series.find("{*}val//{*}numCache")
        count = int(kept.find("{*}ptCount").get("val"))
        points = {int(point.get("idx")): float(point.findtext("{*}v")) for point in kept.findall("{*}pt")}
        found.append([points.get(at) for at in range(count)])
    return found


@pytest.mark.parametrize("content", [_word, _slides], ids=["word", "slides"])
def test_the_charts_own_numbers_are_those_of_the_document(content: Any) -> None:
    parts = _parts(content("nb"))
    chain = next(part for name, part in sorted(parts.items()) if "/charts/chart" in name and b">48<" in part)
    books = [part for name, part in parts.items() if name.endswith(".xlsx")]
    sheet = next(
        book
        for book in (openpyxl.load_workbook(io.BytesIO(part)).worksheets[0] for part in books)
        if book["A2"].value == "Sagt"
    )

    assert _values(chain)[-1] == list(COUNTS)
    # What was lost since the link before, and nothing where it rose.
    assert _values(chain)[0] == [None, 48, 41, 23, 14, None]
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == list(COUNTS)


def test_a_value_that_is_not_shown_is_no_nought_in_a_chart() -> None:
    charts = [part for name, part in _parts(_word("nb")).items() if "/charts/chart" in name]

    assert [[1, None], [2, 3.5]] in [_values(part) for part in charts]


def test_slides_are_wide_and_each_has_a_title_of_its_own() -> None:
    deck = Presentation(io.BytesIO(_slides("nb")))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]

    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=0.001)
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert titles[:3] == [
        "Hva medvirkning førte til",
        "I 2026 ble 14 tjenester endret.",
        "Av 48 innspill er 41 besvart.",
    ]
    assert "Skyss (1/2)" in titles
    assert "Skal alle ha to?" in titles
    assert titles[-1] == "Slik leses dette"


def test_slides_are_read_from_the_title_on_and_nothing_stands_outside() -> None:
    deck = Presentation(io.BytesIO(_slides("nb")))
    for slide in deck.slides:
        shapes = list(slide.shapes)
        assert shapes[0] == slide.shapes.title
        for shape in shapes:
            assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height
        for shape in shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element.xpath(".//p:cNvPr/@descr")[0]
            if shape.has_table:
                assert shape.table.first_row
        empty = [one for one in slide.placeholders if one.has_text_frame and not one.text_frame.text]
        assert empty == []


def test_definitions_stand_in_the_notes() -> None:
    deck = Presentation(io.BytesIO(_slides("nb")))
    notes = {slide.shapes.title.text_frame.text: slide.notes_slide.notes_text_frame.text for slide in deck.slides}

    assert "Sagt: alt som ble sagt i perioden." in notes["Av 48 innspill er 41 besvart."]
    assert "Behov" in notes["Skal alle ha to?"]
    assert "Merke: ab" in notes["Hva medvirkning førte til"]


def test_a_long_table_takes_several_slides_each_with_its_head() -> None:
    rows = tuple((f"Nr. {at}", str(at)) for at in range(20))
    blocks = (Heading("Mye"), Table("", ("Hva", "Dager"), rows, frozenset({1})))
    deck = Presentation(io.BytesIO(render_slides(replace(_document(), blocks=blocks), "nb")))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]

    assert [len(table.rows) for table in tables] == [8, 8, 7]
    assert {table.cell(0, 0).text for table in tables} == {"Hva"}


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_pdf_keeps_both_standards_with_the_look_of_a_municipality(profile: str) -> None:
    pdf = render_pdf(_document(), "nb").pdf

    assert [one.rule_id for one in pdf_gate.validate_pdf_bytes(pdf, profile=profile).failures] == []


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_only_text(words: str) -> None:
    blocks = (
        Heading(f"H{words}"),
        Paragraph(words),
        Bullets((words, "</w:p>")),
        Figure("<svg/>", "A", data=ChartData("columns", (f"a{words}", "b"), (Series(f"s{words}", (1, 2)),))),
        Table(words, (f"A{words}", "<b>"), ((words, "=1+1"),)),
        Callout(f"C{words}", f"Q{words}", (words,)),
    )
    document = replace(_document(), blocks=blocks)

    for content in (render_word(document, "nb"), render_slides(document, "nn")):
        for name, part in _parts(content).items():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(part)


@pytest.mark.parametrize("render", [render_word, render_slides])
def test_what_would_not_be_accessible_is_refused(render: Any) -> None:
    with pytest.raises(ValueError, match="heading level"):
        render(replace(_document(), blocks=(Heading("Deep", 3),)), "nb")
    with pytest.raises(ValueError, match="language"):
        render(_document(), "sv")


def _workbook() -> Workbook:
    rows = (("=1+1", 2), ("@sum", 3.5), ("http://a.example.org", None), ("Dag", date(2026, 1, 2)))
    graph = Graph("Fra sagt til fortalt", "Sagt: 2", ChartData("chain", ("=1+1", "@sum"), (Series("Tall", (2, 3.5)),)))
    page = Page("Tall", (Column("Hva", 30, wraps=True), Column("Verdi", 12)), rows, graph)
    return Workbook("Tittel", "Nordvik", date(2026, 12, 31), (page,), "2026", "Merke: ab")


def test_a_sheet_has_no_formula_and_keeps_numbers_as_numbers() -> None:
    content = render_sheet(_workbook())
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Tall"]

    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=4)] == [
        ["=1+1", 2],
        ["@sum", 3.5],
        ["http://a.example.org", None],
    ]
    assert sheet["A2"].data_type == "s"
    assert sheet["A4"].hyperlink is None
    assert (sheet.freeze_panes, sheet.column_dimensions["A"].width > 25) == ("B2", True)
    assert (book.properties.title, book.properties.creator) == ("Tittel", "Nordvik")
    assert render_sheet(_workbook()) == content


def test_a_sheets_chart_reads_its_cells_and_has_words() -> None:
    parts = _parts(render_sheet(_workbook()))

    assert b"Tall!$B$2:$B$3" in parts["xl/charts/chart1.xml"]
    assert b'descr="Sagt: 2"' in parts["xl/drawings/drawing1.xml"]
