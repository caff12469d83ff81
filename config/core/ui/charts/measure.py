"""How wide a text becomes, and where its lines break. SVG does neither by itself."""

from collections.abc import Mapping
from types import MappingProxyType

SOFT_HYPHEN = "\N{SOFT HYPHEN}"

# Advance widths of Inter Regular in thousandths of an em, rounded to twenties.
_CLASSES = {
    240: "ijl",
    260: "I",
    280: " \xa0!,.:",
    300: "';",
    320: "tŧ",
    360: "()/[]f",
    380: "r",
    400: "1",
    460: '"-_',
    500: "*–",
    520: "?sš",
    540: "kx",
    560: "7Lavyzåáž§",
    580: "Jceéèč«»",
    600: "25EFhnouøŋ",
    620: "3689ZbdgpqđŽ",
    640: "#&04PRSTŠŦ",
    660: "+<=>B−",
    680: "AKVXYÅÁ",
    720: "CDČ",
    740: "GHUĐ",
    760: "NOQØŊ",
    820: "w",
    860: "…",
    880: "m",
    900: "M",
    920: "æ",
    960: "@",
    980: "%W",
    1000: "Æ—",
}
_WIDTHS: Mapping[str, int] = MappingProxyType(
    {character: width for width, characters in _CLASSES.items() for character in characters}
)
_UNKNOWN = 1000  # a full em: a letter we have not measured may break a line too early, never overflow it
_BOLD = 1.05


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of `text` at `size`, both in the drawing's units; short of the real one by 2 % at the most."""
    thousandths = sum(_WIDTHS.get(character, _UNKNOWN) for character in text if character != SOFT_HYPHEN)
    return thousandths * size / 1000 * (_BOLD if bold else 1)


def wrap(text: str, room: float, size: float, *, bold: bool = False, most: int = 6) -> list[str]:
    """Lines of at most `room` wide. A word that is too long breaks at its soft hyphens, else where it must.

    At most `most` lines: the last then ends in an ellipsis. The table beside the chart has the whole text.
    """
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if width(joined, size, bold=bold) <= room:
            lines[-1] = joined
            continue
        pieces = _pieces(word, room, size, bold)
        lines = [*lines, *pieces] if lines[-1] else pieces
    if len(lines) > most:
        lines = [*lines[: most - 1], _shorten(lines[most - 1], room, size, bold)]
    return [line.replace(SOFT_HYPHEN, "") for line in lines]


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    """The word whole when it fits, else broken with hyphens; at least one character a piece."""
    pieces = []
    rest = word
    while width(rest, size, bold=bold) > room and len(rest) > 1:
        fits = max(_fitting(rest, room, size, bold), 1)
        soft = rest.rfind(SOFT_HYPHEN, 1, fits + 1)
        cut = soft if soft > 0 else fits
        pieces.append(rest[:cut].rstrip("-") + "-" if cut > 1 or soft > 0 else rest[:cut])
        rest = rest[cut:].lstrip(SOFT_HYPHEN)
    return [*pieces, rest] if rest else pieces


def _fitting(word: str, room: float, size: float, bold: bool) -> int:
    """How many characters of the word fit together with a hyphen, leaving four or more for the next line."""
    count = 0
    while count < len(word) and width(word[: count + 1] + "-", size, bold=bold) <= room:
        count += 1
    return min(count, len(word) - 4) if len(word) > 8 else count


def _shorten(line: str, room: float, size: float, bold: bool) -> str:
    while line and width(line + "…", size, bold=bold) > room:
        line = line[:-1]
    return line.rstrip() + "…"
