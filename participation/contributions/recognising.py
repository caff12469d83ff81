"""What in a quotation may tell who said it: names, ages, places, rare conditions, numbers, dates. Pure.

A warning for the person who reads the quotation before it is used, never a judgement: it finds too much rather than too
little, and nobody is stopped by it. The word lists are small, and our own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class What(models.TextChoices):
    """What kind of thing may be recognised."""

    CONTACT = "contact", gettext_lazy("A phone number or an address")
    NAME = "name", gettext_lazy("A name of a person or a place")
    PLACE = "place", gettext_lazy("A street or a place")
    AGE = "age", gettext_lazy("An age, or a year of birth")
    DATE = "date", gettext_lazy("A day or a month")
    RARE = "rare", gettext_lazy("A rare condition")
    ONLY = "only", gettext_lazy("Something that only one or a few are")


@dataclass(frozen=True)
class Reason:
    """One thing that was found, in the words of the text."""

    what: What
    words: str

    @property
    def label(self) -> str:
        return _("%(what)s: “%(words)s”") % {"what": self.what.label, "words": self.words}


_MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|"
    "january|february|march|may|june|july|october|december"
)
_DAYS = r"(?:mandag|tirsdag|tysdag|onsdag|torsdag|fredag|lørdag|laurdag|søndag|sundag)"
_RARE = (
    "ALS", "Huntingtons?", "cystisk fibrose", "Duchenne", "Marfans?", "Ehlers-Danlos", "spinal muskelatrofi",
    "SMA", "Retts?", "porfyri", "hemofili", "Fabrys?", "Prader-Willis?", "Turners?", "Klinefelters?",
    "myasteni", "sarkoidose", "Wilsons?", "sjelden(?:t)? (?:sykdom|sjukdom|diagnose|syndrom|tilstand)",
    "rare (?:disease|condition)", "cystic fibrosis",
)  # fmt: skip
_ONLY = (
    "(?:den|det|de) eneste", "(?:den|det|dei) einaste", "som eneste", "som einaste", "the only", "tvillinge?r?",
    "trillinge?r?", "ordfører(?:en)?", "ordførar(?:en)?", "rektor", "prest(?:en)?", "lensmann(?:en)?",
    "rullestolbruker", "rullestolbrukar",
)  # fmt: skip
_STREET = r"\b[A-ZÆØÅ][\wæøå]+(?:veien|vegen|gata|gaten|gate|svingen|bakken|plassen|torget)\b(?: \d+\w?)?"
_SMALL_PLACE = r"\b[A-ZÆØÅ][\wæøå]*(?:vik|dal|dalen|nes|neset|sund|fjord|fjorden|øya|bygda|heim|vollen)\b"
PATTERNS: tuple[tuple[What, str, int], ...] = (
    (What.CONTACT, r"(?<!\d)(?:(?:\+|00)47 ?)?(?:\d{2} ?\d{2} ?\d{2} ?\d{2}|\d{3} \d{2} \d{3})(?!\d)", 0),
    (What.CONTACT, r"(?<!\d)\d{6} ?\d{5}(?!\d)", 0),
    (What.CONTACT, r"[\w.+-]+@[\w-]+\.\w+", 0),
    (What.CONTACT, r"\b(?:https?://|www\.)\S+", re.IGNORECASE),
    (What.PLACE, _STREET, 0),
    (What.PLACE, _SMALL_PLACE, 0),
    (
        What.AGE,
        r"\b\d{1,3}(?: ?-?år(?:ing(?:en|ar|er)?|s)?\b(?: gammel| gamal| gamle)?|-year-old\b| years? old\b)",
        re.IGNORECASE,
    ),
    (What.AGE, r"\b(?:født|fødd|born)(?: \w+)? (?:i |in )?(?:19|20)\d{2}\b", re.IGNORECASE),
    (What.DATE, r"(?<!\d)\d{1,2}[./]\s?\d{1,2}[./]\s?(?:\d{4}|\d{2})(?!\d)|\b\d{4}-\d{2}-\d{2}\b", 0),
    (What.DATE, rf"\b\d{{1,2}}\. (?:{_MONTHS})\b(?: \d{{4}})?", re.IGNORECASE),
    (What.DATE, rf"\b(?:{_MONTHS}) (?:\d{{1,2}},? )?\d{{4}}\b", re.IGNORECASE),
    (What.DATE, rf"\b{_DAYS} \d{{1,2}}\b", re.IGNORECASE),
    (What.RARE, rf"\b(?:{'|'.join(_RARE)})\b", 0),
    (What.ONLY, rf"\b(?:{'|'.join(_ONLY)})\b", re.IGNORECASE),
)
# A capital inside a sentence is a name in Norwegian, but for these.
_NO_NAMES = frozenset(
    "I Jeg Eg Du De Dere Vi NAV DPS BPA GP KOLS TV PC OK SMS Norge Noreg Norway English".split()
)
# At the beginning of a sentence a name looks like any word: some that many have.
_GIVEN = frozenset(
    "Anne Inger Kari Marit Ingrid Liv Eva Berit Astrid Bjørg Hilde Solveig Randi Marie Ida Nora Emma Sara Aina Gerd "
    "Jan Per Bjørn Ole Lars Kjell Knut Svein Arne Geir Tor Odd Terje Hans Erik Anders Ali Mohammed Jakob Lukas "
    "Olav Einar Harald Petter".split()
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def recognisable(text: str) -> list[Reason]:
    """What may tell who said it, each thing once, in the order of the text."""
    found: list[tuple[int, int, Reason]] = []
    for what, pattern, flags in PATTERNS:
        for match in re.finditer(pattern, text, flags):
            if not _is_taken(match.start(), found):
                found.append((match.start(), match.end(), Reason(what, match.group().strip())))
    for start, word in _names(text):
        if not _is_taken(start, found):
            found.append((start, start + len(word), Reason(What.NAME, word)))
    return list(dict.fromkeys(reason for _start, _end, reason in sorted(found, key=lambda one: one[:2])))


def _is_taken(start: int, found: list[tuple[int, int, Reason]]) -> bool:
    return any(since <= start < until for since, until, _reason in found)


def _names(text: str) -> Iterator[tuple[int, str]]:
    """Words with a capital inside a sentence, several in a row as one; at its beginning only given names."""
    last: tuple[int, str] | None = None
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        is_name = _is_name(word, is_first=_begins_sentence(text, start))
        if last and is_name and text[last[0] + len(last[1]) : start] == " ":
            last = (last[0], f"{last[1]} {word}")
            continue
        if last:
            yield last
        last = (start, word) if is_name else None
    if last:
        yield last


def _is_name(word: str, *, is_first: bool) -> bool:
    if not word[0].isupper() or word in _NO_NAMES or (len(word) > 1 and word.isupper()):
        return False
    return word in _GIVEN if is_first else True


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\"'“”«»–-(")
    return not before or before[-1] in ".!?:\n…"
