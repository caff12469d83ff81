"""A profile while it is read: the first readable value of a field, and what could not be read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from representatives.spreadsheets.cells import email_of, key_of, phone_of
from representatives.spreadsheets.gathered import Cells
from representatives.spreadsheets.lexicon import Field
from representatives.spreadsheets.people import Held
from representatives.spreadsheets.reasons import UNREAD, sentence
from representatives.spreadsheets.values import Cell, Sentence, as_text

ALWAYS_SILENT = frozenset(
    (
        "",
        "-",
        "–",
        "—",
        "?",
        ".",
        "ingen",
        "ikke",
        "ikkje",
        "mangler",
        "manglar",
        "ukjent",
        "ukjend",
        "n/a",
        "none",
        "anonymous",
        "har ikke",
        "har ikkje",
    )
)
"""What people write where they have nothing to say; nobody needs to be told that it was not read."""


@dataclass(slots=True)
class Draft:
    """A profile while it is read, with what is held back so far."""

    cells: Cells
    today: date

    def hold(self, which: str, reason: Sentence, words: tuple[str, ...] = ()) -> None:
        """Keep a value out, with its reason."""
        self.cells.held.append(Held(self.cells.row, which, reason, words))

    def first(self, which: Field, read: Callable[[Cell], Any], silent: frozenset[str] = ALWAYS_SILENT) -> Any:
        """The first readable value of a field; what cannot be read is held back with a sentence."""
        unread = False
        for _, cell in self.cells.by_field.get(which, ()):
            value = read(cell)
            if value is not None:
                return value
            unread |= key_of(as_text(cell)) not in silent
        if unread:
            self.hold(which.value, sentence(UNREAD[which.value]))
        return None

    def joined(self, which: Field, separator: str, longest: int) -> str:
        """The texts of all columns of a field."""
        return separator.join(text for text in self.cells.texts(which) if text not in ("-", "–"))[:longest]


def email_in(draft: Draft) -> str | None:
    """The mail address; a column of contact details may have it beside the telephone."""
    return _contact(draft, Field.EMAIL, Field.PHONE, email_of)


def phone_in(draft: Draft) -> str | None:
    """The telephone number, from its own column or beside the mail address."""
    return _contact(draft, Field.PHONE, Field.EMAIL, _phone_beside)


def _phone_beside(cell: Cell) -> str | None:
    return phone_of(re.sub(r"\S+@\S+", " ", cell) if isinstance(cell, str) else cell)


def _contact(draft: Draft, which: Field, other: Field, read: Callable[[Cell], str | None]) -> str | None:
    own = [cell for _, cell in draft.cells.by_field.get(which, ())]
    beside = [cell for _, cell in draft.cells.by_field.get(other, ()) if isinstance(cell, str)]
    for cell in (*own, *beside):
        value = read(cell)
        if value is not None:
            return value
    unread = (cell for cell in own if key_of(as_text(cell)) not in ALWAYS_SILENT)
    if any(not (email_of(cell) or _phone_beside(cell)) for cell in unread):
        draft.hold(which.value, sentence(UNREAD[which.value]))
    return None
