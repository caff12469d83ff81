"""Text that a spreadsheet program would take for a formula, made harmless, and made itself again.

Threat T37: a cell that begins with = + - @, a tab or a line break, also in full width, also after a quotation mark or a
semicolon, is calculated when the file is opened. One apostrophe in front makes it text. A text that has apostrophes of
its own there gets one more, so that what is taken off again is always exactly the one that was put on.
"""

import re

FORMULA = re.compile(r"""[\s";]*[=+\-@\t\r\n＝＋－＠]""")
OWN_MARK = re.compile(r"'+" + FORMULA.pattern)


def harmless(text: str) -> str:
    """The text for a file that has no kinds of cell: with one apostrophe in front where it could be a formula."""
    return f"'{text}" if FORMULA.match(text) or OWN_MARK.match(text) else text


def marked(text: str) -> str:
    """The text for a workbook, where a cell is text by its kind: only apostrophes of its own are kept apart."""
    return f"'{text}" if OWN_MARK.match(text) else text


def as_it_was(text: str) -> str:
    """The text without the apostrophe that `harmless` or `marked` put in front."""
    return text[1:] if OWN_MARK.match(text) else text
