"""A poll as a table: who answered what about which day."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from participation.invitations import rules
from participation.polls.models import Poll, PollAnswer, PollDate, PollQuerySet, PollVoice
from representatives.proxies.queries import reached_all

Answer = PollAnswer.Answer


@dataclass(frozen=True)
class Column:
    """One day: how many said what of it. It is good for everybody when nobody who answered says no."""

    date: PollDate
    yes: int
    if_needed: int
    no: int

    @property
    def is_good(self) -> bool:
        return self.no == 0 and self.yes + self.if_needed > 0


@dataclass(frozen=True)
class Line:
    """One person: the words for each day, in the order of the columns; empty where nothing is said."""

    voice: PollVoice
    words: list[str]
    way: rules.Way


@dataclass(frozen=True)
class Table:
    columns: list[Column]
    lines: list[Line]
    silent: int


def find(*, user: Any, municipality: Any) -> PollQuerySet:
    """Polls with how many are asked and how many have answered, newest first."""
    rows: PollQuerySet = Poll.objects.visible_to(user).of(municipality).select_related("project", "meeting")
    answered = Count("voices", filter=Q(voices__answered_at__isnull=False), distinct=True)
    return rows.annotate(asked=Count("voices", distinct=True), answered=answered).order_by(
        "-created_at", "-id"
    )


def table(poll: Poll) -> Table:
    """Everything that was answered, in four queries; the silent last."""
    dates = list(poll.dates.all())
    rows = poll.voices.select_related("representative").prefetch_related("answers")
    voices = sorted(rows, key=lambda one: (one.answered_at is None, one.representative.name, one.pk))
    reach = reached_all(voice.representative for voice in voices)
    numbers = Counter((one.date_id, one.answer) for voice in voices for one in voice.answers.all())
    columns = [
        Column(day, *(numbers[day.pk, word] for word in (Answer.YES, Answer.IF_NEEDED, Answer.NO)))
        for day in dates
    ]
    lines = []
    for voice in voices:
        said = {one.date_id: one.get_answer_display() for one in voice.answers.all()}
        person = voice.representative
        lines.append(
            Line(voice, [said.get(day.pk, "") for day in dates], rules.way_to(person, reach[person.pk]))
        )
    return Table(columns, lines, sum(1 for voice in voices if voice.answered_at is None))


def voice_of(calendar: Any, poll_id: str) -> PollVoice | None:
    """The voice of a calendar's owner in a poll; None for one that the person is not asked about."""
    rows = PollVoice.objects.filter(representative=calendar.representative_id, poll__public_id=poll_id)
    found: PollVoice | None = rows.select_related("poll", "representative").first()
    return found
