"""Those who let us quote them have seen how: most say yes to their words, one says no to some of them."""

from datetime import date, datetime
from functools import partial

from participation.contributions import quoting
from participation.contributions.models import Contribution
from participation.contributions.quoting import Quotation
from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from representatives.consent.models import Consent

# Before the reports of January, and again before those of today.
EARLY, LATE = 12, -3
EVERY_NO = 9


def plan(year: Year) -> None:
    """After the answers of the year, and before each report."""
    own = apart("quoting")
    january = (date(year.today.year, 1, EARLY) - year.today).days
    for day in (min(january, LATE - 1), LATE):
        year.plan(year.moment(day, 17), own(partial(_look, year)), quietly=True)


def _look(year: Year, at: datetime) -> None:
    """Everything that has led to a change, said by those who let us ask, is looked at once."""
    allowed = Consent.objects.in_force().filter(purpose=Consent.Purpose.QUOTATION).order_by()
    rows = Contribution.objects.of(year.municipality).filter(
        assignment__representative__in=allowed.values("representative"), quotation=None, created_at__lt=at
    )
    for number, said in enumerate(rows.exclude(changes=None).distinct().order_by("id")):
        quoting.decide(
            contribution=said,
            is_allowed=number % EVERY_NO != EVERY_NO - 1,
            seen=quoting.mark(said.text),
            via=Quotation.Via.PHONE,
            by=year.facilitator,
            at=at,
        )
