"""The starter catalogue is complete and sound, and the check finds every fault it promises to find."""

import json
import re
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from representatives.catalogue.starter import (
    FOLDER,
    KINDS,
    LANGUAGES,
    CatalogueError,
    Term,
    faults_of,
    load_starter,
    read_catalogue,
    starter_labels,
)

REQUIRED = {
    "perspective": (
        "own-experience next-of-kin next-of-kin-adult next-of-kin-child next-of-kin-parent bereaved "
        "organisation-mandate"
    ),
    "experience": (
        "long-term-illness pain-musculoskeletal heart-lung diabetes-metabolic cancer neurological "
        "dementia mental-health substance-use disability-mobility sight-hearing "
        "intellectual-disability rare-condition ageing-frailty pregnancy-child-health rehabilitation-injury "
        "minority-language end-of-life"
    ),
    "service": (
        "home-care nursing-home gp emergency-ward rehabilitation-service healthy-life-centre "
        "child-health-clinic mental-health-team assistive-devices respite personal-assistance "
        "digital-home-monitoring hospital-transitions"
    ),
    "role": (
        "committee working-group own-story-talk focus-group text-reader test-user co-facilitator "
        "staff-teacher research-partner steering-group"
    ),
    "skill": (
        "speak-in-groups represent-others plain-language digital-testing chairing interviewing-peers "
        "numbers-budget teaching mentoring languages language-norwegian-sign language-northern-sami "
        "language-english language-polish language-arabic sector-knowledge representative-training"
    ),
    "practical": (
        "time meeting-place meet-digitally travel-limit assignment-limit notice-needed "
        "accessibility-need support-person channel channel-sms channel-email channel-phone channel-letter "
        "language-form fee-wish"
    ),
}


def a_term(key: str = "sun", kind: str = "service", parent: str | None = None, word: str = "sola") -> Term:
    return Term(
        key=key,
        kind=kind,
        parent=parent,
        names=MappingProxyType({"nb": f"{key} b", "nn": f"{key} n", "en": f"{key} e"}),
        synonyms=MappingProxyType({"nb": (word,), "nn": (), "en": ()}),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_term_of_the_field_guide_is_there(kind: str) -> None:
    keys = {term.key for term in load_starter() if term.kind == kind}

    assert set(REQUIRED[kind].split()) <= keys


def test_the_files_are_one_a_kind() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(KINDS)


def test_every_term_is_named_in_three_languages_and_has_synonyms_in_each_sizeable_kind() -> None:
    for term in load_starter():
        assert set(term.names) == set(LANGUAGES) == set(term.synonyms), term.key
        assert all(term.names.values()), term.key
        if term.kind in {"experience", "service", "role"}:
            assert all(len(words) >= 3 for words in term.synonyms.values()), term.key


def test_names_begin_with_a_capital_and_no_word_has_stray_space() -> None:
    for label in starter_labels():
        assert label.text == " ".join(label.text.split()), label
        assert not label.is_name or label.text[0].isupper(), label


def test_no_label_is_a_diagnosis_code() -> None:
    coded = [label.text for label in starter_labels() if re.search(r"\b[A-Z]\d\d(\.\d)?\b", label.text)]

    assert coded == []


def test_no_label_names_another_terms_exact_word_within_a_kind() -> None:
    assert faults_of(load_starter()) == []


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ([a_term(key="Sun Shine")], "kebab-case"),
        ([a_term(), a_term(word="lys")], "comes twice"),
        ([a_term(parent="moon")], "parent moon"),
        ([a_term(), a_term(key="moon", kind="role", parent="sun")], "not a role term"),
        ([a_term(parent="moon"), a_term(key="moon", parent="sun", word="måne")], "ring"),
        ([a_term(), a_term(key="moon", word="SOLA!")], "leads to both sun and moon"),
        ([a_term(word="…")], "is not a word"),
        ([a_term(word=" sola")], "is not a word"),
        (
            [replace(a_term(), names=MappingProxyType({"nb": "Sol", "en": "Sun"}))],
            "must be given in nb, nn, en",
        ),
        (
            [replace(a_term(), synonyms=MappingProxyType({"nb": ("lys", "Lys"), "nn": (), "en": ()}))],
            "twice in nb",
        ),
    ],
)
def test_a_fault_is_named(terms: list[Term], said: str) -> None:
    assert any(said in fault for fault in faults_of(terms))


def test_the_same_word_may_lead_to_terms_of_two_kinds() -> None:
    assert faults_of([a_term(), a_term(key="moon", kind="role")]) == []


@pytest.mark.parametrize(
    "content", ["", "[]", '{"kind": "role", "terms": []}', '{"kind": "perspective", "terms": [{}]}']
)
def test_a_damaged_file_is_refused_by_name(tmp_path: Path, content: str) -> None:
    for kind in KINDS:
        (tmp_path / f"{kind}.json").write_text(json.dumps({"kind": kind, "terms": []}), encoding="utf-8")
    (tmp_path / "perspective.json").write_text(content, encoding="utf-8")

    with pytest.raises(CatalogueError, match=r"perspective\.json"):
        read_catalogue(tmp_path)


def test_the_pure_parts_import_no_framework() -> None:
    for name in ("starter", "words", "phrases"):
        source = (FOLDER.parent / f"{name}.py").read_text(encoding="utf-8")
        assert "django" not in source.casefold(), name
