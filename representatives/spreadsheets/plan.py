"""The plan of an import: everything that would happen, before anything does. Pure: no database, no clock.

    plan = plan_import(read_workbook(data, name), today=…, known=…, resolve_term=…)

`read_layout` gives sheet, header row and columns alone, for a page where a person corrects them first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from representatives.duplicates.likeness import BirthYear
from representatives.spreadsheets.corrected import corrected
from representatives.spreadsheets.headings import Column, find_header, find_sheet, propose_columns
from representatives.spreadsheets.lexicon import Field
from representatives.spreadsheets.mapping import TermReview
from representatives.spreadsheets.people import (
    Difference,
    Held,
    KnownPerson,
    PersonRow,
    PossibleDuplicate,
    RefusedColumn,
    RefusedRow,
    UnmappedTerm,
    Update,
)
from representatives.spreadsheets.reasons import REFUSED_COLUMN, sentence
from representatives.spreadsheets.rows import RowReader
from representatives.spreadsheets.sentences import refusal
from representatives.spreadsheets.sorting import sort_out
from representatives.spreadsheets.terms import TermResolver
from representatives.spreadsheets.values import BY_PAGE, Row, Sheet, Unreadable, Workbook, as_text


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the list is: its sheet, the row of its headings (as the file numbers it), what each column is."""

    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    other_sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import will do. Every person row is in exactly one of new, updated,
    possible_duplicates, refused.

    `columns` are heading and field in the sheet's order. `held_back` names what does not come in; the words
    in it are for the preview and must not be stored. `differences` are added by whoever knows the registry.
    """

    layout: Layout
    new: tuple[PersonRow, ...] = ()
    updated: tuple[Update, ...] = ()
    possible_duplicates: tuple[PossibleDuplicate, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    held_back: tuple[Held, ...] = ()
    unmapped_terms: tuple[UnmappedTerm, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def columns(self) -> dict[str, str]:
        """Heading → field of every column that is read."""
        return {column.heading: column.field.value for column in self.layout.columns if column.field}

    @property
    def ignored_columns(self) -> tuple[str, ...]:
        """Headings that mean nothing to the registry."""
        return tuple(
            column.heading for column in self.layout.columns if not column.field and not column.refused
        )

    @property
    def refused_columns(self) -> tuple[RefusedColumn, ...]:
        """Columns that are not read at all, and why."""
        return tuple(
            RefusedColumn(
                column.heading,
                column.refused,
                sentence(REFUSED_COLUMN[column.refused], heading=column.heading),
            )
            for column in self.layout.columns
            if column.refused
        )

    @property
    def people(self) -> tuple[PersonRow, ...]:
        """Every person of the list, in the order of the rows."""
        found = [*self.new, *(u.person for u in self.updated), *(d.person for d in self.possible_duplicates)]
        return tuple(sorted(found, key=lambda person: person.row))


def _locate(workbook: Workbook, sheet: str | None, header_row: int | None) -> tuple[Sheet, int]:
    """The sheet of the list and the place of its header row, as chosen or as found."""
    if sheet is None and header_row is None:
        return find_sheet(workbook)
    if sheet is not None:
        chosen = next((each for each in workbook.sheets if each.name == sheet), None)
        if chosen is None:
            raise refusal("no_such_sheet")
    else:
        chosen = _likely_sheet(workbook)
    if header_row is None:
        place = find_header(chosen)[0]
    else:
        place = next((i for i, row in enumerate(chosen.rows) if row.number == header_row), -1)
    if place < 0:
        raise refusal("no_header")
    return chosen, place


def _likely_sheet(workbook: Workbook) -> Sheet:
    """The sheet with headings, or the first that is shown: a person who names the row may know better."""
    try:
        return find_sheet(workbook)[0]
    except Unreadable:
        return min(workbook.sheets, key=lambda each: (each.hidden, not each.rows))


def read_layout(
    workbook: Workbook,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    columns: Mapping[int, str | None] | None = None,
    remembered: Mapping[str, str] | None = None,
) -> Layout:
    """Find the list, or take what a person chose. Columns are chosen by index from 0; None ignores a column.

    A refused column stays refused whatever is chosen. Refuses a file without a row of headings.
    """
    return _layout(workbook, *_locate(workbook, sheet, header_row), columns, remembered)


def _layout(
    workbook: Workbook,
    found: Sheet,
    place: int,
    columns: Mapping[int, str | None] | None,
    remembered: Mapping[str, str] | None,
) -> Layout:
    return Layout(
        sheet=found.name,
        header_row=found.rows[place].number,
        columns=corrected(propose_columns(found, place), columns or {}, remembered or {}),
        other_sheets=tuple(other.name for other in workbook.sheets if other is not found and other.rows),
    )


def plan_import(
    workbook: Workbook,
    *,
    today: date,
    known: Sequence[KnownPerson] = (),
    resolve_term: TermResolver,
    max_rows: int = BY_PAGE.rows,
    sheet: str | None = None,
    header_row: int | None = None,
    columns: Mapping[int, str | None] | None = None,
    remembered: Mapping[str, str] | None = None,
) -> ImportPlan:
    """What importing the workbook would do. Raises `Unreadable` when no list of people is in it.

    `known` are the people of the municipality, `resolve_term` names a catalogue term for exact words only,
    `remembered` is what a person said of the headings of an earlier list.
    """
    found, place = _locate(workbook, sheet, header_row)
    layout = _layout(workbook, found, place, columns, remembered)
    _refuse_no_list(found, place, layout, max_rows)
    reader = RowReader(
        columns=layout.columns,
        headings=frozenset(as_text(cell).casefold() for cell in found.rows[place].cells if cell is not None),
        today=today,
        not_names=_not_names(found, place, layout.columns),
    )
    waiting = list(reversed(found.rows[place + 1 :]))
    del workbook, found
    words = TermReview(resolve_term)
    people, refused, held = _read(reader, waiting, words)
    new, updated, doubtful = sort_out(people, known)
    return ImportPlan(
        layout=layout,
        new=new,
        updated=updated,
        possible_duplicates=doubtful,
        refused=tuple(refused),
        held_back=tuple(held),
        unmapped_terms=words.unmapped(),
    )


def _read(
    reader: RowReader, waiting: list[Row], words: TermReview
) -> tuple[list[tuple[PersonRow, BirthYear | None]], list[RefusedRow], list[Held]]:
    """The rows from the last to the first of `waiting`, which is emptied: a list is not held as cells and as people."""
    people, refused, held = list[tuple[PersonRow, BirthYear | None]](), list[RefusedRow](), list[Held]()
    while waiting:
        result = reader.read(waiting.pop())
        if result is None:
            continue
        held += result.held
        if result.person:
            people.append((words.mapped(result.person), result.born))
        if result.refused:
            refused.append(result.refused)
    return people, refused, held


def _refuse_no_list(found: Sheet, place: int, layout: Layout, max_rows: int) -> None:
    if found.cut or len(found.rows) - place - 1 > max_rows:
        raise refusal("too_many_rows", limit=max_rows)
    if not {Field.NAME, Field.GIVEN_NAME, Field.FAMILY_NAME} & {column.field for column in layout.columns}:
        raise refusal("no_name_column")


def _not_names(sheet: Sheet, place: int, columns: Sequence[Column]) -> frozenset[str]:
    """Words that stand as area or organisation elsewhere in the list: alone in a row they are a
    sub-heading.
    """
    indexes = [column.index for column in columns if column.field in (Field.AREA, Field.ORGANISATION)]
    return frozenset(
        as_text(cell).casefold()
        for row in sheet.rows[place + 1 :]
        for index in indexes
        if (cell := row.at(index)) is not None
    )
