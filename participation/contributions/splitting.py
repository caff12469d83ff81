"""Minutes or a mail taken apart into the single things that were said. Pure: a suggestion that a person then mends."""

import re

MOST, LONGEST = 50, 2000
_BULLET = re.compile(r"^\s*(?:[-–—*•·]|\d{1,2}[.)]|[a-zæøå]\))\s+")
# What mail programs put above and around a letter.
_FURNITURE = re.compile(
    r"^\s*(?:fra|til|kopi|emne|sendt|dato|frå|from|to|cc|subject|sent|date)\s*:", re.IGNORECASE
)
_GREETING = re.compile(
    r"^\s*(?:hei|hallo|god dag|kjære|hi|hello|dear|mvh|med vennlig hilsen|med venleg helsing|hilsen|vennlig hilsen|"
    r"helsing|regards|kind regards|best regards)\b.{0,40}$",
    re.IGNORECASE,
)


def split(text: str) -> list[str]:
    """The things that were said, in order, each once: a bullet or a paragraph each, at most fifty."""
    found: list[str] = []
    is_open = False
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = raw.strip().lstrip(">").strip()
        if not line or _FURNITURE.match(line) or _GREETING.match(line):
            is_open = False
            continue
        bullet = _BULLET.match(line)
        words = line[bullet.end() :] if bullet else line
        if is_open and not bullet:
            found[-1] += f" {words}"
        elif words:
            found.append(words)
        is_open = True
    once = list(dict.fromkeys(" ".join(one.split())[:LONGEST].strip() for one in found))
    return [one for one in once if one][:MOST]
