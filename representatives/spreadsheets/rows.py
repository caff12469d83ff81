"""One row of the list to one person, or to a refusal with its reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from representatives.spreadsheets.forbidden import forbidden_in
from representatives.spreadsheets.gathered import Cells
from representatives.spreadsheets.headings import Column, score_of_header
from representatives.spreadsheets.lexicon import Field
from representatives.spreadsheets.names import (
    PersonName,
    are_several,
    is_total,
    is_unsure,
    join_name,
    split_name,
    stands_alone_as_name,
    strip_brackets,
)
from representatives.spreadsheets.people import Held, ReadRow, RefusedRow
from representatives.spreadsheets.profiles import read_profile
from representatives.spreadsheets.reasons import FORBIDDEN, NO_PERSON, TOO_LONG, NoPerson, sentence
from representatives.spreadsheets.values import LONGEST_TEXT, Row, as_text

SHOUTED = re.compile(r"\b(?:SLUTTET|SLUTTA|SLUTTAT|UTMELDT|UTGÅTT)\b")
NAME_MARK = re.compile(
    r"[\s\-–—:*]*\b(?:sluttet|slutta|utmeldt|utgått)\b(?:\s+\d[\d.]*)?[\s\-–—:*]*", re.IGNORECASE
)
WHO = (Field.NAME, Field.GIVEN_NAME, Field.FAMILY_NAME)


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one sheet: its columns, its headings, the day, and words that are no person's
    name.
    """

    columns: Sequence[Column]
    headings: frozenset[str]
    today: date
    not_names: frozenset[str] = frozenset()

    def read(self, row: Row) -> ReadRow | None:
        """The person or refusal of a row; None when nothing that belongs to the list stands in it."""
        cells = self._gather(row)
        found = self._name(row, cells)
        if found is None:
            return None
        if isinstance(found, NoPerson):
            reason = sentence(NO_PERSON[found])
            return ReadRow(refused=RefusedRow(row.number, found.value, reason), held=tuple(cells.held))
        name, beside = found
        return read_profile(
            cells, name, beside=beside, has_left=cells.shouted, columns=self.columns, today=self.today
        )

    def _gather(self, row: Row) -> Cells:
        cells = Cells(row=row.number)
        for column in self.columns:
            cell = row.at(column.index)
            if column.refused is not None or cell is None:
                continue
            kind = forbidden_in(cell)
            if kind is not None:
                label = column.field.value if column.field else column.heading
                cells.held.append(Held(row.number, label, sentence(FORBIDDEN[kind])))
                cells.number_in_name |= column.field in WHO
                continue
            if isinstance(cell, str):
                cells.shouted |= bool(SHOUTED.search(cell))
                cell = self._shortened(cell, column, cells)
            if column.field is not None:
                cells.by_field.setdefault(column.field, []).append((column, cell))
        return cells

    def _shortened(self, text: str, column: Column, cells: Cells) -> str:
        if len(text) <= LONGEST_TEXT:
            return text
        if column.field is not None:
            cells.held.append(Held(cells.row, column.field.value, sentence(TOO_LONG, limit=LONGEST_TEXT)))
        # Half a number at the cut could be half of one that is forbidden.
        return re.sub(r"[\d .\-]+$", "", text[:LONGEST_TEXT])

    def _name(self, row: Row, cells: Cells) -> tuple[PersonName, str] | NoPerson | None:
        """The name and what stood in brackets beside it; why there is none; or None for an empty row."""
        filled = [cell for cell in row.cells if cell is not None]
        lone = len(filled) == 1
        first = as_text(filled[0]) if filled else ""
        parts = [" ".join(cells.texts(which)[:1]) for which in WHO]
        text = parts[0] or " ".join(part for part in parts[1:] if part)
        if (
            not cells.by_field
            and not cells.held
            and not lone
            and all(len(as_text(cell)) < 12 for cell in filled)
        ):
            return None  # only a running number or a tick in columns that are not read
        if lone and not cells.by_field and not any(sign.isalpha() for sign in first):
            return None
        if self._repeats_headings(row):
            return NoPerson.HEADINGS_AGAIN
        if is_total(text) or (not text and is_total(first)):
            return NoPerson.TOTAL
        if not text:
            return NoPerson.NUMBER_IN_NAME if cells.number_in_name else self._nameless(first, lone)
        if cells.number_in_name:
            return NoPerson.NUMBER_IN_NAME
        return self._judge(parts, text, lone=lone and len(self.columns) > 2)

    def _nameless(self, first: str, lone: bool) -> NoPerson:
        return NoPerson.SUB_HEADING if lone and any(sign.isalpha() for sign in first) else NoPerson.NO_NAME

    def _judge(self, parts: list[str], text: str, *, lone: bool) -> tuple[PersonName, str] | NoPerson:
        if text.rstrip().endswith(":"):
            return NoPerson.SUB_HEADING
        if is_unsure(text):
            return NoPerson.HALF_NAME
        whole, beside = strip_brackets(NAME_MARK.sub(" ", text))
        if lone and (whole.casefold() in self.not_names or not stands_alone_as_name(whole)):
            return NoPerson.SUB_HEADING
        if are_several(text):
            return NoPerson.SEVERAL
        if parts[0] or not (parts[1] and parts[2]):
            name = split_name(whole)
        else:
            name = join_name(*(strip_brackets(NAME_MARK.sub(" ", part))[0] for part in parts[1:]))
        if name is not None:
            return name, f"{beside} sluttet".strip() if NAME_MARK.search(text) else beside
        return NoPerson.HALF_NAME if _is_half(whole) else NoPerson.NOT_A_NAME

    def _repeats_headings(self, row: Row) -> bool:
        texts = {as_text(cell).casefold() for cell in row.cells if cell is not None}
        return (
            len(texts & self.headings) >= 2
            and score_of_header(row) >= 2
            and 2 * len(texts & self.headings) >= len(texts)
        )


def _is_half(text: str) -> bool:
    words = re.sub(r"[,.]", " ", text).split()
    return (
        len(words) <= 2
        and bool(words)
        and all(word.replace("-", "").replace("'", "").isalpha() for word in words)
    )
