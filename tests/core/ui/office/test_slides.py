"""Slides: 16:9, a title on each, read from the title on, definitions in the notes."""

import io
from dataclasses import replace

import pytest
from pptx import Presentation

from config.core.ui.office import render_slides
from config.core.ui.pdf import (
    Heading,
    Table,
)
from tests.core.ui.office.documents import (
    document,
    slide_file,
)


def test_slides_are_wide_and_each_has_a_title_of_its_own() -> None:
    deck = Presentation(io.BytesIO(slide_file("nb")))
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
    deck = Presentation(io.BytesIO(slide_file("nb")))
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
    deck = Presentation(io.BytesIO(slide_file("nb")))
    notes = {
        slide.shapes.title.text_frame.text: slide.notes_slide.notes_text_frame.text for slide in deck.slides
    }

    assert "Sagt: alt som ble sagt i perioden." in notes["Av 48 innspill er 41 besvart."]
    assert "Behov" in notes["Skal alle ha to?"]
    assert "Merke: ab" in notes["Hva medvirkning førte til"]


def test_a_long_table_takes_several_slides_each_with_its_head() -> None:
    rows = tuple((f"Nr. {at}", str(at)) for at in range(20))
    blocks = (Heading("Mye"), Table("", ("Hva", "Dager"), rows, frozenset({1})))
    deck = Presentation(io.BytesIO(render_slides(replace(document(), blocks=blocks), "nb")))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]

    assert [len(table.rows) for table in tables] == [8, 8, 7]
    assert {table.cell(0, 0).text for table in tables} == {"Hva"}
