"""Texts as Office files can hold them, their language, and addresses in them."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, time
from typing import Any, TypeVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from config.core.ui.pdf.render import REGIONS

Value = TypeVar("Value")
FONT = "Arial"
INK, QUIET, RULE = "292C30", "5B5D60", "BBBCBD"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ADDRESS = re.compile(r"https?://\S+")


def locale_of(language: str) -> str:
    """`nb-NO`, `nn-NO` or `en-GB`. Refuses with `ValueError` any other language."""
    if language not in REGIONS:
        raise ValueError(f"no such language of documents: {language}")
    return f"{language}-{REGIONS[language]}"


def plain(value: Value) -> Value:
    """Every text in a document without the characters that XML cannot hold."""
    found: Any = value
    if isinstance(value, str):
        found = _NOT_XML.sub("", str(value))
    elif isinstance(value, tuple):
        found = tuple(plain(item) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        found = replace(value, **{part.name: plain(getattr(value, part.name)) for part in fields(value)})
    return found  # type: ignore[no-any-return]  # the same kind as came in


def with_addresses(text: str) -> list[tuple[str, bool]]:
    """The text in parts, each with whether it is an address that leads somewhere."""
    parts, at = [], 0
    for found in _ADDRESS.finditer(text):
        parts += [(text[at : found.start()], False), (found[0], True)]
        at = found.end()
    parts.append((text[at:], False))
    return [(part, leads) for part, leads in parts if part]


def noon(day: date) -> datetime:
    """The time a file says it was made: noon of its figures, so that it does not depend on the clock."""
    return datetime.combine(day, time(12))


def as_of_words(day: date, language: str) -> str:
    """“Figures as of …”, in the language of the document."""
    with override(language):
        shown = date_format(day, "j F Y" if language == "en" else "DATE_FORMAT")
        return _("Figures as of %(date)s") % {"date": shown}


def weights_of(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[float, ...]:
    """Shares of the width by what stands in the columns; long texts take lines before they take all the room."""
    longest = (max(len(row[at]) for row in (columns, *rows)) for at in range(len(columns)))
    return tuple(min(max(length, 6), 60) ** 0.75 for length in longest)
