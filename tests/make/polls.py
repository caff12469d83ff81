"""A poll of days, and the links of the person who is asked."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from participation.meetings import calendars
from participation.models import Occasion, Poll, PollAnswer, PollDate, PollVoice


def make_poll(project: Any, person: Any, *, at: datetime, **fields: Any) -> PollVoice:
    """A poll with one day, and the voice of one who is asked; silent."""
    today = timezone.localdate(at)
    fields = {"title": "Neste møte", "answer_by": today + timedelta(days=5), "created_at": at} | fields
    common = {"municipality": project.municipality}
    poll = Poll.objects.create(project=project, **fields, **common)
    PollDate.objects.create(
        poll=poll, held_on=today + timedelta(days=20), begins=time(9), ends=time(11), **common
    )
    return PollVoice.objects.create(poll=poll, representative=person, **common)


def add_poll(town: Any, at: datetime) -> None:
    """The poll of a town's project, answered by its person, who has links of their own; and what recurs."""
    person = town.rows["representative"]
    town.keep("calendar", calendars.of_person(person))
    texts = {"title": town.text("tid", 140), "place": town.text("sted", 200)}
    voice = town.keep("poll_voice", make_poll(town.rows["project"], person, at=at, **texts))
    poll = town.keep("poll", voice.poll)
    day = town.keep("poll_date", poll.dates.get())
    fields = {"on": timezone.localdate(at), "changed_at": at, "municipality": town.municipality}
    town.keep("occasion", Occasion.objects.create(title=town.text("rådet", 140), **fields))
    PollAnswer.objects.create(municipality=town.municipality, voice=voice, date=day, answer="yes")
