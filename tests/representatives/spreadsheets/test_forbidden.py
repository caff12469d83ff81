"""Identity numbers, accounts and diagnosis codes reach nothing: no person, no reason, no repr, no JSON."""

import json
import logging

import pytest

from representatives.spreadsheets.forbidden import Forbidden, forbidden_in
from representatives.spreadsheets.headings import meaning_of
from representatives.spreadsheets.output import as_json
from representatives.spreadsheets.people import KnownPerson
from representatives.spreadsheets.reading import read_workbook
from representatives.spreadsheets.values import Unreadable
from tests.representatives.spreadsheets.books import plan, plan_of, sample, text, xlsx

IDENTITY = [
    "110403 00000",
    "110403-00000",
    "11.04.03 00000",
    "11 04 03 000 00",
    "11040300000",
    "510403 00000",
    "110403\u00a000000",
    "１１０４０３ ０００００",
    "fnr. 11040300000, ring først",
    11040300000.0,
]
ACCOUNTS = ["0000 00 00000", "0000.00.00000", "8601 11 17947", "NO93 8601 1117 947", "konto 86011117947"]
HARMLESS = [
    "40612701",
    "+46 70 123 45 67",
    "0047 40612701",
    "12.5.2024 kl 14.00",
    "2024-05-28 10:15",
    "406 12 701 / 406 12 702",
    "12.05.2024 40612701",
    1937.0,
    45000,
]


@pytest.mark.parametrize("cell", IDENTITY)
def test_identity_numbers_are_seen_in_every_form(cell: str | float) -> None:
    assert forbidden_in(cell) is Forbidden.NATIONAL_ID


@pytest.mark.parametrize("cell", ACCOUNTS)
def test_accounts_are_seen_in_every_form(cell: str) -> None:
    assert forbidden_in(cell) is Forbidden.BANK_ACCOUNT


@pytest.mark.parametrize("cell", HARMLESS)
def test_telephones_dates_and_times_are_left_alone(cell: str | float) -> None:
    assert forbidden_in(cell) is None


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        *(
            (h, Forbidden.NATIONAL_ID)
            for h in ("Fødselsnr.", "Personnummer", "F.nr", "FNR", "Fødselsnummer (11 siffer)")
        ),
        *(
            (h, Forbidden.NATIONAL_ID)
            for h in ("National identity number", "D-nummer", "Fødselnummer", "SSN")
        ),
        *(
            (h, Forbidden.BANK_ACCOUNT)
            for h in ("Kontonr", "Kontonummer for honorar", "Bank account", "IBAN", "Kontonumer")
        ),
        *(
            (h, Forbidden.DIAGNOSIS)
            for h in ("Diagnose", "Diagnosar", "Hvilken diagnose har du?", "Sykdom", "ICD-10")
        ),
    ],
)
def test_columns_are_refused_by_name(heading: str, kind: Forbidden) -> None:
    assert meaning_of(heading).refused is kind


@pytest.mark.parametrize(
    "heading", ["Født", "Fødselsdato", "Kontaktperson", "Erfaring med sykdom", "Kontakt", "Personlig"]
)
def test_other_columns_are_not_refused(heading: str) -> None:
    assert meaning_of(heading).refused is None


SECRETS = ("110403 00000", "11040300001", "0000 00 00000", "86011117947", "schizofrenisk")


def everything_said(data: bytes, caplog: pytest.LogCaptureFixture) -> str:
    """Everything that a plan and its workbook could show anywhere."""
    caplog.set_level(logging.DEBUG)
    workbook = read_workbook(data, "liste.csv")
    found = plan(data)
    return "\n".join(
        [
            repr(workbook),
            repr(workbook.sheets[0].rows),
            repr(found),
            str(found),
            json.dumps(as_json(found), ensure_ascii=False),
            caplog.text,
        ]
    )


