"""The new words of a mail, without the letter that it quotes, signatures of phones and attachments.

A few rules over lines: what they do not know stays, so that a person's words are never lost; at worst somebody sees a
piece of our own letter again.
"""

import re
from collections.abc import Iterator
from email.message import Message as Raw
from html.parser import HTMLParser
from typing import Any

MOST_SIGNS = 50_000

# `Fra:`, `Sendt:` … one after the other: the head that Outlook puts over what it quotes.
_FROM = re.compile(r"^\W{0,4}(from|fra|frå)\s*:", re.IGNORECASE)
_HEAD = re.compile(r"^\W{0,4}(sent|sendt|date|dato|to|til|subject|emne)\s*:", re.IGNORECASE)
_LINE = re.compile(
    r"^\s*(_{8,}|-{2,}\s*(original message|opprinnelig melding|opphavleg melding|forwarded message|"
    r"videresendt melding|vidaresend melding)\s*-{2,})\s*$",
    re.IGNORECASE,
)
# “man. 9. mars 2026 kl. 10:12 skrev Granvik <…>:”, which mail programs break over two or three lines.
_WROTE = re.compile(r"^(?=.*(\d{1,2}[:.]\d\d|@))(?=.*\b(skrev|skreiv|wrote)\b).{10,400}:$", re.IGNORECASE)
_SIGNATURE = re.compile(r"^--\s?$")
_PHONE = re.compile(
    r"^(sendt fra min|sendt frå min|sent from my|sendt fra outlook|sent from outlook|hent outlook for|get outlook for)"
    r"\b.{0,80}$",
    re.IGNORECASE,
)
_MANY_EMPTY = re.compile(r"\n{3,}")


def own_words_in(mail: Raw) -> str:
    """What the sender wrote, as plain text; empty where there is nothing but a quotation."""
    return without_quotation(text_of(mail))


def text_of(mail: Raw) -> str:
    """The plain text of a mail, or that of its HTML; empty where it has neither. Attachments are never read."""
    parts = list(_text_parts(mail))
    plain = next((part for part in parts if part.get_content_type() == "text/plain"), None)
    if plain is not None and (text := _decoded(plain)).strip():
        return text
    html = next((part for part in parts if part.get_content_type() == "text/html"), None)
    return _Words.of(_decoded(html)) if html is not None else ""


def without_quotation(text: str) -> str:
    """The lines that are new."""
    lines = [line.rstrip().replace("\u00a0", " ") for line in text.splitlines()]
    kept: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        if _ends_here(lines, number):
            break
        if length := _attribution(lines, number):
            number += length
            if not any(later.startswith(">") for later in lines[number:]):
                break
            continue
        if not line.startswith(">") and not _PHONE.match(line.strip()):
            kept.append(line)
        number += 1
    return _MANY_EMPTY.sub("\n\n", "\n".join(kept)).strip()


def _ends_here(lines: list[str], number: int) -> bool:
    """Whether all that follows is quoted, or a signature."""
    line = lines[number]
    if _LINE.match(line) or _SIGNATURE.match(line):
        return True
    following = [one for one in lines[number + 1 : number + 5] if one.strip()]
    return bool(_FROM.match(line)) and any(_HEAD.match(one) for one in following[:2])


def _attribution(lines: list[str], number: int) -> int:
    """How many lines from here say who wrote what is quoted below; 0 where none do."""
    if not lines[number].strip():
        return 0
    for length in (1, 2, 3):
        part = lines[number : number + length]
        if all(line.strip() for line in part) and _WROTE.match(" ".join(line.strip() for line in part)):
            return length
    return 0


def _text_parts(mail: Raw) -> Iterator[Raw]:
    """Parts of text; not those that are attached, nor what stands in a mail that is attached."""
    if mail.get_content_maintype() == "text":
        if mail.get_content_disposition() != "attachment":
            yield mail
    elif mail.get_content_maintype() == "multipart":
        payload: Any = mail.get_payload()
        for part in payload if isinstance(payload, list) else []:
            yield from _text_parts(part)


def _decoded(part: Raw) -> str:
    payload: Any = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    try:
        text = raw[: 4 * MOST_SIGNS].decode(part.get_content_charset("utf-8"), errors="replace")
    except LookupError:
        text = raw[: 4 * MOST_SIGNS].decode(errors="replace")
    return text[:MOST_SIGNS]


class _Words(HTMLParser):
    """The words of an HTML part: one line for each block; what a mail program marks as quoted is left out."""

    UNSEEN = frozenset({"script", "style", "head", "title", "blockquote"})
    BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3"})
    QUOTED_FROM_HERE = frozenset({"appendonsend", "divRplyFwdMsg"})

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._unseen, self._is_over = 0, False

    @classmethod
    def of(cls, html: str) -> str:
        parser = cls()
        try:
            parser.feed(html)
        except AssertionError:
            # How the parser says that a declaration makes no sense: what was read so far is kept.
            return "".join(parser.words)
        return "".join(parser.words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._is_over |= given.get("id") in self.QUOTED_FROM_HERE or "gmail_quote" in (
            given.get("class") or ""
        )
        if tag in self.UNSEEN:
            self._unseen += 1
        elif tag in self.BLOCKS:
            self._say("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.UNSEEN and self._unseen:
            self._unseen -= 1

    def handle_data(self, data: str) -> None:
        self._say(" ".join(data.split()) if data.strip() else " ")

    def _say(self, words: str) -> None:
        if not self._unseen and not self._is_over:
            self.words.append(words)
