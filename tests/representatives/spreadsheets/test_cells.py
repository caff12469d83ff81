"""One cell at a time: telephones, dates, consent, years of birth, languages, names, terms."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from representatives.duplicates.likeness import BirthYear
from representatives.duplicates.names import name_tokens, same_name, similar_names
from representatives.spreadsheets.cells import (
    NoConsent,
    birth_year_of,
    consent_of,
    email_of,
    language_of,
    phone_of,
    yes_or_no,
)
from representatives.spreadsheets.dates import find_date
from representatives.spreadsheets.names import (
    PARTICLES,
    PersonName,
    split_name,
)
from representatives.spreadsheets.terms import split_terms
from representatives.spreadsheets.values import Cell
from tests.representatives.spreadsheets.books import TODAY

MONTHS = "januar februar mars april mai juni juli august september oktober november desember".split()


@pytest.mark.parametrize(
    "cell",
    [
        "406 12 701",
        "+47 40612701",
        40612701.0,
        40612701,
        "004740612701",
        "40612701.0",
        "40 61 27 01",
        "4740612701",
        "(+47) 406 12 701",
        "406 12 701 (kona)",
        "Mob: 40612701",
        "40612701 / 22 33 44 55",
        "+47\xa0406 12 701",
    ],
)
def test_a_telephone_in_any_form_is_one_number(cell: Cell) -> None:
    assert phone_of(cell) == "+4740612701"


def test_foreign_numbers_keep_their_country_and_nonsense_is_none() -> None:
    assert phone_of("+46 70 123 45 67") == phone_of("0046701234567") == "+46701234567"
    assert [phone_of(cell) for cell in ("123", "mangler", None, True, "110403 00000", date(2024, 1, 1))] == [
        None
    ] * 6


@given(
    st.integers(min_value=40_000_000, max_value=49_999_999),
    st.sampled_from(["{}", "+47{}", "0047 {}", "{}.0"]),
)
@settings(max_examples=150, derandomize=True)
def test_telephones_round_trip(number: int, form: str) -> None:
    found = phone_of(form.format(number))

    assert found == f"+47{number}" and phone_of(found) == found and phone_of(float(number)) == found


@given(st.dates(min_value=date(2000, 1, 1), max_value=TODAY), st.integers(min_value=0, max_value=9))
@settings(max_examples=300, derandomize=True)
def test_a_date_in_any_form_is_the_same_day(day: date, form: int) -> None:
    written = (
        f"{day.day}.{day.month}.{day.year}",
        day.isoformat(),
        day.strftime("%d.%m.%y"),
        day.strftime("%d/%m-%y"),
        f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
        f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}",
        (day - date(1899, 12, 30)).days,
        datetime(day.year, day.month, day.day, 13, 5),
        day.strftime("%d.%m.%Y 10:15"),
        f"ja, {day.day}.{day.month}.{day.year}",
    )[form]

    assert consent_of(written, today=TODAY) == day


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("nov 2025", "2025-11-01"),
        ("sept 2024", "2024-09-01"),
        ("05.2024", "2024-05-01"),
        ("juli 2023", "2023-07-01"),
    ],
)
def test_a_month_counts_from_its_first_day(cell: str, day: str) -> None:
    assert consent_of(cell, today=TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("", NoConsent.EMPTY),
        *(
            (cell, NoConsent.SAID_NO)
            for cell in ("nei", "Nei", "trukket 3.4.2024", "aldri", "ikke enda", "12.5.2024 (trukket)")
        ),
        *(
            (cell, NoConsent.NO_DATE)
            for cell in ("muntlig", "?", "avventer", "ja", "x", "2024", 2024.0, "31.02.2024", "høsten 2025")
        ),
        *(
            (cell, NoConsent.CONDITION)
            for cell in ("sendt 12.5.2024", "purret 12.5.24", "avventer, spurt 1.2.2025")
        ),
        ("3.2.2027", NoConsent.AHEAD),
        ("1.1.1970", NoConsent.NOT_CREDIBLE),
    ],
)
def test_what_is_no_dated_consent(cell: Cell, why: NoConsent) -> None:
    assert consent_of(cell, today=TODAY) is why


@given(st.text(max_size=60))
@settings(max_examples=300, derandomize=True)
def test_no_text_breaks_a_reader(cell: str) -> None:
    found = find_date(cell, today=TODAY)

    assert found is None or found.on.year > 1800
    assert all(piece.text for piece in split_terms(cell))
    assert phone_of(cell) is None or phone_of(cell) == phone_of(phone_of(cell))
    assert email_of(cell) is None or "@" in str(email_of(cell))
    year = birth_year_of(cell, today=TODAY)
    assert year is None or 1900 <= year.year <= TODAY.year
    assert isinstance(consent_of(cell, today=TODAY), NoConsent | date)
    assert language_of(cell) in (None, "nb", "nn", "en", "se") and yes_or_no(cell) in (None, True, False)


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("31 år", BirthYear(1995, True)),
        (1937.0, BirthYear(1937)),
        ("født 1950", BirthYear(1950)),
        ("12.05.58", BirthYear(1958)),
        ("120558", BirthYear(1958)),
        ("58", BirthYear(1958)),
        (date(1971, 2, 3), BirthYear(1971)),
        (13500.0, BirthYear(1936)),
        ("3000", None),
        ("ukjent", None),
        (True, None),
    ],
)
def test_years_of_birth(cell: Cell, year: BirthYear | None) -> None:
    assert birth_year_of(cell, today=TODAY) == year


def test_a_bare_number_is_an_age_where_ages_are_asked_for() -> None:
    assert birth_year_of("58", today=TODAY, bare_is_age=True) == BirthYear(1968, True)


def test_languages_in_many_words() -> None:
    assert {language_of(word) for word in ("nynorsk", "nn", "NN", "Nynorsk ", "norsk (nynorsk)")} == {"nn"}
    assert {language_of(word) for word in ("bokmål", "NB", "nb", "Bokmål", "norsk")} == {"nb"}
    assert (language_of("engelsk"), language_of("nordsamisk"), language_of("polsk"), language_of(None)) == (
        "en",
        "se",
        None,
        None,
    )


def test_addresses_are_checked_and_made_plain() -> None:
    assert email_of("Kari <Kari.Moe@EXAMPLE.org>;") == "Kari.Moe@example.org"
    assert (
        email_of("a@b")
        is email_of("a..b@example.org")
        is email_of("kari(at)example.org")
        is email_of(None)
        is None
    )


def test_yes_and_no_in_many_forms() -> None:
    assert {yes_or_no(cell) for cell in ("ja", "J", "x", "X", "✓", "1", 1.0, True, "yes", "Ja, gjerne")} == {
        True
    }
    assert {yes_or_no(cell) for cell in ("nei", "N", "no", "0", False, "nei takk")} == {False}
    assert {yes_or_no(cell) for cell in ("", None, "kanskje")} == {None}


WORDS = (
    st.text("abcdefghijklmnoprstuvyæøåé", min_size=2, max_size=9)
    .map(str.capitalize)
    .filter(lambda word: word.casefold() not in PARTICLES)
)


@given(st.lists(WORDS, min_size=1, max_size=2), WORDS)
@settings(max_examples=150, derandomize=True)
def test_both_ways_round_are_one_name(given_names: list[str], family: str) -> None:
    given_name = " ".join(given_names)
    straight, turned = split_name(f"{given_name} {family}"), split_name(f"{family}, {given_name}")

    assert straight == turned == PersonName(given=given_name, family=family)
    assert same_name(f"{given_name} {family}", f"{family} {given_name}")


def test_likeness_of_names() -> None:
    assert name_tokens("Åse Kjølås-Näs") == name_tokens("aase KJØLÅS NÆS")
    assert similar_names("Kari Nordmann", "Kari M. Nordmann") and similar_names(
        "Kari Nordmann", "Nordman, Kari"
    )
    assert not similar_names("Fatima Oterholm", "Fatima Kowalska-Lie")
    assert not similar_names("Jon Hansen", "Jan Hansen") and not similar_names("Kari", "Kari Nordmann")


@pytest.mark.parametrize(
    ("cell", "pieces"),
    [
        ("slag/afasi, kols; kreft\nrus / MS", ["slag/afasi", "kols", "kreft", "rus", "MS"]),
        ("tirs/tors, ikke fredag", ["tirs/tors", "ikke fredag"]),
        ("demens (mor, far)", ["demens"]),
        ("• kols\n- MS\n1. rus", ["kols", "MS", "rus"]),
        ("kreft, Kreft ,, -", ["kreft"]),
        ("Jeg har vært syk, og er nå med for å gjøre det litt bedre for andre.", None),
    ],
)
def test_cells_with_several_words(cell: str, pieces: list[str] | None) -> None:
    found = [piece.text for piece in split_terms(cell)]

    assert found == (pieces if pieces is not None else [cell.rstrip(".")])


def test_relation_belongs_to_its_piece_or_to_what_follows() -> None:
    def read(cell: str) -> list[tuple[str, str | None]]:
        return [(piece.text, piece.relation) for piece in split_terms(cell)]

    assert read("demens (pårørende), kols") == [("demens", "next_of_kin"), ("kols", None)]
    assert read("sykehjem – pårørende") == [("sykehjem", "next_of_kin")]
    assert read("autisme (forelder)") == [("autisme", "next_of_kin")]
    assert read("pårørende: MS\nkols / rus") == [
        ("MS", "next_of_kin"),
        ("kols", "next_of_kin"),
        ("rus", "next_of_kin"),
    ]
    assert read("egen: kols; pårørande: demens, rus") == [
        ("kols", "own"),
        ("demens", "next_of_kin"),
        ("rus", "next_of_kin"),
    ]
    assert read("etterlatt etter kreft") == [("kreft", "bereaved")]
