"""What was agreed on with those who have a seat: the part in each phase, terms, a rest, and one who has left."""

from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from participation.assignments import agreeing, resting
from participation.assignments.models import Assignment
from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from projects.planning.models import Involvement, Phase

LAST, LEFT = -1, -2
SEATS = 5
TERMS = "Vi møtes helst før klokka 14. Drosje begge veier, og en pause midt i møtet."
REST = timedelta(days=40)
WHY = "Det ble litt for mye for meg i høst."
# What the person and the project want of the same phase, and what they agreed on; the last pair is to be talked about.
WANTED = (
    (Phase.PREPARATION, Involvement.CO_THINKER, Involvement.CO_THINKER, Involvement.CO_THINKER),
    (Phase.EXECUTION, Involvement.PARTNER, Involvement.ADVISOR, ""),
)


def plan(year: Year) -> None:
    """On the last two days, apart."""
    own = apart("agreeing")
    year.plan(year.moment(LEFT, 14, 30), own(partial(_leave, year)))
    year.plan(year.moment(LAST, 14), own(partial(_agree, year)))


def _running(year: Year) -> list[Assignment]:
    """The newest seats, the one of the person with an account first."""
    rows = Assignment.objects.of(year.municipality).running().select_related("request", "representative")
    return sorted(rows.order_by("-started_on", "-id"), key=lambda seat: seat.representative_id != year.own.pk)


def _agree(year: Year, at: datetime) -> None:
    for number, seat in enumerate(_running(year)[:SEATS]):
        words = {
            phase.value: {agreeing.PERSON: person, agreeing.PROJECT: project, agreeing.BOTH: both}
            for phase, person, project, both in WANTED
        }
        agreeing.say(assignment=seat, words=words, by=year.facilitator, at=at)
        if number == 0:
            resting.set_terms(assignment=seat, terms=TERMS, by=year.facilitator, at=at)
        if number == SEATS - 1:
            until = timezone.localdate(at + REST)
            resting.pause(assignment=seat, until=until, by=year.facilitator, at=at)
    for seat in Assignment.objects.of(year.municipality).filter(state=Assignment.State.ENDED)[:SEATS]:
        words = {phase.value: {agreeing.AFTER: part} for phase, part, _project, _both in WANTED}
        agreeing.say(assignment=seat, words=words, by=year.facilitator, at=at)


def _leave(year: Year, at: datetime) -> None:
    """Somebody in an older seat, on the phone, so that the newest rounds stay as they are."""
    seats = [seat for seat in _running(year) if seat.representative_id != year.own.pk]
    if len(seats) > SEATS:
        resting.leave(assignment=seats[-1], reason=WHY, by=year.facilitator, at=at)
