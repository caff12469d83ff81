"""The catalogue a new municipality starts with: read from `starter/*.json`, one file a kind, and checked.

Terms are coarse on purpose: an experience area is never a diagnosis. A word for a diagnosis is a synonym that
leads to the area and is not stored about anybody. The lists follow the starter taxonomies of the field guide.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from representatives.catalogue.words import Label, normalise

KINDS = ("perspective", "experience", "service", "role", "skill", "practical")
LANGUAGES = ("nb", "nn", "en")
FOLDER = Path(__file__).parent / "starter"
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class CatalogueError(ValueError):
    """The catalogue's files are not in order; the text names every fault, one a line."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the catalogue. `names` has every language; `synonyms` has a list, perhaps empty, for each.

    `key` is stable English in kebab-case and unique in the whole catalogue. `parent` is a key of the same
    kind. A word that is spelt alike in two languages need only stand in one of the lists.
    """

    key: str
    kind: str
    parent: str | None
    names: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]]

    def labels(self) -> Iterator[Label]:
        """Everything that may be written for this term, names first."""
        for language, name in self.names.items():
            yield Label(self.key, name, self.kind, language, is_name=True)
        for language, words in self.synonyms.items():
            for word in words:
                yield Label(self.key, word, self.kind, language)


@cache
def load_starter() -> tuple[Term, ...]:
    """The starter catalogue, checked, in the order of `KINDS` and of the files. Raises `CatalogueError`."""
    return read_catalogue(FOLDER)


@cache
def starter_labels() -> tuple[Label, ...]:
    """Every name and synonym of the starter catalogue, ready for `Index.build`."""
    return tuple(label for term in load_starter() for label in term.labels())


def read_catalogue(folder: Path) -> tuple[Term, ...]:
    """The catalogue in `folder`. Raises `CatalogueError` when a file is missing, ill-formed or at odds."""
    terms: list[Term] = []
    for kind in KINDS:
        path = folder / f"{kind}.json"
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["kind"] != kind:
                raise CatalogueError(f"{path.name} says it holds {content['kind']!r}")
            terms.extend(_term(kind, row) for row in content["terms"])
        except (OSError, KeyError, TypeError, AttributeError, json.JSONDecodeError) as fault:
            raise CatalogueError(f"{path.name} cannot be read: {fault!r}") from fault
    faults = faults_of(terms)
    if faults:
        raise CatalogueError("\n".join(faults))
    return tuple(terms)


def _term(kind: str, row: Mapping[str, Any]) -> Term:
    return Term(
        key=row["key"],
        kind=kind,
        parent=row["parent"],
        names=MappingProxyType(dict(row["names"])),
        synonyms=MappingProxyType({language: tuple(words) for language, words in row["synonyms"].items()}),
    )


def faults_of(terms: Iterable[Term]) -> list[str]:
    """What is wrong with `terms`, in sentences; empty when all is well.

    Looks for: keys that are not kebab-case or come twice, parents that are missing, of another kind or go in
    a ring, languages missing, empty words, words said twice, and one word that leads to two terms of a kind.
    """
    terms = tuple(terms)
    return [
        *_key_faults(terms),
        *_parent_faults(terms),
        *(fault for term in terms for fault in _word_faults(term)),
        *_shared_words(terms),
    ]


def _key_faults(terms: tuple[Term, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for term in terms:
        if not _KEY.fullmatch(term.key):
            yield f"{term.key}: the key is not kebab-case"
        if term.key in seen:
            yield f"{term.key}: the key comes twice"
        seen.add(term.key)


def _parent_faults(terms: tuple[Term, ...]) -> Iterator[str]:
    by_key = {term.key: term for term in terms}
    for term in terms:
        passed = {term.key}
        parent = term.parent
        while parent is not None:
            if parent not in by_key or by_key[parent].kind != term.kind:
                yield f"{term.key}: the parent {parent} is not a {term.kind} term"
                break
            if parent in passed:
                yield f"{term.key}: the parents go in a ring"
                break
            passed.add(parent)
            parent = by_key[parent].parent


def _word_faults(term: Term) -> Iterator[str]:
    for what, languages in (("names", set(term.names)), ("synonyms", set(term.synonyms))):
        if languages != set(LANGUAGES):
            yield f"{term.key}: {what} must be given in {', '.join(LANGUAGES)}"
    for label in term.labels():
        if not normalise(label.text) or label.text != label.text.strip():
            yield f"{term.key}: {label.text!r} is not a word"
    for language, words in term.synonyms.items():
        plain = [normalise(word) for word in words]
        for word in sorted({word for word in plain if plain.count(word) > 1}):
            yield f"{term.key}: {word!r} comes twice in {language}"


def _shared_words(terms: tuple[Term, ...]) -> Iterator[str]:
    owners: dict[tuple[str, str], str] = {}
    for term in terms:
        for label in term.labels():
            owner = owners.setdefault((term.kind, normalise(label.text)), term.key)
            if owner != term.key:
                yield f"{label.text!r} leads to both {owner} and {term.key}"
