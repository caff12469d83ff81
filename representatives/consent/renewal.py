"""When a consent is to be renewed. The municipality's own number of months is known to a room above, which tells it."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

USUAL_MONTHS = 12
# Takes the primary key of a municipality.
Months = Callable[[int], int]
_told: list[Months] = []


def register(months: Months) -> None:
    """Called from `apps.py`: who knows after how many months a municipality asks again."""
    _told[:] = [months]


def renew_by(given_on: date, municipality_id: int) -> date:
    """The day on which a yes of `given_on` is to be renewed."""
    months = _told[0](municipality_id) if _told else USUAL_MONTHS
    return months_after(given_on, months)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or earlier; the last of the month where that day is not there."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
