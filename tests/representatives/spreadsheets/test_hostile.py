"""Files that mean harm or are no lists: refused with a sentence, quickly, with nothing left behind."""

import io
import struct
import threading
import zipfile

import pytest

from representatives.spreadsheets.reading import read_workbook
from representatives.spreadsheets.values import BY_COMMAND, Limits, Unreadable
from tests.helpers import effort
from tests.representatives.spreadsheets.books import inline, plan, raw_xlsx, sample, text, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HEADER = f'<row r="1">{inline("A1", "Navn")}{inline("B1", "Tlf")}</row>'


def lying_zip() -> bytes:
    """A workbook that unpacks to 120 MB and says a thousand bytes."""
    data = raw_xlsx('<row r="1">' + " " * 120_000_000 + "</row>")
    size = zipfile.ZipFile(io.BytesIO(data)).getinfo("xl/worksheets/sheet1.xml").file_size
    return data.replace(struct.pack("<L", size), struct.pack("<L", 1000))


def locked_zip() -> bytes:
    """A workbook whose first entry says it is encrypted."""
    data = bytearray(xlsx([["Navn", "Tlf"]]))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def word_document() -> bytes:
    """A zip that is no workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return out.getvalue()


ENTITIES = (
    "<!DOCTYPE x ["
    '<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
ROWS = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 30_000))

HOSTILE = {
    "nothing": (b"", "empty"),
    "only a byte-order mark": (b"\xef\xbb\xbf", "empty"),
    "blank cells": (b";;\n ; ;\n", "no_rows"),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(200), "not_a_spreadsheet"),
    "random bytes": (bytes(range(256)) * 200, "not_a_spreadsheet"),
    "a web page": (b"<!doctype html><table><tr><td>Navn", "not_a_spreadsheet"),
    "a letter": (word_document(), "not_a_spreadsheet"),
    "an old letter": (OLE, "not_a_spreadsheet"),
    "locked": (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(500), "encrypted"),
    "locked zip": (locked_zip(), "encrypted"),
    "old and broken": (OLE + "Workbook".encode("utf-16-le") + bytes(500), "damaged"),
    "half a file": (sample("nordvik.xlsx")[:6000], "damaged"),
    "only a beginning": (b"PK\x03\x04" + b"x" * 900, "damaged"),
    "half a gigabyte": (raw_xlsx('<row r="1">' + " " * 300_000_000 + "</row>"), "too_large_unpacked"),
    "half a gigabyte, denied": (lying_zip(), "too_large_unpacked"),
    "a far corner": (
        raw_xlsx(HEADER + f'<row r="9000">{inline("XFD9000", "x")}</row>'),
        "too_large_unpacked",
    ),
    "one long text many times": (raw_xlsx(ROWS, shared="a" * 32_000), "too_large_unpacked"),
    "entities in entities": (raw_xlsx(f'<row r="1">{inline("A1", "&j;")}</row>', before=ENTITIES), "damaged"),
    "a quote that never ends": (b'Navn;Tlf\n"' + b"a;b\n" * 200_000, "damaged_row"),
    "a thousand columns": (b"Navn;" * 1000, "too_wide"),
    "too large": (b"Navn;Tlf\n" + b"Kari Moe;40612701\n" * 400_000, "too_large"),
    "no headings": (b"Kari Moe;40612701\nOla Lie;40612702\n", "no_header"),
    "another list": (b"Vare;Pris\nMelk;20\n", "no_header"),
    "JSON": (b'{"name": "Kari"}', "no_header"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_refused_with_a_sentence_within_two_seconds(case: str) -> None:
    data, code = HOSTILE[case]

    with effort.at_most(seconds=2), pytest.raises(Unreadable) as refused:
        plan(data, "liste.xlsx")

    assert refused.value.code == code
    assert str(refused.value).endswith(".") and "%" not in str(refused.value)


def test_too_many_rows_is_refused_and_titles_do_not_count() -> None:
    rows = [
        ["Oversikt"],
        ["Navn", "E-post"],
        *([f"Kari Moe{chr(97 + n)}", f"k{n}@example.org"] for n in range(5)),
    ]
    limits = Limits(rows=4, text=10_000)

    with pytest.raises(Unreadable) as refused:
        plan(text(rows), max_rows=4)

    assert refused.value.code == "too_many_rows" and "4" in str(refused.value)
    assert len(plan(text(rows), max_rows=5).new) == 5
    assert read_workbook(xlsx(rows), limits=limits).sheets[0].cut is False


def test_a_stray_cell_at_the_bottom_does_not_spoil_a_narrow_list() -> None:
    data = raw_xlsx(
        HEADER
        + f'<row r="2">{inline("A2", "Kari Moe")}</row><row r="900000">{inline("A900000", "SUM")}</row>'
    )

    found = plan(data)

    assert [person.row for person in found.new] == [2]
    assert [(row.row, row.code) for row in found.refused] == [(900_000, "total")]


def test_works_in_a_daemon_thread() -> None:
    names: list[str] = []
    thread = threading.Thread(
        target=lambda: names.extend(s.name for s in read_workbook(sample("nordvik.xlsx")).sheets), daemon=True
    )

    thread.start()
    thread.join(10)

    assert names == ["Brukerrep 2026", "Utgått", "Ark3"]


def test_formulas_markup_and_control_signs_are_text() -> None:
    found = plan(
        xlsx(
            [
                ["Navn", "E-post", "Samtykke", "Merknad"],
                ["Kari\x0b Moe", "kari@example.org", "1.2.2024", "<script>alert(1)</script>\x00\x07"],
                ["Ola Lie", "ola@example.org", "1.2.2024", '=HYPERLINK("http://example.org")'],
                ["Per Dal", "per@example.org", "1.2.2024", "æ" * 5000],
                ["=cmd()", "x@example.org", "1.2.2024", ""],
                ["<b>Kari Nes</b>", "y@example.org", "1.2.2024", ""],
            ]
        )
    )

    assert [person.name for person in found.new] == ["Kari Moe", "Ola Lie", "Per Dal"]
    assert found.new[0].note == "<script>alert(1)</script>"
    assert found.new[1].note == '=HYPERLINK("http://example.org")'
    assert len(found.new[2].note) == 2000
    assert [(held.row, held.field) for held in found.held_back] == [(4, "note")]
    assert [row.row for row in found.refused] == [5, 6]


def test_text_limits_are_wider_for_the_command() -> None:
    data = b"Navn;Tlf\n" + b"x" * 6_000_000

    with pytest.raises(Unreadable) as refused:
        read_workbook(data)

    assert refused.value.code == "too_large" and "5 MB" in str(refused.value)
    with pytest.raises(Unreadable) as broken:
        read_workbook(data, limits=BY_COMMAND)
    assert broken.value.code == "damaged_row"
