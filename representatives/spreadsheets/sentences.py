"""Every sentence that refuses a whole file. One place, so that translators and tests see them together."""

from representatives.spreadsheets.values import Sentence, Unreadable
from representatives.spreadsheets.values import gettext_noop as _

WHOLE_FILE = {
    "not_found": _("There is no file of that name that can be read."),
    "empty": _("The file is empty."),
    "no_rows": _("There is no text in any sheet of the file."),
    "not_a_spreadsheet": _(
        "This is not a spreadsheet. Save the list as Excel (.xlsx), OpenDocument (.ods) or CSV, and try "
        "again."
    ),
    "damaged": _("The file is damaged and cannot be read. Open it, save it anew, and try again."),
    "damaged_row": _(
        "The file cannot be read from row %(row)d on: a quotation mark is opened there and never closed, "
        "or a cell is far too long."
    ),
    "encrypted": _("The file is locked with a password. Save a copy without a password, and try again."),
    "too_large": _("The file is larger than %(limit)d MB. Keep only the sheet with the list, and try again."),
    "too_large_unpacked": _(
        "The file unpacks to far more than a list of people can hold, and was not read. "
        "Copy the list into a new, empty workbook, and try again."
    ),
    "too_wide": _("The sheet has more than %(limit)d columns. Keep only those that belong to the list."),
    "too_many_rows": _("The list has more than %(limit)d rows. Divide it and import one part at a time."),
    "too_slow": _(
        "The file took too long to read, and was stopped. Copy the list into a new workbook, and try again."
    ),
    "no_header": _(
        "No row with headings was found. Put headings such as Name, Phone and E-mail over the columns, "
        "and try again."
    ),
    "no_such_sheet": _("The file has no sheet of that name."),
    "no_name_column": _(
        "No column has the names of the people. Put the heading Name over it, or choose the column by hand."
    ),
}


def refusal(code: str, **values: int) -> Unreadable:
    """The exception that refuses a file, with its sentence. Values are numbers: nothing from a cell
    gets in.
    """
    if code == "too_wide":
        values.setdefault("limit", 300)
    return Unreadable(code, Sentence(WHOLE_FILE[code], values))
