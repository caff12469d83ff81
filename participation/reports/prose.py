"""Words that somebody writes in a report, with figures put in by name, so that a number is never typed. Pure.

A figure stands as its key in braces: “We answered {answered} of {said}.” What it becomes is the frozen value in the
reader's language. A word in braces that is no figure is told before anything is kept.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

BLOCK = 500
_TOKEN = re.compile(r"\{([^{}]{0,60})\}")


@dataclass(frozen=True)
class Piece:
    """One thing to write: its question, what helps, and the longest it may be."""

    label: Any
    help_text: Any = ""
    most: int = 1500


PIECES: dict[str, Piece] = {
    "opening": Piece(
        _("What matters most, in your own words"),
        _("One or two sentences. The reader's own goal first."),
        600,
    ),
    "aim": Piece(
        _("What was it about, and what was left out?"), _("Aim, services and groups; who was not heard.")
    ),
    "negative": Piece(
        _("What did not go well?"),
        _("Also what had an effect that nobody wanted. It makes the rest believable."),
    ),
    "conditions": Piece(
        _("What helped, and what stood in the way?"), _("Time, people, place, the way of working.")
    ),
    "reflection": Piece(_("What have we learned?"), _("Also for others who try the same.")),
    "next": Piece(_("What happens next?"), _("What, who and when.")),
    "thanks": Piece(_("A word to those who took part"), "", 600),
    "block": Piece(_("The text"), _("At most 500 characters when the numbers are in it."), 900),
}


def unknown(text: str, known: Iterable[str]) -> list[str]:
    """Words in braces that are no figure, in the order in which they stand."""
    names = set(known)
    return [found for found in _TOKEN.findall(text) if found.strip() not in names]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each figure put in; what is not known stands as it was written."""

    def value(found: re.Match[str]) -> str:
        return values.get(found[1].strip(), found[0])

    return _TOKEN.sub(value, text)


def length(text: str, values: Mapping[str, str]) -> int:
    """Characters as they are read, with the figures in place and line breaks counted as one."""
    return len(filled(text.replace("\r\n", "\n"), values).strip())