def test_refused_values_are_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    rows = [
        ["Navn", "Mobil", "Fødselsnr", "Konto", "Diagnose", "Ref", "Merknad", "Samtykke", "Erfaring"],
        ["Kari Moe", "40612701", SECRETS[0], SECRETS[2], SECRETS[4], SECRETS[1], "ring", "1.2.2024", "kols"],
        [
            "Ola Lie",
            SECRETS[1],
            "",
            "",
            SECRETS[4],
            SECRETS[3],
            f"fnr {SECRETS[1]}",
            "1.2.2024",
            f"rus {SECRETS[0]}",
        ],
        [f"Per Dal {SECRETS[0]}", "40612702", "", "", "", "", "skyss", SECRETS[2], "kols"],
        [SECRETS[1], "", "", "", "", "", "rullestol", "", ""],
        ["", "", SECRETS[0], "", "", "", "", "", ""],
        ["Liv Nes", "40612703", "", "", "", "", f"{SECRETS[3]}", "nei", f"kols {SECRETS[0]}"],
    ]

    said = everything_said(text(rows), caplog)

    assert "Kari Moe" in said and "Liv Nes" in said
    for secret in SECRETS:
        assert secret not in said and secret.replace(" ", "") not in said
    found = plan_of(*rows)
    assert [(c.heading, c.kind.value) for c in found.refused_columns] == [
        ("Fødselsnr", "national_id"),
        ("Konto", "bank_account"),
        ("Diagnose", "diagnosis"),
        ("Ref", "national_id"),
    ]
    assert [row.row for row in found.refused] == [4, 5]
    assert {(held.row, held.field) for held in found.held_back} >= {
        (3, "phone"),
        (3, "note"),
        (3, "experience"),
    }


def test_the_sample_with_refused_columns_leaks_nothing(caplog: pytest.LogCaptureFixture) -> None:
    said = everything_said(sample("fjordbyen.csv"), caplog)

    assert "Torbjørn Lillebråten" in said
    for secret in ("110403", "0000 00 00000", "synshemming", "fibromyalgi", "demens"):
        assert secret not in said


def test_an_innocent_heading_does_not_hide_numbers() -> None:
    found = plan(
        xlsx(
            [
                ["Navn", "Medlem", "Info"],
                *([f"Kari Moe{c}", 8027900000 + n, "F32.1"] for n, c in enumerate("ab")),
            ]
        )
    )

    assert [(c.heading, c.kind) for c in found.refused_columns] == [("Info", Forbidden.DIAGNOSIS)]
    numbers = plan_of(["Navn", "Medlem"], ["Kari Moe", "11040300000"], ["Ola Lie", ""])
    assert [c.heading for c in numbers.refused_columns] == ["Medlem"]


def test_a_person_cannot_choose_a_refused_column() -> None:
    found = plan_of(["Navn", "Fnr"], ["Kari Moe", "110403 00000"], columns={1: "note"})

    assert found.columns == {"Navn": "name"} and found.new[0].note == ""


def test_a_first_row_of_data_is_not_quoted_as_headings() -> None:
    with pytest.raises(Unreadable) as refused:
        plan_of(["Kari Moe", "110403 00000"], ["Ola Lie", "110403 00001"])

    assert "110403" not in str(refused.value) and refused.value.code == "no_header"
    chosen = plan_of(["Navn", "11040300000"], ["Kari Moe", "x"], header_row=1)
    assert chosen.ignored_columns == ("(B)",)


def test_a_diagnosis_code_is_no_experience() -> None:
    found = plan_of(
        ["Navn", "Erfaring", "Samtykke"],
        ["Kari Moe", "kols, F32.1", "1.2.2024"],
        ["Ola Lie", "rus", "1.2.2024"],
    )

    assert [term.text for term in found.new[0].experience] == ["kols"]
    assert "F32" not in json.dumps(as_json(found))


def test_known_people_are_not_printed_with_their_data() -> None:
    known = [KnownPerson("7", "Kari Moe", "kari@example.org", "+4740612701", 1950)]

    found = as_json(plan_of(["Navn", "E-post"], ["Kari Lie", "KARI@example.org"], known=known))

    assert found["possible_duplicates"][0]["known"] == ["7"]
    assert "1950" not in json.dumps(found)
