"""The facilitator's calendar: what recurs, and two projects that ask which day suits; most have answered."""

from datetime import datetime, time
from functools import partial

from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from participation.meetings import calendars
from participation.occasions import services as occasions
from participation.polls import services
from participation.polls.models import Poll
from participation.polls.services import Slot
from projects.planning.models import Project

ASKED, ANSWERED = -2, -1
# Days ahead: the last day to answer, and the days that are proposed with the hour they begin.
ANSWER_BY, DAYS = 6, ((13, 10), (15, 13), (16, 17))
WORDS = (("yes", "if_needed", "no"), ("yes", "yes", "no"), ("if_needed", "no", "yes"))
MOST, FEWEST = 2, 2
# What recurs was written down long ago: its first day, what it is, and how many months lie between two.
WRITTEN = -300
RECURS = (
    (-290, "Møte med eldrerådet og rådet for mennesker med funksjonsnedsettelse", 3),
    (-280, "Samling for alle i nettverket", 6),
    (-200, "Rapport til kommunalsjefen", 12),
    (-120, "Gå gjennom satsene for honorar", 12),
)


def plan(year: Year) -> None:
    """Asking two days ago, and the answers since."""
    own = apart("polls")
    year.plan(year.moment(WRITTEN, 9), own(partial(_write, year)))
    year.plan(year.moment(ASKED, 10), own(partial(_ask, year)))
    year.plan(year.moment(ANSWERED, 18), own(_answer))


def _write(year: Year, at: datetime) -> None:
    """What recurs; and the facilitator has it in a calendar program."""
    calendars.open_or_renew(municipality=year.municipality, user=year.facilitator)
    for days, title, every in RECURS:
        occasions.add(
            municipality=year.municipality,
            title=title,
            on=year.day(days),
            every=every,
            by=year.facilitator,
            at=at,
        )


def _ask(year: Year, at: datetime) -> None:
    asked = 0
    for key in sorted(year.projects):
        project = Project.objects.get(pk=year.projects[key].pk)
        is_running = project.state == Project.State.RUNNING
        if asked < MOST and is_running and len(services.to_ask(project)) >= FEWEST:
            services.ask(
                project=project,
                title="Neste møte",
                answer_by=year.day(ANSWER_BY),
                slots=[Slot(year.day(day), time(hour), time(hour + 2)) for day, hour in DAYS],
                place="Rådhuset",
                by=year.facilitator,
                at=at,
            )
            asked += 1


def _answer(at: datetime) -> None:
    for poll in Poll.objects.open().order_by("id"):
        voices = list(poll.voices.select_related("representative").order_by("id"))
        dates = [day.pk for day in poll.dates.all()]
        # The last one is silent.
        for number, voice in enumerate(voices[:-1]):
            services.answer(
                voice=voice, answers=dict(zip(dates, WORDS[number % len(WORDS)], strict=True)), at=at
            )
