"""The awkward files that municipalities really have: other formats and encodings, two-line headings, notes."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from tests.representatives.spreadsheets.books import plan, plan_of, text

HEADINGS = ("Navn", "Telefon", "E-post")
ROWS = [HEADINGS, ("Ánte Åsk", "40612001", "ante@example.org"), ("Berit Ødegård", "40612002", "")]
OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def ods(rows: list[tuple[str, ...]]) -> bytes:
    """An OpenDocument sheet of texts."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{OPEN}:office:1.0" xmlns:table="{OPEN}:table:1.0" '
        f'xmlns:text="{OPEN}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Liste">'
        f"{cells}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def _people(planned) -> list[tuple[str, str | None, str | None]]:
    return [(person.name, person.phone, person.email) for person in planned.new]


EXPECTED = [("Ánte Åsk", "+4740612001", "ante@example.org"), ("Berit Ødegård", "+4740612002", None)]


def test_an_opendocument_sheet_is_read():
    assert _people(plan(ods(ROWS), "liste.ods")) == EXPECTED


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_separator_in_every_encoding(delimiter, encoding):
    assert _people(plan(text(ROWS, delimiter, encoding), "liste.txt")) == EXPECTED


def test_a_web_form_with_long_questions():
    planned = plan_of(
        (
            "Tidsmerke",
            "Hva heter du? (fornavn og etternavn)",
            "Hvilket telefonnummer kan vi nå deg på?",
            "Hva er e-postadressen din?",
            "Hvilke erfaringer har du som pasient eller pårørende?",
            "Samtykker du til at vi lagrer opplysningene? Oppgi dato",
        ),
        ("2025-01-01", "Alma Ask", "40612001", "alma@example.org", "demens", "01.02.2025"),
    )

    assert list(planned.columns.values()) == ["name", "phone", "email", "experience", "consent_on"]
    assert planned.ignored_columns == ("Tidsmerke",)
    assert [(term.text, term.key) for term in planned.new[0].experience] == [("demens", "dementia")]


def test_headings_in_two_lines():
    group_above = plan_of(
        ("Person", "Kontakt", "", ""),
        ("Navn", "Telefon", "E-post", "Bydel"),
        ("Alma Ask", "40612001", "alma@example.org", "Øyane"),
    )
    parts_below = plan_of(
        ("Navn", "Kontakt", "", "Bydel"),
        ("", "Telefon", "E-post", ""),
        ("Alma Ask", "40612001", "alma@example.org", "Øyane"),
        ("Berit Berg", "40612002", "berit@example.org", ""),
    )

    for planned in (group_above, parts_below):
        assert list(planned.columns.values()) == ["name", "phone", "email", "area"]
        assert _people(planned)[0] == ("Alma Ask", "+4740612001", "alma@example.org")
    assert [row.row for row in parts_below.refused] == [2]


def test_notes_between_the_rows_are_refused_by_number():
    planned = plan_of(
        HEADINGS,
        ("Alma Ask", "40612001", ""),
        ("Husk å ringe Berit i mai, hun er på ferie", "", ""),
        ("", "", ""),
        ("OBS: nye fra høsten", "", ""),
        ("Berit Berg", "40612002", ""),
    )

    assert [person.row for person in planned.new] == [2, 6]
    assert [(row.row, row.code) for row in planned.refused] == [(3, "sub_heading"), (5, "sub_heading")]


@pytest.mark.parametrize(
    "cell",
    [
        "Kari Bakke og Per Bakke",
        "Kari og Per Bakke",
        "Kari Bakke\nPer Moe",
        "Kari Bakke / Per Moe",
        "Kari Bakke & Per Moe",
        "Kari Bakke; Per Moe",
        "Kari Bakke + Per Moe",
        "Kari Bakke and Per Moe",
    ],
)
def test_several_people_in_a_cell_are_flagged_and_nobody_comes_in(cell):
    planned = plan_of(HEADINGS, (cell, "40612001", ""), ("Alma Ask", "40612002", ""))

    assert [(row.row, row.code) for row in planned.refused] == [(2, "several")]
    assert [person.name for person in planned.new] == ["Alma Ask"]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Kari\nBakke", "Kari Bakke"),
        ("Bakke, Kari", "Kari Bakke"),
        ("Kari Bakke (og mannen Per)", "Kari Bakke"),
        ("Kari-Anne Bakke Moe", "Kari-Anne Bakke Moe"),
        ("Og Bakke", "Og Bakke"),
    ],
)
def test_one_person_is_one_however_it_is_written(cell, name):
    assert [person.name for person in plan_of(HEADINGS, (cell, "40612001", "")).new] == [name]
