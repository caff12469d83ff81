"""Feedback from both sides: most answer after the newest meetings, one is not well, and one writes in private.

A made-up questionnaire is imported and used in one project, and the clock asks of late what became of it.
"""

from datetime import datetime, timedelta
from functools import partial

from participation.demonstration.apart import apart
from participation.demonstration.course import Year, told
from participation.feedback import asking, due, importing, services
from participation.feedback.models import Pulse, PulseVoice
from participation.feedback.setting_views import SAMPLE
from participation.meetings.models import Meeting

# Days: the questionnaire; since when meetings are asked about; when the clock asks what became of it.
IMPORTED, SINCE, LATER = -200, -160, (-100, -60, -6)
# Of what was said since then, something is still to be looked at.
UNSEEN = -20
NEWEST, ASKED_LATE = -16, -5
# Days of meetings to which many professionals came, and how many are asked besides the leader.
CROWDED, GUESTS = (-19, -61), 6
HOUR_TO_ASK, DAYS_TO_ANSWER = 17, 3
WORD = (
    "Jeg ble avbrutt flere ganger, og til slutt sa jeg ikke mer. Det er ikke noe stort, men jeg vil gjerne at noen "
    "andre leder ordet neste gang."
)
STEPS = (4, 4, 3, 4, 3, 4, 2)


def plan(year: Year) -> None:
    """The questionnaire, then each meeting of the last months a few hours after it was closed, and its answers."""
    own = apart("feedback")
    year.plan(year.moment(IMPORTED, 10), own(partial(_import, year)), quietly=True)
    for number in sorted(_days_of_meetings(year)):
        # The newest was closed without asking, and is asked about later: it can still be answered.
        asked = ASKED_LATE if number >= NEWEST else number
        year.plan(year.moment(asked, HOUR_TO_ASK), own(partial(_ask, year, number)), quietly=True)
        year.plan(year.moment(asked + DAYS_TO_ANSWER, 19), own(partial(_answer, year, number)), quietly=True)
    for number in LATER:
        year.plan(year.moment(number, 8), own(_ask_later), quietly=True)
        year.plan(year.moment(number + 2, 19), own(_answer_later), quietly=True)


def _days_of_meetings(year: Year) -> set[int]:
    stories = [told(f"projects/{key}") for key in year.scale.projects]
    days = {meeting["day"] for story in stories for meeting in story["meetings"]}
    return {day for day in days if SINCE <= day < 0}


def _import(year: Year, at: datetime) -> None:
    kept = importing.import_file(
        municipality=year.municipality, data=SAMPLE.read_bytes(), name=SAMPLE.name, by=year.facilitator, at=at
    )
    first = next((year.projects[key] for key in sorted(year.projects)), None)
    if first is not None:
        asking.choose(questionnaire=kept, project=first, by=year.facilitator, at=at)


def _ask(year: Year, number: int, at: datetime) -> None:
    meetings = Meeting.objects.held().filter(municipality=year.municipality, held_on=year.day(number))
    for meeting in meetings.filter(pulse=None).select_related("project").order_by("id"):
        asked = services.ask(meeting=meeting, by=year.facilitator, at=at)
        if asked and number in CROWDED:
            guests = [year.professionals[key] for key in sorted(year.professionals)][:GUESTS]
            services.ask_also(pulse=asked[0].pulse, professionals=guests, by=year.facilitator, at=at)
    due.queue_due(at=at)


def _answer(year: Year, number: int, at: datetime) -> None:
    """All the professionals answer, and all but one of the representatives: no group of theirs is large enough.

    Of late the first says no to a question, and the second writes in private.
    """
    pulses = Pulse.objects.filter(meeting__held_on=year.day(number), municipality=year.municipality)
    for turn, pulse in enumerate(pulses.order_by("id"), start=abs(number)):
        voices = list(pulse.voices.filter(side="representative").silent().order_by("id"))
        for place, voice in enumerate(voices[:-1]):
            is_late = number >= UNSEEN
            word = WORD if is_late and place == 1 else ""
            _say(voice, place + turn, at, lowest=is_late and place == 0, word=word)
        for place, voice in enumerate(pulse.voices.filter(side="professional").silent().order_by("id")):
            _say(voice, place + turn, at)


def _say(voice: PulseVoice, turn: int, at: datetime, *, lowest: bool = False, word: str = "") -> None:
    steps = {}
    for place, question in enumerate(voice.pulse.of_side(voice.side)):
        step = min(STEPS[(turn + place) % len(STEPS)], len(question["steps"]))
        steps[question["key"]] = 1 if lowest and place == 1 else step
    services.answer(voice=voice, said=services.Said(steps, word), at=at)


def _ask_later(at: datetime) -> None:
    due.ask_later_due(at=at)
    due.queue_due(at=at)


def _answer_later(at: datetime) -> None:
    asked = Pulse.objects.filter(kind="delayed", asked_at__gt=at - timedelta(days=6))
    voices = PulseVoice.objects.silent().filter(pulse__in=asked)
    for number, voice in enumerate(voices.select_related("pulse").order_by("id")):
        if number % 3:
            _say(voice, number, at)
