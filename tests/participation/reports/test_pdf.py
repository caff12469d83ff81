"""The gate of the reports: PDF/UA-1 and PDF/A-2a without a failed rule, one page, no lost letters."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import page
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from config.core.ui.charts import Step, chain_chart
from config.core.ui.pdf import (
    Block,
    Bullets,
    Callout,
    Document,
    Duties,
    Duty,
    Fact,
    Facts,
    Figure,
    Heading,
    Lead,
    PageBreak,
    Paragraph,
    Rendered,
    Stories,
    Story,
    Table,
    render_pdf,
)
from config.core.ui.pdf.letters import fitted, known
from config.core.ui.pdf.render import _data, plain_ends
from tests.helpers import effort

LANGUAGES = ["nb", "nn", "en"]
STEPS = (("Sagt", 48), ("Besvart", 41), ("Besluttet", 23), ("Endret", 14), ("Målt", 3), ("Fortalt", 36))


def _story(title: str) -> Story:
    return Story(
        title,
        (
            ("Før", "Bussen gikk før dagtilbudet var slutt. Pårørende måtte hente midt i arbeidstiden."),
            ("Innspill", "«Vi rekker ikke jobb og henting.» To pårørenderepresentanter."),
            ("Etter", "Skyssen går kl. 15.30. 22 familier bruker den."),
            ("Bekreftet av", "Enhetsleder og begge representantene (nivå 3)"),
        ),
    )


def _brief() -> tuple[Block, ...]:
    steps = [Step(label, count, label.lower()) for label, count in STEPS]
    chart = chain_chart(steps, id_prefix="chain")
    duty = Duty("Medvirkning i tjenestene (hol. § 3-10)", "met", "Dekket", "14 prosjekter")
    return (
        Lead("I 2026 ble 14 tjenester endret etter innspill fra 63 brukerrepresentanter."),
        Heading("Fra innspill til tilbakemelding"),
        Paragraph(chart.takeaway),
        Figure(chart.svg, chart.alt, "Stiplet: kom ikke videre.", width=0.85),
        Heading("Tre endringer"),
        Stories((_story("Skyss"), _story("Klart språk"), _story("Samtale før hjemreise"))),
        Heading("Hva det kostet"),
        Facts((Fact("184 000 kr", "Honorar og reise", "satser 2026"), Fact("312 timer", "Tilrettelegger"))),
        Heading("Plikter"),
        Duties(
            "",
            ("Plikt", "Status", "Vises av"),
            (duty, replace(duty, state="partly"), replace(duty, state="unmet")),
        ),
        Callout("Vi ber om én beslutning", "Skal alle prosjekter ha to representanter?", ("Ja", "Nei")),
    )


def _annex(rows: int) -> tuple[Block, ...]:
    cells = tuple(
        (f"Innspill {at}: Ŋuorra đ š ž č ŧ á", "Hjemmebaserte tjenester", str(at)) for at in range(rows)
    )
    return (
        PageBreak(),
        Heading("Vedlegg"),
        Bullets(("Hva som ble sagt", "Hva som ble svart")),
        Bullets(("Først", "Så"), is_numbered=True),
        Heading("Alle innspill", 3),
        Table("Innspill i perioden", ("Innspill", "Enhet", "Dager"), cells, frozenset({2})),
        Paragraph("Tallene er låst.", is_quiet=True),
    )


def _document(blocks: tuple[Block, ...]) -> Document:
    return Document(
        "Medvirkningsrapport 2026", "Nordvik kommune", date(2026, 12, 31), blocks, "Nordvik kommune"
    )


@cache
def _rendered(language: str) -> Rendered:
    return render_pdf(_document(_brief() + _annex(60)), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_no_rule_fails(language: str, profile: str) -> None:
    report = page.validate_pdf_bytes(_rendered(language).pdf, profile=profile)

    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant
    assert report.rules.failed == 0 and report.rules.total > 100


def test_the_gate_sees_a_file_that_is_not_accessible() -> None:
    broken = _rendered("nb").pdf.replace(b"/Alt", b"/Xlt").replace(b"/Lang", b"/Xang")

    assert not page.validate_pdf_bytes(broken, profile="ua1").is_compliant


def test_the_brief_keeps_to_one_page_and_the_annex_follows() -> None:
    rendered = _rendered("nb")

    assert rendered.brief_pages == 1
    assert page.validate_pdf_bytes(rendered.pdf, profile="ua1").document.page_count == 3
    assert rendered.missing == frozenset()


def test_a_brief_that_is_a_little_long_is_set_smaller_and_a_far_too_long_one_says_so() -> None:
    more = tuple(Paragraph("Nordvik har tolv enheter med egne planer.") for _line in range(5))
    far_more = tuple(Paragraph("Nordvik har tolv enheter med egne planer.") for _line in range(60))

    assert render_pdf(_document(_brief() + more), "nb").brief_pages == 1
    assert render_pdf(_document(_brief() + far_more), "nb").brief_pages > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_carries_title_author_and_language(language: str) -> None:
    pdf = _rendered(language).pdf

    found = re.search(rb"/Lang\s*\(([^)]*)\)", pdf)
    assert found and found[1].decode().split("-")[0] == language
    assert b"Medvirkningsrapport 2026</rdf:li>" in pdf
    assert b"Nordvik kommune</rdf:li>" in pdf


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_the_page_are_in_its_language(language: str) -> None:
    day = {"nb": "31. desember 2026", "nn": "31. desember 2026", "en": "31 December 2026"}[language]

    words = _data(_document(()), language)["words"]

    assert day in words["as_of"]
    assert "{page}" in words["page"] and "{pages}" in words["page"]


def test_the_same_document_gives_the_same_bytes() -> None:
    document = _document((Heading("Én"), Paragraph("To")))

    assert render_pdf(document, "nb").pdf == render_pdf(document, "nb").pdf


def test_a_report_is_set_within_a_second() -> None:
    document = _document(_brief() + _annex(60))

    with effort.at_most(seconds=1):
        render_pdf(document, "nn")


def test_a_character_without_a_glyph_becomes_visible_and_is_reported() -> None:
    chart = chain_chart([Step("Sagt 🚌", 1, "said")], id_prefix="a")
    blocks = (Paragraph("Bra møte 👍👍 漢 sier Ŋ"), Figure(chart.svg, chart.alt))

    rendered = render_pdf(_document(blocks), "nb")

    assert rendered.missing == {"👍", "漢", "🚌"}
    assert page.is_pdf_compliant_bytes(rendered.pdf, profile="ua1")


def test_letters_of_the_north_and_of_neighbours_are_all_there() -> None:
    assert known().issuperset("æøåÆØÅŋđšžčŧáŊĐŠŽČŦÁäöâłąęěřőßþðñçéü§–—«»…€")
    assert fitted("e\u0301 A → B ≥ 3 ﬁ👍🏽👍 x\u200by § 3") == (
        "é A – B >= 3 fi[?] xy §\xa03",
        frozenset("👍🏽"),
    )


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
@example("kԀ")  # a stream of this file ends with a carriage return
def test_any_text_is_only_text(words: str) -> None:
    blocks = (
        Heading(f"H{words}"),
        Paragraph(words),
        Bullets((words, "#panic()")),
        Table(words, (f"A{words}", "$x$"), ((words, "*b*"),)),
        Callout(f"C{words}", words, (words,)),
    )

    rendered = render_pdf(_document(blocks), "nb")

    assert page.is_pdf_compliant_bytes(rendered.pdf, profile="2a")


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ((Heading("Deep", 3),), "heading level"),
        ((Heading("Two"), Heading("Four", 4)), "heading level"),
        ((Stories((_story("No heading over it"),)),), "heading level"),
        ((Figure("<svg/>", " "),), "words"),
        ((Table("T", ("A", "B"), (("only one",),)),), "cells"),
        ((Table("T", ("A",), (), weights=(1, 2)),), "weight"),
        ((Facts(()),), "facts"),
    ],
)
def test_what_would_not_be_accessible_is_refused(blocks: tuple[Block, ...], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        render_pdf(_document(blocks), "nb")


def test_a_stream_that_ends_with_a_return_keeps_its_length_and_the_file_its_offsets() -> None:
    ended = b"7 0 obj\n<</Length 3>>\nstream\nab\r\nendstream\nendobj\n"
    sound = b"8 0 obj\n<</Length 2>>\nstream\nab\nendstream\nendobj\n"
    before = sound + ended + ended + sound

    after = plain_ends(before)

    mended = b"7 0 obj\n<</Length 3>>stream\nab\r\r\nendstream\nendobj\n"
    assert after == sound + mended + mended + sound
    assert len(after) == len(before)


def test_an_unknown_language_and_a_missing_title_are_refused() -> None:
    with pytest.raises(ValueError, match="language"):
        render_pdf(_document(()), "sv")
    with pytest.raises(ValueError, match="title"):
        render_pdf(replace(_document(()), title=" "), "nb")
