"""Whom somebody in Nordvik does not want to work with, and who is too close to a unit to be asked by it."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from config.core.organisations.queries import service_people
from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from projects.candidates import queries
from projects.requests.models import Request
from representatives.conflicts import services as conflicts
from representatives.conflicts.models import Conflict
from representatives.registry import services as registry
from representatives.registry.models import Representative

# On the last evening, so that nothing else of the year is otherwise for it.
SAID = -1
LONG_AGO = timedelta(days=400)


def plan(year: Year) -> None:
    """On the last evening, apart."""
    year.plan(year.moment(SAID, 21), apart("conflicts")(partial(_say, year)))


def _say(year: Year, at: datetime) -> None:
    """For one open request: the last of its list says no to the leader, and the one before has worked in the unit."""
    said: dict[str, Any] = {"by": year.facilitator, "at": at}
    for request in _open_requests(year):
        people = _undecided(year, request, at)
        if len(people) > 1:
            close, refusing = people[-2:]
            registry.add_no_go(representative=refusing, person=request.project.leader, **said)
            conflicts.record(
                representative=close,
                unit=request.project.unit,
                kind=Conflict.Kind.WORK,
                note="Jobbet her til i fjor.",
                since=timezone.localdate(at - LONG_AGO),
                **said,
            )
            return


def _open_requests(year: Year) -> list[Request]:
    """The newest first, with leaders who may be named."""
    rows = Request.objects.of(year.municipality).open().order_by("-id")
    leaders = service_people(year.municipality).order_by().values("pk")
    return list(
        rows.filter(project__leader__in=leaders).select_related(
            "project__leader", "project__unit", "must_language"
        )
    )


def _undecided(year: Year, request: Request, at: datetime) -> list[Representative]:
    """Those of the list about whom nothing is decided; never the one who shows My page."""
    found = queries.listing(request=request, user=year.facilitator, at=at)
    people = (one for group in found.groups for one in group.candidates if not one.decision)
    return [one.representative for one in people if one.representative.pk != year.own.pk]
