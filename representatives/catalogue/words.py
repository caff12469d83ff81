"""Free words to catalogue terms: trigram similarity over every name and synonym in three languages.

Pure code: no database, no clock, the same on every installation. The method and its limits are those of
"Words to terms" in the matching design: no stems, no model, synonyms do the work. A hit is always a
suggestion that a person confirms; nothing here ticks anything.
"""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from representatives.catalogue.phrases import Phrase, read_phrase

__all__ = ["Hit", "Index", "Label", "Phrase", "normalise", "read_phrase", "trigrams"]

MAX_CHARACTERS = 400  # a cell may hold a novel; only its beginning is looked up
MAX_WINDOWED = 80  # labels whose best place inside a long text is worked out
CURVE = 1.5  # chance resemblance (two fifths of the pieces) falls below 0.30, typing errors stay above 0.25
PREFIX_LETTERS = 4  # "kols" opens "kolspasient"
SUFFIX_LETTERS = 5  # "kreft" closes "brystkreft"; four would let "ring" close "opplæring"
KIND_ORDER = ("experience", "service", "skill", "role", "practical", "perspective")  # between equals

# Parts of compounds that say who, not what: "kolspasient" is about kols, "pasientråd" about a council.
WHO_PARTS = frozenset("pasient pasienter pasientar bruker brukere brukar brukarar patient patients".split())

# Words that say nothing about which term is meant; they only weigh down a sentence.
EMPTY_WORDS = frozenset(
    """jeg eg vi har hatt hadde er var blir ble vart vert fikk fekk får som med og i på til for av om fra frå
    en et ei ein eit den det de dei min mitt mine mi seg sin selv sjølv å at kan vil skal mye mykje noe noko
    år siden sidan hver kvar dag godt god gode bare berre også òg etter ved hos
    a an the of and to with in on for my i have had has is was am been at by from some many who""".split()
)


def normalise(text: str) -> str:
    """One spelling for comparison: NFC, lower case, æ ø å kept, one space for any run of other signs.

    Apostrophes and invisible signs (soft hyphens, joiners) vanish; control characters count as space.
    Never refuses: text without letters or digits becomes the empty string.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    kept = []
    for character in folded:
        category = unicodedata.category(character)
        if category[0] in "LNM":
            kept.append(character)
        elif category != "Cf" and character not in "'’‘`´":
            kept.append(" ")
    return " ".join("".join(kept).split())


def trigrams(normal: str) -> frozenset[str]:
    """The three-letter pieces of each word of a normalised text, two spaces put before it and one after."""
    return frozenset(
        padded[at : at + 3]
        for padded in (f"  {word} " for word in normal.split())
        for at in range(len(padded) - 2)
    )


@dataclass(frozen=True, slots=True)
class Label:
    """A name or synonym of a term: what may be written, and the term it leads to.

    `kind` and `language` may be empty for a learnt word. The same words may be labels of several terms.
    """

    key: str
    text: str
    kind: str = ""
    language: str = ""
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A suggested term: the label that resembled the words most, and how much (above 0, at most 1).

    `exact` means that the whole text, normalised, is a name or synonym; only then is `similarity` 1.
    """

    key: str
    label: str
    similarity: float
    exact: bool
    kind: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    label: Label
    normal: str
    pieces: frozenset[str]
    words: int

    def like(self, run: frozenset[str]) -> float:
        return _likeness(len(run & self.pieces), len(run), len(self.pieces))


@dataclass(frozen=True, slots=True)
class _Query:
    """A text made ready once: its pieces and its runs of words, each with the share of the text it covers."""

    normal: str
    words: tuple[str, ...]
    pieces: frozenset[str]
    windows: dict[int, list[tuple[frozenset[str], float]]] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> "_Query":
        normal = normalise(text[:MAX_CHARACTERS])
        words = tuple(word for word in normal.split() if word not in EMPTY_WORDS) or tuple(normal.split())
        return cls(normal, words, trigrams(" ".join(words)))

    def runs(self, count: int) -> list[tuple[frozenset[str], float]]:
        """Every run of `count` words, as pieces and share of the letters; empty when the text is shorter."""
        if count not in self.windows:
            letters = sum(map(len, self.words)) or 1
            self.windows[count] = [
                (trigrams(" ".join(run)), sum(map(len, run)) / letters)
                for start in range(len(self.words) - count + 1)
                for run in [self.words[start : start + count]]
            ]
        return self.windows[count]


def _likeness(shared: int, one: int, other: int) -> float:
    """Shared pieces among all pieces, bent so that the advice "offer from 0.25" holds for this catalogue."""
    return float((shared / (one + other - shared)) ** CURVE) if shared else 0.0


