"""The sheet of what was refused or held back: each row as the list has it, with the reasons in words, to be mended.

It is made from the upload while the request lasts, and goes back to whoever sent the list. It is in no draft, since
what it shows may not be kept: words of people who have not consented, rows that are no person. Refused columns, and
cells with a number that is never read, are not in it.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from representatives.spreadsheets.forbidden import forbidden_in
from representatives.spreadsheets.plan import ImportPlan
from representatives.spreadsheets.preview import field_labels, held_by_row, say
from representatives.spreadsheets.sheets import workbook_of
from representatives.spreadsheets.values import LONGEST_TEXT, Cell, Workbook, as_text

WHY_WIDTH, WIDTH = 60, 24


def sheet_of_mistakes(workbook: Workbook, plan: ImportPlan) -> bytes:
    """A workbook with row number, reasons, and the columns that may be shown; it can be mended and imported again."""
    columns = [column for column in plan.layout.columns if column.refused is None]
    reasons = _reasons(plan)
    source = next(sheet for sheet in workbook.sheets if sheet.name == plan.layout.sheet)
    rows = [
        [str(row.number), reasons[row.number], *(_shown(row.at(column.index)) for column in columns)]
        for row in source.rows
        if row.number in reasons
    ]
    headings = [_("Row"), _("What to mend"), *(column.heading for column in columns)]
    return workbook_of(_("To mend"), headings, rows, [8, WHY_WIDTH, *(WIDTH for _column in columns)])


def _reasons(plan: ImportPlan) -> dict[int, str]:
    labels: dict[str, str] = {str(field): label for field, label in field_labels().items()}
    said: dict[int, list[str]] = {row.row: [say(row.reason)] for row in plan.refused}
    for note in held_by_row(plan, labels):
        said.setdefault(note.row, []).append(f"{note.what}: {note.reason}")
    return {row: "\n".join(lines) for row, lines in said.items()}


def _shown(cell: Cell) -> str:
    """The cell as text, if it may be shown at all."""
    if cell is None or forbidden_in(cell) is not None:
        return ""
    value: Any = cell.strftime("%d.%m.%Y") if isinstance(cell, date) else as_text(cell)
    return str(value)[:LONGEST_TEXT]
