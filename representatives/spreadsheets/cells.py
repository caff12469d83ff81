"""One cell to one clean value: phone, e-mail, year of birth, language, yes and no, consent.

Every function returns None for what it cannot read with certainty; the caller says so with the row number.
`today` comes in: nothing here asks the clock.
"""

import re
import unicodedata
from datetime import date, datetime
from enum import StrEnum

import phonenumbers

from representatives.duplicates.likeness import BirthYear
from representatives.spreadsheets.dates import find_date, from_serial
from representatives.spreadsheets.values import Cell, as_text

EARLIEST_CONSENT = date(2000, 1, 1)
EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9æøåÆØÅ](?:[A-Za-z0-9æøåÆØÅ-]{0,61}[A-Za-z0-9æøåÆ"
    r"ØÅ])?\.)+[A-Za-z]{2,24}"
)
PHONE_RUN = re.compile(r"(?:\+|\b00)?\(?\d[\d \u00a0\u2009\u202f().\-–/]{3,22}\d")
DOTLESS = re.compile(r"[^a-zæøå0-9+]+")

YES = frozenset("ja j jo x xx yes y true sant 1 v ok ✓ ✔ ☑ ✅ jepp gitt signert".split())
NO = frozenset("nei n ikke ikkje no false usant 0 - – nope ✗ ✘ ☐ ❌ aldri".split())
NOT_YET = frozenset(
    "? ?? muntlig munnleg avventer ventar venter sendt purret ukjent usikker mangler manglar".split()
)
LANGUAGES = {
    "nb": "nb nob bokmål bokmal bokmaal boksmål bm b norsk norwegian bokmål/norsk no",
    "nn": "nn nno nynorsk nynorks ny-norsk nyn nno-no n-n",
    "en": "en eng engelsk english",
    "se": "se sme samisk nordsamisk davvisámegiella sámi sami",
}
LANGUAGE_OF = {word: code for code, words in LANGUAGES.items() for word in words.split()}


def key_of(text: str) -> str:
    """The text for comparing words: one form of Unicode, no case, single spaces, æøå kept."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def yes_or_no(cell: Cell) -> bool | None:
    """Yes in its many forms (ja, J, x, ✓, 1, sant), no likewise; None when empty or something else."""
    if isinstance(cell, bool):
        return cell
    text = key_of(as_text(cell)).strip(" .!,")
    if text in YES:
        return True
    if text in NO:
        return False
    first = text.split(" ")[0].rstrip(",.:;") if text else ""
    return True if first in ("ja", "yes") else False if first in ("nei", "ikke", "ikkje", "no") else None


def phone_of(cell: Cell, *, region: str = "NO", strict: bool = False) -> str | None:
    """The first telephone number of the cell in E.164 ("+4740612701"), or None.

    Reads 40612701.0, spaces in any place, +47, 0047, 47 without a plus, and foreign numbers with + or 00.
    A number must be possible in its country; with `strict`, where the heading does not say that these are
    telephones, it must also be in use there.
    """
    if cell is None or isinstance(cell, bool | date):
        return None
    if isinstance(cell, str):
        text = unicodedata.normalize("NFKC", cell)
        text = re.sub(r"^\s*(\+?[\d \u00a0]+)[.,]0\s*$", r"\1", text)
    else:
        text = as_text(cell)
    for run in PHONE_RUN.findall(text):
        for piece in (run, *re.split(r"\s*/\s*|\s+-\s+|\s{2,}", run)):
            number = _e164(re.sub(r"[^\d+]", "", piece), region, strict)
            if number:
                return number
    return None


def _e164(digits: str, region: str, strict: bool) -> str | None:
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif region == "NO" and len(digits) == 10 and digits.startswith("47"):
        digits = "+" + digits
    if not 8 <= len(digits.lstrip("+")) <= 15:
        return None
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    fine = phonenumbers.is_valid_number(number)
    if not fine and (strict or not phonenumbers.is_possible_number(number) or digits[:1] in "01"):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def email_of(cell: Cell) -> str | None:
    """The first mail address of the cell, its domain in lower case, or None when none could be delivered."""
    if not isinstance(cell, str):
        return None
    text = unicodedata.normalize("NFKC", cell).replace("mailto:", "")
    for match in EMAIL.finditer(text):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        local, _, domain = match.group().rpartition("@")
        if (before.isalnum() or after.isalnum() or (after and after in "@-_")) or ".." in local:
            continue
        if local.startswith(".") or local.endswith(".") or len(domain) > 253:
            continue
        return f"{local}@{domain.lower()}"
    return None


def language_of(cell: Cell) -> str | None:
    """nb, nn, en or se from the many words for them; None when empty or another language."""
    words = re.findall(r"[\wá-]+", key_of(as_text(cell)))
    found = {LANGUAGE_OF[word] for word in words if word in LANGUAGE_OF}
    if len(found) > 1 and "norsk" in words:
        found -= {"nb"} if "bokmål" not in words else set()
    return found.pop() if len(found) == 1 else None


def birth_year_of(cell: Cell, *, today: date, bare_is_age: bool = False) -> BirthYear | None:
    """From a year, a date or an age ("31 år"): only the year is kept. None outside 1900 to this year.

    A bare "58" is the year 1958, or an age where the heading asks for ages (`bare_is_age`).
    """
    found: BirthYear | None = None
    if isinstance(cell, date | datetime):
        found = BirthYear(cell.year)
    elif cell is not None and not isinstance(cell, bool):
        text = key_of(as_text(cell))
        age = re.fullmatch(
            r"(?:ca\.? ?|om lag )?(\d{1,3})(?:,5|½)? ?(år|aar|ar|years?(?: old)?|yrs?)?(?: gammel| gamal)?",
            text,
        )
        year = re.search(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)", text)
        if age and (age[2] or bare_is_age):
            found = BirthYear(today.year - int(age[1]), approximate=True)
        elif re.fullmatch(r"\D{0,12}(1[89]\d\d|20\d\d)\D{0,6}", text) and year:
            found = BirthYear(int(year[1]), approximate="ca" in text)
        elif re.fullmatch(r"'?\d\d", text):
            found = BirthYear(_two_digits(int(text[-2:]), today))
        else:
            found = _year_of_date(cell, today)
    return found if found and 1900 <= found.year <= today.year else None


def _two_digits(year: int, today: date) -> int:
    return year + (2000 if year <= today.year % 100 else 1900)


def _year_of_date(cell: Cell, today: date) -> BirthYear | None:
    text = as_text(cell)
    short = re.fullmatch(r"(\d{2})[./ \-]?(\d{2})[./ \-]?(\d{2})", text)
    if isinstance(cell, str) and short and int(short[1]) <= 31 and int(short[2]) <= 12:
        return BirthYear(_two_digits(int(short[3]), today))
    if isinstance(cell, int | float):
        serial = from_serial(float(cell))
        return BirthYear(serial.year) if serial else None
    when = find_date(cell, today=today)
    if when is None:
        return None
    return BirthYear(when.on.year - (100 if when.on > today else 0))


class NoConsent(StrEnum):
    """Why a consent cell gives no dated consent."""

    EMPTY = "empty"
    SAID_NO = "said_no"
    NO_DATE = "no_date"
    AHEAD = "ahead"
    NOT_CREDIBLE = "not_credible"
    CONDITION = "condition"


CONSENT_WORDS = frozenset(
    "ja j x yes ok gitt gjeve gitt given signert signed underskrevet underskrive skriftlig skriftleg "
    "mottatt motteke "
    "fått dato den fra frå pr per samtykke samtykker samtykkjer samtykka consent digitalt papir på "
    "muntlig munnleg "
    "i og av skjema kl".split()
)
REFUSING = re.compile(
    r"\b(nei|ikke|ikkje|no|not|trukket|trekt|trekk|tilbake\w*|withdrawn|avslått|utløpt|utgått|expired)\b"
)


def consent_of(cell: Cell, *, today: date) -> date | NoConsent:
    """The day consent was given. Only a real day, not ahead of `today`, counts; a month counts from
    its first day.

    "ja 12.5.2024" counts; "nei", "muntlig", "?", "avventer", "sendt 12.5.2024", "trukket 12.5.2024" and a
    year alone do not.
    """
    text = key_of(as_text(cell))
    if not text:
        return NoConsent.EMPTY
    if yes_or_no(cell) is False or REFUSING.search(text):
        return NoConsent.SAID_NO
    found = find_date(cell, today=today)
    if found is None:
        return NoConsent.NO_DATE
    if any(word not in CONSENT_WORDS for word in found.words.split()):
        return NoConsent.CONDITION
    if found.on > today:
        return NoConsent.AHEAD
    return found.on if found.on >= EARLIEST_CONSENT else NoConsent.NOT_CREDIBLE
