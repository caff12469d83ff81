"""Headings, rows and the plan: what is a person, who is the same, and what a person may correct."""

import pytest

from representatives.spreadsheets.people import KnownPerson, PersonRow
from representatives.spreadsheets.plan import ImportPlan
from tests.representatives.spreadsheets.books import json_of, plan, plan_of, text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_encoding_and_separator_gives_the_same(encoding: str, delimiter: str) -> None:
    rows = [
        ["Navn", "E-post", "Bydel"],
        ["Åse Bjørnøy", "ase@example.org", "Søndre bydel"],
        ["Pål Lie", "pal@example.org", "Øst"],
    ]

    found = plan(text(rows, delimiter, encoding))

    assert [(p.row, p.name, p.area) for p in found.new] == [
        (2, "Åse Bjørnøy", "Søndre bydel"),
        (3, "Pål Lie", "Øst"),
    ]


def test_no_person_is_refused_with_its_reason_and_blank_rows_are_silent() -> None:
    found = plan_of(
        ["Navn", "Tlf", "Bydel", "Nr"],
        ["Kari Moe", "40612701", "Nord", "1"],
        ["", "", "", "2"],
        ["Nye fra høsten 2025:", "", "", ""],
        ["Nord", "", "", ""],
        ["-- Ole (etternavn?) ringer --", "", "", ""],
        ["Ole", "40612702", "", ""],
        ["SUM", "64", "", ""],
        ["Totalt: 64", "", "", ""],
        ["Navn", "Tlf", "Bydel", "Nr"],
        ["", "40612703", "Nord", ""],
        ["Ola Lie", "", "", ""],
        ["ring kontoret", "", "", ""],
    )

    assert [(row.row, row.code) for row in found.refused] == [
        (4, "sub_heading"),
        (5, "sub_heading"),
        (6, "half_name"),
        (7, "half_name"),
        (8, "total"),
        (9, "total"),
        (10, "headings_again"),
        (11, "no_name"),
        (13, "sub_heading"),
    ]
    assert [person.row for person in found.new] == [2, 12]


LEFT = [
    ("SLUTTET", ""),
    ("Sluttet 2024", ""),
    ("har slutta", ""),
    ("", "nei"),
    ("", "Inaktiv"),
    ("", "SLUTTET"),
    ("utmeldt", "x"),
]
STAYS = [
    ("", ""),
    ("ikke sluttet", "x"),
    ("sluttet å røyke", "ja"),
    ("", "X"),
    ("pause", "aktiv"),
    ("", "pause"),
]


@pytest.mark.parametrize(("note", "active"), LEFT)
def test_left_comes_in_with_name_and_contact_only(note: str, active: str) -> None:
    found = plan_of(
        ["Navn", "Tlf", "Erfaring", "Samtykke", "Aktiv", "Merknad"],
        ["Kari Moe", "40612701", "kols", "1.2.2024", active, note],
        ["Ola Lie", "40612702", "rus", "1.2.2024", "", ""],
    )

    assert found.new[0] == PersonRow(
        row=2, name="Kari Moe", given_name="Kari", family_name="Moe", phone="+4740612701", state="left"
    )
    assert found.new[1].experience[0].key == "substance_use"


@pytest.mark.parametrize(("note", "active"), STAYS)
def test_others_stay_active(note: str, active: str) -> None:
    found = plan_of(
        ["Navn", "Tlf", "Aktiv", "Merknad"],
        ["Kari Moe", "40612701", active, note],
        ["Ola Lie", "40612702", "", ""],
    )

    assert found.new[0].state == "active"


def two(first: list[str], second: list[str]) -> ImportPlan:
    """The plan of two people with name, telephone, e-mail and year of birth."""
    return plan_of(["Navn", "Tlf", "E-post", "Født"], first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["Kari Moe", "40612701", "k@example.org", "1950"], ["Moe, Kari", "", "K@EXAMPLE.ORG", ""]),
        (["Kari Moe", "40612701", "", "1950"], ["Kari Anne Moe", "406 12 701", "", ""]),
        (["Kari Nordmann", "40612701", "", "1950"], ["Kari Nordman", "40612702", "", "1950"]),
        (["Kari Moe", "", "felles@example.org", ""], ["Ola Moe", "", "felles@example.org", ""]),
        (["Kari Moe", "40612701", "", "1950"], ["Kari Lie", "40612701", "", "1950"]),
        (["Kari Moe", "40612701", "", ""], ["Kari Moe", "", "k@example.org", ""]),
    ],
)
def test_the_later_of_two_like_rows_is_for_a_person_to_decide(first: list[str], second: list[str]) -> None:
    found = two(first, second)

    assert [person.row for person in found.new] == [2]
    assert [(double.person.row, double.of_row) for double in found.possible_duplicates] == [(3, 2)]
    assert "row 2" in str(found.possible_duplicates[0].reason)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["Kari Moe", "40612701", "k@example.org", "1950"], ["Ola Moe", "40612701", "o@example.org", "1950"]),
        (["Kari Moe", "40612701", "", "1950"], ["Kari Moe", "40612702", "", "1981"]),
        (
            ["Kari Moe", "40612701", "k1@example.org", "1997"],
            ["Kari Moe", "40612701", "k2@example.org", "1967"],
        ),
        (["Kari Moe", "40612701", "", ""], ["Kari Moe", "40612702", "", ""]),
    ],
)
def test_households_and_namesakes_are_two_people(first: list[str], second: list[str]) -> None:
    assert [person.row for person in two(first, second).new] == [2, 3]