def _damped(likeness: float, share: float) -> float:
    """A part of a text counts for less than the whole, and a short part for less than a long one."""
    return likeness * (0.45 + 0.5 * share)


def _rank(term: tuple[str, str]) -> tuple[int, str, str]:
    kind, key = term
    return (KIND_ORDER.index(kind) if kind in KIND_ORDER else len(KIND_ORDER), kind, key)


class Index:
    """All labels, ready to be asked. Unchanging once built, so that threads may share it."""

    def __init__(self, entries: tuple[_Entry, ...]) -> None:
        self._entries = entries
        self._exact: dict[str, list[int]] = {}
        self._postings: dict[str, list[int]] = {}
        for number, entry in enumerate(entries):
            self._exact.setdefault(entry.normal, []).append(number)
            for piece in entry.pieces:
                self._postings.setdefault(piece, []).append(number)

    @classmethod
    def build(cls, labels: Iterable[Label]) -> "Index":
        """An index of `labels`, in any order. Labels without a letter or digit are left out."""
        entries = []
        for label in sorted(
            set(labels), key=lambda one: (one.kind, one.key, not one.is_name, one.text, one.language)
        ):
            normal = normalise(label.text)
            words = [word for word in normal.split() if word not in EMPTY_WORDS] or normal.split()
            if normal:
                entries.append(_Entry(label, normal, trigrams(" ".join(words)), len(words)))
        return cls(tuple(entries))

    def __len__(self) -> int:
        return len(self._entries)

    def find(
        self, text: str, kind: str | Collection[str] | None = None, limit: int = 3, floor: float = 0.25
    ) -> list[Hit]:
        """At most `limit` terms that `text` may mean, exact ones first, then by falling similarity.

        `kind` narrows to one kind or several. Nothing below `floor` is returned. One hit a term, with its
        best label. Equal similarity is ordered by names before synonyms, then kind and key, so the answer
        does not depend on the order of the labels. Looks at the first 400 characters. Never raises on text.
        """
        kinds = None if kind is None else {kind} if isinstance(kind, str) else set(kind)
        query = _Query.read(text)
        best: dict[tuple[str, str], tuple[bool, float, int]] = {}
        for number, similarity, exact in self._scored(query, floor):
            label = self._entries[number].label
            if similarity < floor or (kinds is not None and label.kind not in kinds):
                continue
            found = (not exact, -similarity, number)
            term = (label.kind, label.key)
            if term not in best or found < best[term]:
                best[term] = found
        ordered = sorted(
            best.items(), key=lambda item: (*item[1][:2], not self._is_name(item[1][2]), _rank(item[0]))
        )
        return [
            Hit(key, self._entries[number].label.text, -minus, not inexact, term_kind)
            for (term_kind, key), (inexact, minus, number) in ordered[: max(limit, 0)]
        ]

    def _is_name(self, number: int) -> bool:
        return self._entries[number].label.is_name

    def _scored(self, query: _Query, floor: float) -> Iterable[tuple[int, float, bool]]:
        """(entry number, similarity, exact); an entry may come more than once, and below the floor."""
        for number in self._exact.get(query.normal, ()):
            yield number, 1.0, True
        shared: Counter[int] = Counter()
        for piece in query.pieces:
            shared.update(self._postings.get(piece, ()))
        inside: list[tuple[float, int]] = []
        asked = len(query.pieces)
        enough = max(floor, 0.0) ** (1 / CURVE)  # the share of pieces that the floor stands for
        for number, count in shared.items():
            size = len(self._entries[number].pieces)
            if count >= enough * (asked + size - count):
                # Short of exact by a hair: the same pieces are not yet the same words.
                yield number, 0.99 * _likeness(count, asked, size), False
            if 2 * count > size and self._entries[number].words < len(query.words):
                inside.append((-count / size, number))
        for _, number in sorted(inside)[:MAX_WINDOWED]:
            entry = self._entries[number]
            yield (
                number,
                max(_damped(entry.like(run), share) for run, share in query.runs(entry.words)),
                False,
            )
        yield from self._compounds(query)

    def _compounds(self, query: _Query) -> Iterable[tuple[int, float, bool]]:
        """Labels that open or close a longer word: Norwegian writes compounds as one."""
        letters = sum(map(len, query.words)) or 1
        for word in query.words:
            opening = [word[:length] for length in range(PREFIX_LETTERS, len(word))]
            closing = [word[-length:] for length in range(SUFFIX_LETTERS, len(word))]
            for part in opening + closing:
                if part in WHO_PARTS:
                    continue
                for number in self._exact.get(part, ()):
                    likeness = 0.45 + 0.45 * len(part) / len(word)
                    yield number, _damped(likeness, len(word) / letters), False
