"""Which sheet is the list, which row has the headings, and what each column is."""

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from representatives.spreadsheets.cells import email_of, phone_of
from representatives.spreadsheets.forbidden import Forbidden, forbidden_in, kind_of_column
from representatives.spreadsheets.lexicon import (
    EXPERIENCE_ASKED,
    FIELD_PATTERNS,
    IGNORED_PATTERNS,
    ILLNESS_PATTERN,
    LABELS,
    REFUSED_PATTERNS,
    Field,
)
from representatives.spreadsheets.sentences import refusal
from representatives.spreadsheets.terms import Relation, relation_of
from representatives.spreadsheets.values import Cell, Row, Sheet, Workbook, as_text

HEADER_WITHIN = 60
"""Rows looked at for headings. Titles and notes above a list are a few rows, not more."""
SAMPLE = 400
LABEL_LENGTH = 200
WHO = frozenset((Field.NAME, Field.GIVEN_NAME, Field.FAMILY_NAME, Field.EMAIL, Field.PHONE))
LONE_NAME = re.compile(r"(?:fullt? )?(?:navn|namn|name)|full name")
OLD_SHEETS = re.compile(
    r"(utgått|utgatt|arkiv|slutt|gamle|gammel|gamal|\bold\b|archive|\bmal\b|template|kopi|copy|backup|"
    r"inaktiv|tidligere|tidlegare)"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the list. `field` is None when it is ignored or refused."""

    index: int
    heading: str
    field: Field | None = None
    relation: Relation | None = None
    refused: Forbidden | None = None
    ages: bool = False
    # What the heading and the values say by themselves, where a person, now or for an earlier list, said otherwise.
    proposed: Field | None = None
    is_chosen: bool = False
    as_last_time: bool = False

    @property
    def letter(self) -> str:
        """The column's letter as the spreadsheet program shows it."""
        number, letters = self.index + 1, ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return letters


@lru_cache(maxsize=8192)
def plain_heading(text: str) -> str:
    """A heading in lower case with words and spaces only; "E-post", "e post" and "E-mail" in one word."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"(?<=\w)[-‐‑]\s*\n\s*(?=\w)", "", text)
    text = re.sub(r"\be[\s\-‐‑.]?(post|mail|adresse)", r"e\1", text)
    text = re.sub(r"[^\wæøå/]+|_", " ", text)
    return " ".join(text.replace("/", " / ").split()).replace(" / ", " ")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says on its own."""

    field: Field | None = None
    relation: Relation | None = None
    refused: Forbidden | None = None
    ignored: bool = False


@lru_cache(maxsize=8192)
def meaning_of(heading: str) -> Meaning:
    """What a heading means by its words: refused first, then never a field, then a field, then a slip
    of the pen.
    """
    text = plain_heading(heading[:LABEL_LENGTH])
    if not any(sign.isalpha() for sign in text):
        return Meaning()
    for kind, pattern in REFUSED_PATTERNS:
        if pattern.search(text):
            return Meaning(refused=kind)
    if ILLNESS_PATTERN.search(text) and not EXPERIENCE_ASKED.search(text):
        return Meaning(refused=Forbidden.DIAGNOSIS)
    slip = _slip(text.replace(" ", ""))
    if slip and slip.refused:
        return slip
    if any(pattern.search(text) for pattern in IGNORED_PATTERNS):
        return Meaning(ignored=True)
    for field, relation, pattern in FIELD_PATTERNS:
        if pattern.search(text):
            return Meaning(field=field, relation=relation)
    return slip or Meaning()


def _slip(compact: str) -> Meaning | None:
    """The label that a short heading is meant to be, one letter off, or two in a word of ten or more."""
    if not 5 <= len(compact) <= 24:
        return None
    for target, labels in LABELS.items():
        for label in labels.split():
            allowed = 2 if min(len(label), len(compact)) >= 10 else 1
            if abs(len(label) - len(compact)) <= allowed and _edits(compact, label, allowed) <= allowed:
                if target.startswith("refused:"):
                    return Meaning(refused=Forbidden(target.removeprefix("refused:")))
                return Meaning(field=Field(target))
    return None


def _edits(one: str, other: str, most: int) -> int:
    """Letters added, lost, changed or swapped between two words (restricted Damerau–Levenshtein)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, match in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != match))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == match:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def is_data(cell: Cell) -> bool:
    """Whether a cell is plainly a value of a person and no heading: an address, a telephone, a
    forbidden number.
    """
    text = as_text(cell)
    return "@" in text or forbidden_in(cell) is not None or phone_of(cell, strict=True) is not None


def score_of_header(row: Row) -> int:
    """How many different fields the row's cells name as headings; 0 when it cannot be the header row."""
    filled = [cell for cell in row.cells if cell is not None]
    texts = [cell for cell in filled if isinstance(cell, str) and len(cell) <= LABEL_LENGTH]
    if 2 * len(texts) < len(filled) or any(is_data(cell) for cell in filled):
        return 0
    meanings = [meaning_of(text) for text in texts]
    fields = {(meaning.field, meaning.relation) for meaning in meanings if meaning.field}
    score = len(fields) + sum(meaning.refused is not None for meaning in meanings)
    if score == 1 and any(LONE_NAME.fullmatch(text.strip(" :*").casefold()) for text in texts):
        return 1
    if not {field for field, _ in fields} & WHO:
        return 0
    known = score + sum(meaning.ignored for meaning in meanings)
    return score if score >= 2 and 2 * known >= min(len(filled), 6) else 0


def find_header(sheet: Sheet) -> tuple[int, int]:
    """The place (in `sheet.rows`) of the header row and its score; (-1, 0) when there is none."""
    best, best_score = -1, 0
    for place, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        score = score_of_header(row)
        if score > best_score:
            best, best_score = place, score
    return best, best_score


def find_sheet(workbook: Workbook) -> tuple[Sheet, int]:
    """The sheet most like a list of people, and the place of its header row. Refuses a file without
    headings.
    """
    ranked = []
    for order, sheet in enumerate(workbook.sheets):
        place, score = find_header(sheet)
        if place < 0:
            continue
        worth = score + 3 * math.log10(len(sheet.rows) - place)
        worth -= 30 if sheet.hidden else 0
        worth -= 6 if OLD_SHEETS.search(sheet.name.casefold()) else 0
        ranked.append((worth, -order, sheet, place))
    if not ranked:
        raise refusal("no_header")
    _, _, sheet, place = max(ranked, key=lambda entry: entry[:2])
    return sheet, place


def safe_heading(text: str, index: int) -> str:
    """The heading as shown: one line, and never a number that is forbidden; its letter when it is empty."""
    text = " ".join(text.split())[:LABEL_LENGTH]
    return text if text and forbidden_in(text) is None else f"({Column(index, '').letter})"


def propose_columns(sheet: Sheet, place: int) -> tuple[Column, ...]:
    """What each column is, by heading and by values.

    Every column with a heading or a value is there once. Two headings with the same words get their letter
    added, so that each can be named.
    """
    header, body = sheet.rows[place], sheet.rows[place + 1 :]
    above = sheet.rows[place - 1] if place and sheet.rows[place - 1].number == header.number - 1 else None
    width = max((len(row.cells) for row in sheet.rows[place:]), default=0)
    columns: list[Column] = []
    seen: set[str] = set()
    for index in range(width):
        values = [cell for row in body if (cell := row.at(index)) is not None]
        text = as_text(header.at(index))
        if (
            not text
            and above is not None
            and len(above.cells) > 1
            and meaning_of(as_text(above.at(index))).field
        ):
            text = as_text(above.at(index))
        if not text and not values:
            continue
        heading = safe_heading(text, index)
        heading = f"{heading} ({Column(index, '').letter})" if heading in seen else heading
        seen.add(heading)
        columns.append(_column(index, heading, text, values))
    return _by_values(columns, body)


def _column(index: int, heading: str, text: str, values: Sequence[Cell]) -> Column:
    meaning = meaning_of(text)
    refused = meaning.refused
    if meaning.field not in (Field.NAME, Field.GIVEN_NAME, Field.FAMILY_NAME):
        # A number in a name is refused with its row; the people of a list are never lost with a column.
        prose = meaning.field in (Field.EXPERIENCE, Field.SKILLS, Field.AVAILABILITY, Field.NOTE)
        refused = refused or kind_of_column(values, prose=prose, coded=meaning.field is Field.EXPERIENCE)
    if refused:
        return Column(index, heading, refused=refused)
    ages = bool(re.search(r"\b(alder|age|gammel|gamal)\b", plain_heading(text)))
    return Column(index, heading, field=meaning.field, relation=meaning.relation, ages=ages)


def _by_values(columns: list[Column], body: tuple[Row, ...]) -> tuple[Column, ...]:
    """Correct the proposal where the values of a column say something else than its heading."""
    fields = {column.field for column in columns}
    for place, column in enumerate(columns):
        if column.refused or (column.field is None and meaning_of(column.heading).ignored):
            continue
        values = [cell for row in body[:SAMPLE] if (cell := row.at(column.index)) is not None]
        kind = _kind_of_values(values)
        if kind in (Field.EMAIL, Field.PHONE) and column.field in (None, Field.EMAIL, Field.PHONE):
            if column.field is not None or kind not in fields:
                columns[place] = replace(column, field=kind)
                fields.add(kind)
        elif column.field is Field.RELATION and values and kind is not Field.RELATION:
            if not any(relation_of(as_text(cell)) for cell in values):
                columns[place] = replace(column, field=Field.EXPERIENCE, relation=_kin(column))
        elif column.field is Field.EXPERIENCE and kind is Field.RELATION:
            columns[place] = replace(column, field=Field.RELATION, relation=None)
    return tuple(columns)


def _kin(column: Column) -> Relation | None:
    return Relation.NEXT_OF_KIN if relation_of(column.heading) is Relation.NEXT_OF_KIN else None


def _kind_of_values(values: Sequence[Cell]) -> Field | None:
    if len(values) < 2:
        return None
    tests: tuple[tuple[Field, Callable[[Cell], bool]], ...] = (
        (Field.EMAIL, lambda cell: email_of(cell) is not None),
        (Field.PHONE, lambda cell: phone_of(cell, strict=True) is not None and "@" not in as_text(cell)),
        (Field.RELATION, lambda cell: len(as_text(cell)) < 40 and relation_of(as_text(cell)) is not None),
    )
    for field, test in tests:
        if 10 * sum(test(cell) for cell in values) >= 6 * len(values):
            return field
    return None