def test_against_the_registry_only_a_certain_match_is_an_update() -> None:
    known = [
        KnownPerson("a", "Kari Moe", "kari@example.org", "+4740612701", 1950),
        KnownPerson("b", "Ola Lie", None, "+4740612702", None),
        KnownPerson("c", "Per Dal", None, None, 1960),
    ]

    found = plan_of(
        ["Navn", "Tlf", "E-post", "Født"],
        ["Moe, Kari", "", "KARI@example.org", ""],
        ["Ola Lie", "40612702", "", ""],
        ["Per Dal", "", "", "1960"],
        ["Liv Nes", "40612701", "", ""],
        known=known,
    )

    assert [(update.person.row, update.known) for update in found.updated] == [(2, "a"), (3, "b")]
    assert [(double.person.row, double.known, double.of_row) for double in found.possible_duplicates] == [
        (4, ("c",), None)
    ]
    assert [person.row for person in found.new] == [5]


def test_unmapped_words_are_listed_once_with_suggestions() -> None:
    found = json_of(
        text(
            [
                ["Navn", "Erfaring", "Kan bidra med", "Samtykke"],
                ["Kari Moe", "kreftsykdom, kols", "foredrag", "1.2.2024"],
                ["Ola Lie", "Kreftsykdom (pårørende)", "", "1.2.2024"],
                ["Per Dal", "kreftsykdom", "", "nei"],
            ]
        )
    )

    assert found["unmapped_terms"] == [
        {"text": "kreftsykdom", "field": "experience", "count": 2, "rows": [2, 3], "suggestions": ["cancer"]},
        {"text": "foredrag", "field": "skills", "count": 1, "rows": [2], "suggestions": []},
    ]
    assert found["new"][0]["experience"][1] == {"text": "kols", "term": "copd", "relation": "own"}


def test_headings_alone_are_an_empty_list() -> None:
    found = json_of(b"Navn;Tlf;E-post\n")

    assert found["new"] == found["refused"] == [] and found["header_row"] == 1


def test_a_consent_is_not_counted_when_another_column_says_no() -> None:
    found = plan_of(
        ["Navn", "Erfaring", "Samtykke (ja/nei)", "Samtykke dato", "Samtykke trukket"],
        ["Kari Moe", "kols", "ja", "1.2.2024", ""],
        ["Ola Lie", "kols", "nei", "1.2.2024", ""],
        ["Per Dal", "kols", "ja", "1.2.2024", "1.3.2025"],
    )

    assert [bool(person.consent_on) for person in found.new] == [True, False, False]
    assert [held.words for held in found.held_back] == [("kols",), ("kols",)]


@pytest.mark.parametrize(
    "name", ["Kari Moe (SLUTTET)", "SLUTTET - Kari Moe", "Kari Moe - sluttet", "Moe, Kari (sluttet 2024)"]
)
def test_left_may_stand_in_the_name(name: str) -> None:
    found = plan_of(["Navn", "Tlf", "Erfaring"], [name, "40612701", "kols"])

    assert [(person.name, person.state) for person in found.new] == [("Kari Moe", "left")]


def test_a_column_of_contact_details_gives_telephone_and_address() -> None:
    found = plan_of(
        ["Navn", "Kontaktinfo"],
        ["Kari Moe", "40612701, kari@example.org"],
        ["Ola Lie", "ola@example.org"],
        ["Per Dal", "406 12 702"],
        ["Liv Nes", "spør Kari"],
    )

    assert [(person.phone, person.email) for person in found.new] == [
        ("+4740612701", "kari@example.org"),
        (None, "ola@example.org"),
        ("+4740612702", None),
        (None, None),
    ]
    assert [held.row for held in found.held_back] == [5]


def test_whose_experience_is_never_guessed() -> None:
    found = plan_of(
        ["Navn", "Rolle", "Erfaring", "Samtykke"],
        ["Kari Moe", "Pårørende", "demens, kols (egen)", "1.2.2024"],
        ["Ola Lie", "bruker og pårørende", "kols", "1.2.2024"],
        ["Per Dal", "", "kols", "1.2.2024"],
    )

    assert [[term.relation for term in person.experience] for person in found.new] == [
        ["next_of_kin", "own"],
        [None],
        ["own"],
    ]
    assert [(held.row, held.field) for held in found.held_back] == [(3, "relation")]
