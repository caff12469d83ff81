"""Weighing people up in Nordvik: some are being considered, with a note, and some are kept for a later day."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any

from django.utils import timezone

from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from projects.candidates import noting, queries
from projects.candidates import services as candidates
from projects.candidates.models import Choice
from projects.requests.models import Request
from representatives.registry.models import Representative

# First some are kept for a day that has come when the year ends, then others are considered.
KEPT, CONSIDERED = -12, -2
SOON, FAR = timedelta(days=7), timedelta(days=60)
REQUESTS, PEOPLE = 2, 2
NOTES = (
    "Vil gjerne være med, men ikke før ferien.",
    "Spurte selv om hva prosjektet handler om.",
    "Kan møte på kort varsel.",
    "Trenger skyss til kveldsmøter.",
)
Decision = Choice.Decision
Act = Callable[[Year, datetime], None]


def plan(year: Year) -> None:
    """Each act on its day, apart."""
    own = apart("considering")
    for day, act in ((KEPT, _keep), (CONSIDERED, _consider)):
        year.plan(year.moment(day, 14), own(partial(act, year)))


def _keep(year: Year, at: datetime) -> None:
    """One is to be thought of again in a week, and one in two months."""
    for request in _open_requests(year):
        for person, ahead in zip(_undecided(year, request, at), (SOON, FAR), strict=False):
            day = timezone.localdate(at + ahead)
            candidates.choose(
                request=request,
                representative=person,
                decision=Decision.LATER,
                ask_again_on=day,
                by=year.facilitator,
                at=at,
            )


def _consider(year: Year, at: datetime) -> None:
    texts = iter(NOTES)
    for request in _open_requests(year):
        for person in _undecided(year, request, at):
            said: dict[str, Any] = {
                "request": request,
                "representative": person,
                "by": year.facilitator,
                "at": at,
            }
            candidates.choose(decision=Decision.SHORTLISTED, **said)
            noting.add_note(text=next(texts), **said)


def _open_requests(year: Year) -> list[Request]:
    rows = Request.objects.of(year.municipality).open().select_related("project__leader", "must_language")
    return list(rows.order_by("-id")[:REQUESTS])


def _undecided(year: Year, request: Request, at: datetime) -> Iterator[Representative]:
    """The first few of the list about whom nothing is decided."""
    found = queries.listing(request=request, user=year.facilitator, at=at)
    people = (one for group in found.groups for one in group.candidates if not one.decision)
    return islice((one.representative for one in people if one.representative.pk != year.own.pk), PEOPLE)
