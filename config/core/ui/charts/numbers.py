"""Numbers and dates in the language of the page."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def number(value: float, *, decimals: int | None = None) -> str:
    """`1 234,5` in Norwegian (with a no-break space), `1,234.5` in English. Whole numbers have no decimals.

    Without `decimals` a fraction shows one. Minus is the real sign.
    """
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 1
    text = f"{abs(value):,.{decimals}f}"
    if not (get_language() or "nb").startswith("en"):
        text = text.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return f"−{text}" if value < 0 else text


def short_date(day: date) -> str:
    """The day in the language's short form."""
    return date_format(day, "SHORT_DATE_FORMAT")
