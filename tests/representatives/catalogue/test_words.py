"""Free words find their terms: exactly where known, within three where alike, never when unrelated."""

import pytest

from representatives.catalogue.starter import starter_labels
from representatives.catalogue.words import Index, Label, normalise, read_phrase, trigrams
from tests.representatives.catalogue.phrases import expected_phrases, unrelated_phrases

INDEX = Index.build(starter_labels())

# Every experience and skill word of three municipalities' lists, with the one term each must lead to.
IMPORTED = {
    "BPA": "personal-assistance",
    "ME": "long-term-illness",
    "MS": "neurological",
    "Parkinson": "neurological",
    "autisme (forelder)": "neurodevelopmental",
    "demens (pårørende)": "dementia",
    "pårørende: demens (pårørende)": "dementia",
    "diabetes": "diabetes-metabolic",
    "fibromyalgi": "pain-musculoskeletal",
    "hjemmesykepleie": "home-care",
    "hjerte": "heart-lung",
    "hørsel": "sight-hearing",
    "kols": "heart-lung",
    "kreft": "cancer",
    "kroniske smerter": "pain-musculoskeletal",
    "lungerehab": "heart-lung",
    "psykisk helse": "mental-health",
    "rehabilitering etter brudd": "rehabilitation-injury",
    "revmatisme": "pain-musculoskeletal",
    "rus": "substance-use",
    "slag/afasi": "neurological",
    "svangerskap/barsel": "pregnancy-child-health",
    "sykehjem – pårørende": "nursing-home",
    "synshemming": "sight-hearing",
}
SKILLS = {
    "IT-testing": "digital-testing",
    "arabisk": "language-arabic",
    "digitale verktøy": "digital-skills",
    "engelsk": "language-english",
    "foredrag": "giving-talks",
    "intervjue": "interviewing-peers",
    "likeperson": "peer-support",
    "møteledelse": "chairing",
    "nordsamisk": "language-northern-sami",
    "polsk": "language-polish",
    "skrive klart språk": "plain-language",
    "snakke i grupper": "speak-in-groups",
    "tall og budsjett": "numbers-budget",
    "tegnspråk": "language-norwegian-sign",
    "tidl. lærer": "teaching",
    "undervise": "teaching",
}


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("  KOLS – pasient! ", "kols pasient"),
        ("Blåbærsyltetøy", "blåbærsyltetøy"),
        ("A\u030adne", "ådne"),
        ("sam\u00adtykke\u200b", "samtykke"),
        ("Parkinson's", "parkinsons"),
        ("slag/afasi\tMS\x00ME", "slag afasi ms me"),
        ("…", ""),
    ],
)
def test_one_spelling_for_comparison(written: str, plain: str) -> None:
    assert normalise(written) == plain


def test_pieces_are_cut_word_by_word() -> None:
    assert trigrams("ms rus") == {"  m", " ms", "ms ", "  r", " ru", "rus", "us "}


@pytest.mark.parametrize(("text", "key"), IMPORTED.items())
def test_every_experience_word_of_the_lists_is_known(text: str, key: str) -> None:
    hits = INDEX.find(read_phrase(text).core_text, kind=("experience", "service"))

    assert [(hit.key, hit.exact, hit.similarity) for hit in hits[:1]] == [(key, True, 1.0)]


@pytest.mark.parametrize(("text", "key"), SKILLS.items())
def test_every_skill_word_of_the_lists_is_known(text: str, key: str) -> None:
    hits = INDEX.find(text, kind="skill")

    assert [(hit.key, hit.exact) for hit in hits[:1]] == [(key, True)]


def test_every_label_finds_its_own_term_exactly() -> None:
    for label in starter_labels():
        hits = INDEX.find(label.text, kind=label.kind)
        assert (hits[0].key, hits[0].exact, hits[0].kind) == (label.key, True, label.kind), label


def shares(group: str) -> tuple[float, float]:
    """How often the right term is first, and within three, among all kinds at once."""
    first = three = 0
    phrases = [phrase for phrase in expected_phrases() if group in phrase.group]
    for phrase in phrases:
        right = [hit.key in phrase.keys for hit in INDEX.find(read_phrase(phrase.text).core_text)]
        first += right[:1] == [True]
        three += any(right)
    return first / len(phrases), three / len(phrases)


def test_the_goal_is_reached_over_all_phrases() -> None:
    first, three = shares("")

    assert len(expected_phrases()) >= 111
    assert first >= 0.90
    assert three >= 0.95


def test_phrases_left_alone_while_the_catalogue_was_written_are_found_too() -> None:
    first, three = shares("held")

    assert first >= 0.80
    assert three >= 0.95


@pytest.mark.parametrize("text", unrelated_phrases())
def test_nothing_unrelated_is_offered_from_three_tenths(text: str) -> None:
    assert INDEX.find(text, floor=0.30) == []


def test_few_unrelated_are_offered_from_a_quarter() -> None:
    assert sum(bool(INDEX.find(text)) for text in unrelated_phrases()) <= 2


def test_a_learnt_word_is_found_and_a_word_of_two_terms_offers_both() -> None:
    index = Index.build(
        [
            *starter_labels(),
            Label("cancer", "brystet", "experience"),
            Label("heart-lung", "brystet", "experience"),
        ]
    )

    hits = index.find("Brystet")

    assert [(hit.key, hit.exact) for hit in hits[:2]] == [("cancer", True), ("heart-lung", True)]


def test_kind_limit_and_floor_narrow_the_answer() -> None:
    assert {hit.kind for hit in INDEX.find("rullestol", limit=10)} >= {"experience", "practical"}
    assert {hit.kind for hit in INDEX.find("rullestol", kind="practical", limit=10)} == {"practical"}
    assert {hit.kind for hit in INDEX.find("rullestol", kind={"role", "skill"}, limit=10)} <= {
        "role",
        "skill",
    }
    assert INDEX.find("rullestol", limit=0) == []
    assert all(hit.similarity >= 0.6 for hit in INDEX.find("rullestoler", limit=10, floor=0.6))


@pytest.mark.parametrize("text", ["", "   ", "…", "\x00", "ø", "!?", "og", "1"])
def test_next_to_nothing_finds_nothing_exact(text: str) -> None:
    assert not any(hit.exact for hit in INDEX.find(text))


def test_an_empty_index_answers_nothing() -> None:
    assert Index.build([]).find("kreft") == []
    assert len(Index.build([Label("x", "…")])) == 0
