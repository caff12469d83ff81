"""Word files: real headings, lists and header rows, a language, words for pictures, charts of Word's own."""

import io
from dataclasses import replace
from itertools import pairwise
from typing import Any

import docx
import openpyxl
import page as pdf_gate
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation

from config.core.ui.office import render_slides, render_word
from config.core.ui.pdf import (
    Bullets,
    Callout,
    ChartData,
    Figure,
    Heading,
    Paragraph,
    Series,
    Table,
    render_pdf,
)
from tests.core.ui.office.documents import (
    COUNTS,
    LANGUAGES,
    LOOK,
    document,
    parts_of,
    slide_file,
    values_of,
    word_file,
)


@pytest.mark.parametrize("content", [word_file, slide_file], ids=["word", "slides"])
def test_every_part_is_well_formed_and_the_same_document_gives_the_same_bytes(content: Any) -> None:
    made = content("nb")
    again = (render_word if content is word_file else render_slides)(document(), "nb")

    for name, part in parts_of(made).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    assert made == again, "the same document, other bytes"


@pytest.mark.parametrize(("language", "locale"), LANGUAGES.items())
def test_files_say_their_title_author_and_language(language: str, locale: str) -> None:
    for told in (
        docx.Document(io.BytesIO(word_file(language))),
        Presentation(io.BytesIO(slide_file(language))),
    ):
        properties = told.core_properties
        assert (properties.title, properties.author) == ("Hva medvirkning førte til", "Nordvik kommune")
        assert (properties.language, properties.comments) == (locale, "Merke: ab")

    styles = docx.Document(io.BytesIO(word_file(language))).styles.element
    assert next(styles.iter(qn("w:lang"))).get(qn("w:val")) == locale
    spoken = {
        run.get("lang")
        for name, part in parts_of(slide_file(language)).items()
        if name.startswith("ppt/slides/slide")
        for run in etree.fromstring(part).iter("{*}rPr", "{*}endParaRPr")
    }
    assert spoken == {locale}


def test_word_has_headings_lists_and_repeated_header_rows() -> None:
    word = docx.Document(io.BytesIO(word_file("nb")))
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
    word = docx.Document(io.BytesIO(word_file("nb")))
    levels = [int(line.style.name[-1]) for line in word.paragraphs if line.style.name.startswith("Heading")]

    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_numbered_list_begins_with_one_again() -> None:
    blocks = (Bullets(("a", "b"), is_numbered=True), Bullets(("c",), is_numbered=True))
    word = docx.Document(io.BytesIO(render_word(replace(document(), blocks=blocks), "nb")))

    lists = {line._p.pPr.numPr.numId.val for line in word.paragraphs if line.style.name == "List Number"}
    assert len(lists) == 2


def test_pictures_and_charts_of_word_have_words_that_stand_for_them() -> None:
    parts = parts_of(word_file("nb"))
    told = [
        drawn.get("descr")
        for name, part in parts.items()
        if name.startswith(("word/document", "word/header"))
        for drawn in etree.fromstring(part).iter(qn("wp:docPr"))
    ]

    assert len(told) == 4
    assert all(told)
    assert LOOK.arms_alt in told


@pytest.mark.parametrize("content", [word_file, slide_file], ids=["word", "slides"])
def test_the_charts_own_numbers_are_those_of_the_document(content: Any) -> None:
    parts = parts_of(content("nb"))
    chain = next(part for name, part in sorted(parts.items()) if "/charts/chart" in name and b">48<" in part)
    books = [part for name, part in parts.items() if name.endswith(".xlsx")]
    sheet = next(
        book
        for book in (openpyxl.load_workbook(io.BytesIO(part)).worksheets[0] for part in books)
        if book["A2"].value == "Sagt"
    )

    assert values_of(chain)[-1] == list(COUNTS)
    # What was lost since the link before, and nothing where it rose.
    assert values_of(chain)[0] == [None, 48, 41, 23, 14, None]
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == list(COUNTS)


def test_a_value_that_is_not_shown_is_no_nought_in_a_chart() -> None:
    charts = [part for name, part in parts_of(word_file("nb")).items() if "/charts/chart" in name]

    assert [[1, None], [2, 3.5]] in [values_of(part) for part in charts]


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_pdf_keeps_both_standards_with_the_look_of_a_municipality(profile: str) -> None:
    pdf = render_pdf(document(), "nb").pdf

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
    given_document = replace(document(), blocks=blocks)

    for content in (render_word(given_document, "nb"), render_slides(given_document, "nn")):
        for name, part in parts_of(content).items():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(part)


@pytest.mark.parametrize("render", [render_word, render_slides])
def test_what_would_not_be_accessible_is_refused(render: Any) -> None:
    with pytest.raises(ValueError, match="heading level"):
        render(replace(document(), blocks=(Heading("Deep", 3),)), "nb")
    with pytest.raises(ValueError, match="language"):
        render(document(), "sv")
