"""What in a quotation may tell who said it: found for what it is, and little else called out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.contributions.recognising import What, recognisable
from tests.helpers import effort


@pytest.mark.parametrize(
    ("text", "what", "words"),
    [
        ("Ring meg på 912 34 567 i morgen.", What.CONTACT, "912 34 567"),
        ("Nummeret er 91 23 45 67.", What.CONTACT, "91 23 45 67"),
        ("Nummeret er +47 91234567.", What.CONTACT, "+47 91234567"),
        ("Skriv til kari.n@example.org.", What.CONTACT, "kari.n@example.org"),
        ("Fødselsnummer 010190 12345 sto på brevet.", What.CONTACT, "010190 12345"),
        ("Da sa Solveig at det var for sent.", What.NAME, "Solveig"),
        ("Solveig sa at det var for sent.", What.NAME, "Solveig"),
        ("Legen heter Nils Aas og er flink.", What.NAME, "Nils Aas"),
        ("Vi bor i Storgata 14 og får ingen buss.", What.PLACE, "Storgata 14"),
        ("Bussen går ikke fra Sandvik etter ni.", What.PLACE, "Sandvik"),
        ("Mor er 83 år og bor alene.", What.AGE, "83 år"),
        ("En 74-åring orker ikke det.", What.AGE, "74-åring"),
        ("Jeg er født i 1951.", What.AGE, "født i 1951"),
        ("I am 74 years old.", What.AGE, "74 years old"),
        ("Det var 12. mars 2025 jeg kom inn.", What.DATE, "12. mars 2025"),
        ("Brevet kom 12.03.2025.", What.DATE, "12.03.2025"),
        ("Siden oktober 2024 har ingen ringt.", What.DATE, "oktober 2024"),
        ("Jeg har ALS og trenger hjelp.", What.RARE, "ALS"),
        ("Det er en sjelden sykdom.", What.RARE, "sjelden sykdom"),
        ("Eg har ein sjeldan diagnose, cystisk fibrose.", What.RARE, "cystisk fibrose"),
        ("Jeg er den eneste med hund her.", What.ONLY, "den eneste"),
        ("Vi har tvillinger på fire.", What.ONLY, "tvillinger"),
    ],
)
def test_what_tells_of_somebody_is_found(text, what, words):
    assert [(one.what, one.words) for one in recognisable(text)] == [(what, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Brevet er for langt, og ingen svarer når vi ringer.",
        "Dere må spørre før dere bestemmer. Vi vet hvor skoen trykker!",
        "Jeg ventet i tre timer på NAV og fikk ikke BPA.",
        "– Kan noen ringe dagen før?",
        "Det tok 6 måneder og 14 dager.",
        "Møtet varte i 2 timer. Det holder.",
        "",
    ],
)
def test_what_tells_of_nobody_is_let_be(text):
    assert recognisable(text) == []


def test_each_thing_is_told_once_and_in_order():
    found = recognisable("Kari ringte. Da sa Kari at mor er 83 år. Kari er 83 år.")

    assert [(one.what, one.words) for one in found] == [(What.NAME, "Kari"), (What.AGE, "83 år")]
    assert "«Kari»" in found[0].label or "“Kari”" in found[0].label


@given(st.text(max_size=300))
def test_any_text_is_read_and_what_is_found_stands_in_it(text):
    for reason in recognisable(text):
        assert reason.words in text


def test_a_long_text_is_read_at_once():
    with effort.at_most(seconds=0.5):
        recognisable("Aa " * 700 + "1" * 2000 + "den " * 400)
