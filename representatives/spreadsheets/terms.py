"""Cells with several words for experience or skill: one piece each, with whose experience it is."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from representatives.spreadsheets.cells import key_of


class Relation(StrEnum):
    """Whose experience it is."""

    OWN = "own"
    NEXT_OF_KIN = "next_of_kin"
    BEREAVED = "bereaved"
    ORGANISATION = "organisation"


Kind = Literal["experience", "skills"]


@dataclass(frozen=True, slots=True)
class TermMatch:
    """What the catalogue says of a text: the key of the term it names exactly, or suggestions and no key."""

    key: str | None
    suggestions: tuple[str, ...] = ()


TermResolver = Callable[[str, Kind, Relation | None], TermMatch]
"""Asked with the text, its kind and the relation. Gives a key only for an exact name or synonym:
never a guess.
"""


@dataclass(frozen=True, slots=True)
class TermText:
    """One piece of a cell: "demens (pårørende)" is `text="demens"` with next of kin, `written` as it
    stood.
    """

    text: str
    relation: Relation | None
    written: str


WORDS: dict[Relation, str] = {
    Relation.NEXT_OF_KIN: (
        "pårørende pårørande paarorende paarørende pårorende pårørnde pårørend nok next-of-kin forelder "
        "foreldre mor far "
        "mamma pappa foresatt føresett ektefelle ektemake ektefeller partner samboer sambuar datter "
        "dotter sønn son barn "
        "søster bror søsken sysken parent carer caregiver relative family spouse pårørende/forelder nærmeste"
    ),
    Relation.BEREAVED: "etterlatt etterlatte etterlaten etterletne bereaved",
    Relation.OWN: (
        "egen eigen egenerfaring eigenerfaring eigen/sjølv selv sjølv egne eigne bruker brukar pasient "
        "patient own self "
        "user myself brukerrepresentant brukarrepresentant tjenestemottaker"
    ),
    Relation.ORGANISATION: "organisasjon organisasjonsrepresentant organization organisation forening "
    "interesseorganisasjon",
}
RELATION_OF = {word: relation for relation, words in WORDS.items() for word in words.split()}
PREFIX = re.compile(r"^\s*([\w/ \-]{2,30}?)\s*:\s*(.*)$", re.DOTALL)
BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{2,40})[)\]]\s*")
DASHED = re.compile(r"^(.*\S)\s+[–—-]\s+(\S[^–—]*)$")
BULLET = re.compile(r"^\s*(?:[•●▪◦*·]|[-–](?=\s)|\d{1,2}[.)](?=\s))\s*")
LONG_PIECE = 9
FILLER = frozenset(
    "er som til med av å for en ei et min mi mitt og i har erfaring erfaringar erfaringer person personar "
    "personer".split()
)
EMPTY_WORDS = frozenset(
    ("-", "–", "—", ".", "?", "nei", "ingen", "ikke aktuelt", "ikkje aktuelt", "n/a", "none", "x", "ja")
)


def relation_of(text: str) -> Relation | None:
    """The relation that a short text names ("Pårørende ", "BRUKER", "forelder til"), None if none or
    several.
    """
    words = [word for word in re.findall(r"[\w\-]+", key_of(text)) if word not in FILLER]
    found = {RELATION_OF.get(word) for word in words}
    if "next" in words and "kin" in words:
        return Relation.NEXT_OF_KIN
    return found.pop() if len(found) == 1 else None


def split_terms(text: str, *, relation: Relation | None = None) -> list[TermText]:
    """The pieces of a cell, in order, each once.

    Comma, semicolon, bar, line break and a slash between spaces separate; a slash without spaces
    ("slag/afasi", "tirs/tors") does not, nor does anything inside brackets. "pårørende: a, b" gives its
    relation to all that follows up to the next such word. A relation in brackets or after a dash belongs to
    its piece alone. `relation` is what holds where the cell says nothing. An answer in whole sentences stays
    one piece: cut at its commas it would say something else.
    """
    pieces: list[TermText] = []
    current = relation
    for part in [" ".join(text.split())] if _is_prose(text) else _parts(text):
        piece = BULLET.sub("", part).strip(" .\t")
        prefixed = PREFIX.match(piece)
        if prefixed and relation_of(prefixed[1]) is not None:
            current, piece = relation_of(prefixed[1]), prefixed[2].strip()
        if not piece or key_of(piece) in EMPTY_WORDS:
            continue
        cleaned, own = _own_relation(piece)
        term = TermText(text=cleaned, relation=own or current, written=piece)
        if all(
            (term.text.casefold(), term.relation) != (old.text.casefold(), old.relation) for old in pieces
        ):
            pieces.append(term)
    return pieces


def _is_prose(text: str) -> bool:
    return "\n" not in text.strip() and any(
        len(part.split()) > LONG_PIECE for part in re.split(r"[,;]", text)
    )


def _parts(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for index, sign in enumerate(text):
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(0, depth - 1)
        slash = sign == "/" and text[index - 1 : index].isspace() and text[index + 1 : index + 2].isspace()
        if sign == "\n" or (depth == 0 and (sign in ",;|•" or slash)):
            parts.append(text[start:index])
            start, depth = index + 1, 0 if sign == "\n" else depth
    parts.append(text[start:])
    return parts


def _own_relation(piece: str) -> tuple[str, Relation | None]:
    """The piece without the relation it carries itself, and that relation."""
    for match in BRACKET.finditer(piece):
        named = relation_of(match[1])
        if named is not None:
            rest = f"{piece[: match.start()]} {piece[match.end() :]}"
            return " ".join(rest.split()), named
    dashed = DASHED.match(piece)
    if dashed:
        for side, other in ((dashed[2], dashed[1]), (dashed[1], dashed[2])):
            named = relation_of(side)
            if named is not None:
                return other.strip(), named
    words = re.match(
        r"^(pårørende|pårørande|etterlatt|etterlaten)\s+(?:til|etter|for|av)\s+(?:(?:en |ein |ei "
        r")?(?:person|personar|personer|noen|nokon)? ?med )?(\S.*)$",
        piece,
        re.IGNORECASE,
    )
    if words:
        return words[2], relation_of(words[1])
    return piece, None


def resolve(piece: TermText, kind: Kind, ask: TermResolver) -> list[tuple[TermText, TermMatch]]:
    """What the catalogue says of a piece: as cleaned, as written, or as two exact names with a slash
    or "og" between.
    """
    match = ask(piece.text, kind, piece.relation)
    if match.key is None and piece.written != piece.text:
        written = ask(piece.written, kind, piece.relation)
        match = written if written.key is not None else match
    if match.key is None:
        halves = re.split(r"\s*/\s*|\s+(?:og|and|samt)\s+|\s*[&+]\s*", piece.text)
        if 2 <= len(halves) <= 4:
            parts = [TermText(half.strip(), piece.relation, half.strip()) for half in halves if half.strip()]
            answers = [ask(part.text, kind, part.relation) for part in parts]
            if all(answer.key is not None for answer in answers):
                return list(zip(parts, answers, strict=True))
    return [(piece, match)]
