"""The days on which something comes again. Plain Python: no Django, no clock."""

from calendar import monthrange
from datetime import date

# Longer than anybody plans, so that a slip of a year costs nothing.
MOST = 1200


def days(on: date, every: int, *, first: date, last: date) -> list[date]:
    """The days from `first` to `last` of what is on `on` and comes again each `every` months (0: once).

    What is on the 31st is on the last day of a shorter month.
    """
    if not every:
        return [on] if first <= on <= last else []
    passed = (first.year - on.year) * 12 + first.month - on.month
    begin = max(0, passed // every - 1)
    found = (later(on, every * number) for number in range(begin, begin + MOST))
    kept = []
    for day in found:
        if day > last:
            break
        if day >= first:
            kept.append(day)
    return kept


def later(day: date, months: int) -> date:
    """The same day so many months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
