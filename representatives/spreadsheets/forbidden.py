"""What never comes in: national identity numbers, bank accounts and diagnosis codes, by heading and by value.

A person's number or account is recognised by its form, not only by its check digits: numbers are mistyped,
and from 2032 the first check digit of the Norwegian number no longer holds (Skatteetaten, "Ny
identifikatorpolicy"). Nothing here returns, raises or logs the value it found.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from representatives.spreadsheets.values import Cell, as_text


class Forbidden(StrEnum):
    """Why a column or a value is refused."""

    NATIONAL_ID = "national_id"
    BANK_ACCOUNT = "bank_account"
    DIAGNOSIS = "diagnosis"


GAP = r"[ \u00a0\u2009\u202f.\-–/]{0,2}"
LEFT = r"(?<![\d+])"
RIGHT = r"(?!\d)"
DAY = r"(?:[0-3]\d|[4-7]\d)"
MONTH = r"(?:[0-1]\d|[4-5]\d|[6-9]\d)"
LETTERS_BESIDE = 5
DIGIT = re.compile(r"\d")
IDENTITY = re.compile(rf"{LEFT}{DAY}{GAP}{MONTH}{GAP}\d\d{GAP}\d{{3}}{GAP}\d\d{RIGHT}")
ACCOUNT = re.compile(
    rf"{LEFT}\d{{4}}[ \u00a0\u2009\u202f.\-]{{1,2}}\d\d[ \u00a0\u2009\u202f.\-]{{1,2}}\d{{5}}{RIGHT}"
)
ELEVEN = re.compile(rf"{LEFT}\d{{11}}{RIGHT}")
SPACED = re.compile(rf"{LEFT}\d(?:[ \u00a0.\-]?\d){{10}}{RIGHT}")
IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{2,4}){3,8}(?![A-Z0-9])", re.IGNORECASE)
FOREIGN_CALL = re.compile(r"\+[\d ()\u00a0\-]{7,20}")
CODED_CELL = re.compile(r"^[A-Z]\d{2}(?:\.\d{1,2})?(?:[,; /]+[A-Z]\d{2}(?:\.\d{1,2})?)*$")


def plain_digits(text: str) -> str:
    """The text in one form: full-width and other scripts' digits as 0–9, no invisible signs."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text)
    return "".join(
        str(unicodedata.digit(sign)) if sign.isdigit() else sign
        for sign in text
        if unicodedata.category(sign) != "Cf"
    )


def is_identity_number(digits: str) -> bool:
    """Whether eleven digits carry both check digits of a Norwegian number (also D-, H- and test numbers)."""
    if len(digits) != 11 or not digits.isdecimal():
        return False
    figures = [int(sign) for sign in digits]
    first = sum(a * b for a, b in zip((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), figures, strict=False)) % 11 == 0
    second = sum(a * b for a, b in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), figures, strict=False)) % 11 == 0
    day, month = int(digits[:2]) % 40, int(digits[2:4])
    month = month - 80 if month > 80 else month - 65 if month > 65 else month - 40 if month > 40 else month
    return first and second and 1 <= day <= 31 and 1 <= month <= 12


def is_account_number(digits: str) -> bool:
    """Whether eleven digits carry the check digit of a Norwegian bank account."""
    if len(digits) != 11 or not digits.isdecimal():
        return False
    weights = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    return sum(a * int(sign) for a, sign in zip(weights, digits, strict=True)) % 11 == 0


def is_iban(text: str) -> bool:
    """Whether the text is an international account number (ISO 13616, remainder 1 of 97)."""
    compact = re.sub(r"\s", "", text).upper()
    if not 15 <= len(compact) <= 34:
        return False
    moved = compact[4:] + compact[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def forbidden_in(cell: Cell) -> Forbidden | None:
    """What forbidden number the cell holds anywhere in it, if any. Says which kind, never the number."""
    if cell is None or isinstance(cell, bool | date):
        return None
    text = as_text(cell)
    if len(text) < 10 or len(DIGIT.findall(text)) < 10:
        return None
    text = plain_digits(text)
    if isinstance(cell, int | float) and len(text) == 10:
        # A number cell has lost the zero in front.
        return Forbidden.NATIONAL_ID if is_identity_number("0" + text) else None
    for match in IBAN.finditer(text):
        if is_iban(match.group()):
            return Forbidden.BANK_ACCOUNT
    text = FOREIGN_CALL.sub(" ", text)
    if ACCOUNT.search(text):
        return Forbidden.BANK_ACCOUNT
    return _eleven_digits(text)


def _eleven_digits(text: str) -> Forbidden | None:
    for match in ELEVEN.finditer(text):
        digits = match.group()
        born = IDENTITY.fullmatch(digits) and (is_identity_number(digits) or not is_account_number(digits))
        return Forbidden.NATIONAL_ID if born else Forbidden.BANK_ACCOUNT
    if IDENTITY.search(text):
        return Forbidden.NATIONAL_ID
    for match in SPACED.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if is_identity_number(digits):
            return Forbidden.NATIONAL_ID
        if is_account_number(digits):
            return Forbidden.BANK_ACCOUNT
    return None


def is_diagnosis_code(text: str) -> bool:
    """Whether the whole text is one or more codes of ICD-10 or ICPC-2, such as "F32.1"."""
    if len(text) < 3 or text[:1].islower():
        return False
    return bool(CODED_CELL.match(text.strip())) or bool(re.match(r"\s*(?:ICD|ICPC)\b", text, re.IGNORECASE))


def kind_of_column(cells: Sequence[Cell], *, prose: bool = False, coded: bool = False) -> Forbidden | None:
    """What forbidden kind the values of a column are, whatever its heading says: half of them are enough.

    A text that has such a number in it counts for nothing here: that value alone is dropped, by its row. In a
    column of words (`prose`) only bare numbers count. `coded` asks for bare codes of diagnoses too; elsewhere
    one of them must have its decimal ("F32.1"), for "A12" may be anything.
    """
    filled = [cell for cell in cells if cell is not None]
    if not filled:
        return None
    letters = 0 if prose else LETTERS_BESIDE
    kinds = [
        kind
        for cell in filled
        if (kind := forbidden_in(cell)) and sum(sign.isalpha() for sign in as_text(cell)) <= letters
    ]
    if 2 * len(kinds) >= len(filled):
        return max((Forbidden.NATIONAL_ID, Forbidden.BANK_ACCOUNT), key=kinds.count)
    codes = [text for cell in filled if is_diagnosis_code(text := as_text(cell))]
    enough = len(codes) > 1 and 2 * len(codes) >= len(filled)
    return Forbidden.DIAGNOSIS if enough and (coded or any("." in code for code in codes)) else None
