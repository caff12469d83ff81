"""The cells of one row by field, once everything forbidden is out of them."""

from dataclasses import dataclass, field

from representatives.spreadsheets.headings import Column
from representatives.spreadsheets.lexicon import Field
from representatives.spreadsheets.people import Held
from representatives.spreadsheets.values import Cell, as_text


@dataclass(slots=True)
class Cells:
    """The readable cells of a row by field, after forbidden numbers are gone; and what had to go."""

    row: int
    by_field: dict[Field, list[tuple[Column, Cell]]] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)
    number_in_name: bool = False
    shouted: bool = False

    def texts(self, which: Field) -> list[str]:
        """The filled cells of a field as text, in the order of the columns."""
        return [as_text(cell) for _, cell in self.by_field.get(which, ())]
