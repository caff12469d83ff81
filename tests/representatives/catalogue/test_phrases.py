"""Whose experience a phrase is, and whether it is denied, is read from its words and shown."""

import pytest

from representatives.catalogue.phrases import read_phrase
from representatives.catalogue.starter import load_starter, starter_labels


@pytest.mark.parametrize(
    ("text", "core", "relation"),
    [
        ("pårørende: demens", "demens", "next-of-kin"),
        ("demens (pårørende)", "demens", "next-of-kin"),
        ("DEMENS (PÅRØRENDE)", "DEMENS", "next-of-kin"),
        ("pårørende: demens (pårørende)", "demens", "next-of-kin"),
        ("sykehjem – pårørende", "sykehjem", "next-of-kin"),
        ("demens, pårørende", "demens", "next-of-kin"),
        ("kols - pår.", "kols", "next-of-kin"),
        ("parorende rus", "rus", "next-of-kin"),
        ("pårørende til person med MS", "MS", "next-of-kin"),
        ("Pårørande til person med ME", "ME", "next-of-kin"),
        ("next of kin of a person with dementia", "dementia", "next-of-kin"),
        ("dementia (carer)", "dementia", "next-of-kin"),
        ("demens (mor)", "demens", "next-of-kin"),
        ("Pårørende ", "", "next-of-kin"),
        ("mor med demens", "demens", "next-of-kin-parent"),
        ("mora mi har demens", "demens", "next-of-kin-parent"),
        ("svigermor med demens", "demens", "next-of-kin-parent"),
        ("datter av mor med demens", "demens", "next-of-kin-parent"),
        ("pårørende til mor", "", "next-of-kin-parent"),
        ("my mother has dementia", "dementia", "next-of-kin-parent"),
        ("sønn med autisme", "autisme", "next-of-kin-child"),
        ("sonen min har autisme", "autisme", "next-of-kin-child"),
        ("autisme (forelder)", "autisme", "next-of-kin-child"),
        ("pårørende: autisme (forelder)", "autisme", "next-of-kin-child"),
        ("mor til barn med autisme", "autisme", "next-of-kin-child"),
        ("forelder til en gutt med ADHD", "ADHD", "next-of-kin-child"),
        ("mother of a child with autism", "autism", "next-of-kin-child"),
        ("forelder til voksen sønn med ADHD", "ADHD", "next-of-kin-child"),
        ("sønn på 12 med ADHD", "ADHD", "next-of-kin-child"),
        ("mor", "", "next-of-kin"),
        ("nevø med ADHD", "ADHD", "next-of-kin"),
        ("caring for my dad with dementia", "dementia", "next-of-kin-parent"),
        ("Har vært pårørende til min mann som hadde ALS", "ALS", "next-of-kin-adult"),
        ("gift med en som har MS", "MS", "next-of-kin-adult"),
        ("enke etter mann med kreft", "kreft", "bereaved"),
        ("personleg erfaring med angst", "angst", "own-experience"),
        ("kone med Parkinson", "Parkinson", "next-of-kin-adult"),
        ("mannen min fikk slag", "slag", "next-of-kin-adult"),
        ("sambuaren min har kols", "kols", "next-of-kin-adult"),
        ("my wife has ALS", "ALS", "next-of-kin-adult"),
        ("jeg har selv diabetes", "diabetes", "own-experience"),
        ("eg har sjølv kols", "kols", "own-experience"),
        ("Jeg har hatt kreft", "kreft", "own-experience"),
        ("egenerfaring: rus", "rus", "own-experience"),
        ("kreft (selv)", "kreft", "own-experience"),
        ("lived experience of psychosis", "psychosis", "own-experience"),
        ("I have had a stroke", "stroke", "own-experience"),
        ("etterlatt", "", "bereaved"),
        ("etterlaten", "", "bereaved"),
        ("mistet mannen min i kreft", "kreft", "bereaved"),
        ("bereaved, cancer", "cancer", "bereaved"),
        ("på vegne av FFO", "FFO", "organisation-mandate"),
    ],
)
def test_the_perspective_is_read_and_taken_out(text: str, core: str, relation: str) -> None:
    phrase = read_phrase(text)

    assert (phrase.core_text, phrase.relation, phrase.negated) == (core, relation, False)
    assert phrase.relations == (relation,)
    assert phrase.read
    assert all(words.casefold() in text.casefold() for words in phrase.read)


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("ikke diabetes", "diabetes"),
        ("Ikkje kreft", "kreft"),
        ("har ikke kols", "kols"),
        ("har aldri hatt kreft", "kreft"),
        ("uten synshemming", "synshemming"),
        ("ingen erfaring med rus", "rus"),
        ("not cancer", "cancer"),
        ("no diabetes", "diabetes"),
        ("har verken kols eller astma", "kols eller astma"),
        ("without diabetes", "diabetes"),
    ],
)
def test_a_denial_is_read_and_said(text: str, core: str) -> None:
    phrase = read_phrase(text)

    assert (phrase.core_text, phrase.negated, phrase.relation) == (core, True, None)
    assert phrase.read


