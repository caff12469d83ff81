"""Days on which nobody gets a letter that could wait: Norwegian public holidays. Pure."""

from datetime import date, timedelta

# Month and day of those that do not move, and days from Easter Sunday of those that do.
_FIXED = frozenset({(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)})
_FROM_EASTER = frozenset({-3, -2, 0, 1, 39, 49, 50})
_SUNDAY = 6


def is_holiday(day: date) -> bool:
    """Whether the day is a Sunday or a public holiday in Norway."""
    is_movable = (day - easter(day.year)).days in _FROM_EASTER
    return day.weekday() == _SUNDAY or (day.month, day.day) in _FIXED or is_movable


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Butcher's rule)."""
    century, of_century = divmod(year, 100)
    moon = year % 19
    leap, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * moon + century - leap - correction + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (moon + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, 1) + timedelta(days=day)
