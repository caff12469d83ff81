"""The periods a report may be for. Pure: today comes in."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

THIS_YEAR, LAST_YEAR, TWELVE_MONTHS, OWN = "this_year", "last_year", "twelve_months", "own"
# Days from the first to the last: with a leap day in between or not, and with the same date counted at both ends.
_TWELVE_MONTHS = (364, 365, 366)
# A tertial is four months: the rhythm of municipal reporting.
_TERTIALS = {1: (1, 4), 2: (5, 8), 3: (9, 12)}


@dataclass(frozen=True)
class Period:
    """Days from and to, both counted in."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a period ends on or after its first day")

    @property
    def is_year(self) -> bool:
        """Whether it is one whole calendar year."""
        return self == year(self.start.year)

    @property
    def words(self) -> str:
        """“2026”, “second tertial 2026”, “twelve months to 20 November 2026”, or the two days."""
        for name, period in _named(self.start.year).items():
            if period == self:
                return name
        days = {"start": date_format(self.start, "DATE_FORMAT"), "end": date_format(self.end, "DATE_FORMAT")}
        if (self.end - self.start).days in _TWELVE_MONTHS:
            return _("twelve months to %(end)s") % days
        return _("%(start)s to %(end)s") % days


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


def tertial(number: int, of_year: int) -> Period:
    """The first, second or third four months of a year."""
    first, last = _TERTIALS[number]
    start_of_next = date(of_year + 1, 1, 1) if last == 12 else date(of_year, last + 1, 1)
    return Period(date(of_year, first, 1), start_of_next - timedelta(days=1))


def twelve_months(today: date) -> Period:
    """The year that ends today."""
    return Period(today - timedelta(days=_TWELVE_MONTHS[0]), today)


def offered(today: date) -> dict[str, Period]:
    """What the page offers on a day: this year, last year, the last twelve months, and the newest three tertials."""
    found = {
        THIS_YEAR: year(today.year),
        LAST_YEAR: year(today.year - 1),
        TWELVE_MONTHS: twelve_months(today),
    }
    begun = [
        (of_year, number)
        for of_year in (today.year, today.year - 1)
        for number in (3, 2, 1)
        if tertial(number, of_year).start <= today
    ]
    for of_year, number in begun[:3]:
        found[f"tertial_{of_year}_{number}"] = tertial(number, of_year)
    return found


def _named(number: int) -> dict[str, Period]:
    words = {"year": number}
    return {
        str(number): year(number),
        _("first tertial %(year)s") % words: tertial(1, number),
        _("second tertial %(year)s") % words: tertial(2, number),
        _("third tertial %(year)s") % words: tertial(3, number),
    }