@pytest.mark.parametrize(
    "text",
    [
        "demens",
        "slag/afasi",
        "svangerskap/barsel",
        "psykisk helse barn og unge",
        "ikke-vestlig innvandrer",
        "ikke norsk morsmål",
        "overgang barn til voksen",
        "self-harm",
        "carer support",
        "my GP",
        "hatt slag",
        "mistet synet",
        "pårørendeskole",
        "snakke på vegne av andre",
        "utskrivning fra sykehus gikk ikke bra",
        "barselomsorg",
        "farmasi",
    ],
)
def test_what_says_nothing_of_whom_is_left_alone(text: str) -> None:
    phrase = read_phrase(text)

    assert (phrase.core_text, phrase.relation, phrase.negated, phrase.read) == (text, None, False, ())


@pytest.mark.parametrize(
    "text", ["bruker og pårørende", "pårørende og bruker", "egen/pårørende", "Pårørende + selv"]
)
def test_both_own_and_next_of_kin_is_reported_as_both(text: str) -> None:
    phrase = read_phrase(text)

    assert (phrase.core_text, phrase.relation) == ("", None)
    assert phrase.relations == ("next-of-kin", "own-experience")
    assert all(words in text for words in phrase.read)


def test_a_shortened_with_is_understood() -> None:
    phrase = read_phrase("forelder til barn m/ autisme")

    assert (phrase.core_text, phrase.relation) == ("autisme", "next-of-kin-child")


@pytest.mark.parametrize("kind", ["experience", "service"])
def test_a_known_word_of_the_catalogue_is_not_read_apart(kind: str) -> None:
    broken = [label.text for label in starter_labels() if label.kind == kind and read_phrase(label.text).read]

    assert broken == []


def test_two_perspectives_are_reported_and_none_is_chosen() -> None:
    phrase = read_phrase("jeg har selv MS og mor med demens")

    assert phrase.is_ambiguous
    assert phrase.relation is None
    assert phrase.relations == ("next-of-kin-parent", "own-experience")
    assert phrase.read == ("jeg har selv", "mor med")
    assert phrase.core_text == "MS og demens"


def test_a_denial_and_a_perspective_are_both_read() -> None:
    phrase = read_phrase("pårørende, ikke egen erfaring")

    assert phrase.negated
    assert phrase.relations == ("next-of-kin", "own-experience")


def test_relations_are_keys_of_perspective_terms() -> None:
    keys = {term.key for term in load_starter() if term.kind == "perspective"}

    for text in (
        "pårørende",
        "mor med x",
        "sønn med x",
        "kona mi",
        "etterlatt",
        "jeg har selv x",
        "på vegne av x",
    ):
        assert read_phrase(text).relation in keys
