"""Which characters the fonts can show, and what becomes of the others.

A character without a glyph would stop the making of an accessible PDF, so each is dealt with before: first by
an equal in other letters, else by a visible `[?]`, and the caller is told.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
REPLACEMENT = "[?]"

_EQUALS = {
    "→": "–",
    "⇒": "–",
    "←": "–",
    "≥": ">=",
    "≤": "<=",
    "≈": "~",
    "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\t": " ",
    "\n": " ",
    "\r": " ",
    "\u2028": " ",
    "\u2029": " ",
}
_INVISIBLE = frozenset(
    {"Cc", "Cf", "Mn", "Me"}
)  # steering characters, and marks that found nothing to sit on


@cache
def known() -> frozenset[str]:
    """The characters that every font of the report has."""
    sets = []
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            sets.append(frozenset(map(chr, font.getBestCmap())))
    return frozenset.intersection(*sets)


def fitted(text: str) -> tuple[str, frozenset[str]]:
    """The text in characters that can be shown, and those that had to be replaced.

    Letters written as base and accent are joined; a run of missing characters becomes one `[?]`; steering
    characters disappear.
    """
    shown: list[str] = []
    missing = set()
    for character in unicodedata.normalize("NFC", text):
        found = _one(character)
        if found is None:
            missing.add(character)
            found = "" if shown and shown[-1] == REPLACEMENT else REPLACEMENT
        if found:
            shown.append(found)
    # The number of a section stays on the line of its sign.
    return "".join(shown).replace("§ ", "§\N{NO-BREAK SPACE}"), frozenset(missing)


def _one(character: str) -> str | None:
    """What to print for a character: itself, an equal, nothing at all, or `None` when there is no way."""
    if character in _EQUALS:
        return _EQUALS[character]
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return ""
    if character in known():
        return character
    equal = unicodedata.normalize("NFKC", character)
    if equal != character and all(part in known() for part in equal):
        return equal
    return None


def fit(value: Any, missing: set[str]) -> Any:
    """`value` (JSON: text, numbers, lists, objects) with every text in it fitted; adds to `missing`."""
    if isinstance(value, str):
        text, lacking = fitted(value)
        missing |= lacking
        return text
    if isinstance(value, list):
        return [fit(item, missing) for item in value]
    if isinstance(value, dict):
        return {key: fit(item, missing) for key, item in value.items()}
    return value
