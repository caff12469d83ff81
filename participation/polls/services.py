"""Asking which day suits, answering, and choosing the day that becomes the meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from participation.invitations import rules
from participation.invitations.models import Invitation
from participation.meetings import calendars, clock, telling
from participation.meetings import services as meetings
from participation.meetings.models import Meeting
from participation.polls.models import Poll, PollAnswer, PollDate, PollVoice
from projects.planning.models import Project
from representatives.registry.models import Representative

ASKED, NUDGED = "poll.asked", "poll.nudged"
MOST_DATES = 10
# Whoever is silent is reminded once, so many days before the last day.
NUDGE = timedelta(days=2)
State = Poll.State


class CannotPoll(Exception):
    """The poll cannot be made, answered or settled like this; the text can be shown."""


@dataclass(frozen=True)
class Slot:
    """A day and hours that would do."""

    held_on: date
    begins: time
    ends: time


@transaction.atomic
def ask(
    *,
    project: Project,
    title: str,
    answer_by: date,
    slots: Sequence[Slot],
    by: Any,
    at: datetime,
    place: str = "",
) -> Poll:
    """Asks those who have a seat in the project, or are invited to one and have not said no, by a letter each.

    Refuses no days or more than ten, the same twice, days that have passed or come before the last day to answer, hours
    that cannot be (`CannotMeet`), a project that has ended, and one in which there is nobody to ask.
    """
    _check(project, answer_by, slots, timezone.localdate(at))
    people = to_ask(project)
    if not people:
        raise CannotPoll(
            _("Nobody has a seat in this project or is invited to one, so there is nobody to ask.")
        )
    common = {"municipality_id": project.municipality_id}
    poll = Poll.objects.create(
        project=project, title=title, place=place, answer_by=answer_by, created_at=at, **common
    )
    for slot in slots:
        PollDate.objects.create(poll=poll, held_on=slot.held_on, begins=slot.begins, ends=slot.ends, **common)
    for person in people:
        voice = PollVoice.objects.create(poll=poll, representative=person, **common)
        _write(ASKED, voice, at)
    audit.record("poll.asked", obj=poll, by=by, at=at)
    return poll


@transaction.atomic
def answer(*, voice: PollVoice, answers: Mapping[int, str], at: datetime, by: Any = None) -> PollVoice:
    """Keeps what somebody answers about each date (by primary key); what is left out is silent about it.

    The last answer holds. `by` is who wrote it down for the person. A voice that is not saved
    yet is of somebody who was invited later, and is kept. Refuses nothing answered, a poll that is over, and
    a date of another poll.
    """
    poll = Poll.objects.select_for_update(of=("self",), no_key=True).get(pk=voice.poll_id)
    if voice._state.adding:
        voice.save()
    if not poll.takes_answers(timezone.localdate(at)):
        raise CannotPoll(_("This can no longer be answered. Call us if your answer matters."))
    given = {pk: word for pk, word in answers.items() if word}
    if not given:
        raise CannotPoll(_("Answer for one day at least."))
    if not set(given) <= set(poll.dates.values_list("pk", flat=True)):
        raise CannotPoll(_("One of the days does not belong here."))
    PollAnswer.objects.filter(voice=voice).exclude(date__in=given).delete()
    for pk, word in given.items():
        PollAnswer.objects.update_or_create(
            voice=voice, date_id=pk, defaults={"answer": word, "municipality_id": poll.municipality_id}
        )
    PollVoice.objects.filter(pk=voice.pk).update(answered_at=at)
    voice.answered_at = at
    audit.record("poll.answered", obj=poll, by=by, at=at, subject=voice.representative)
    return voice


@transaction.atomic
def choose(*, date: PollDate, by: Any, at: datetime) -> Meeting:
    """The date becomes the meeting, of which everyone with a seat is told; the poll is over.

    Refuses a poll that is over; of two who choose at once, one wins.
    """
    poll = _locked(date.poll)
    meeting = meetings.plan_meeting(
        project=poll.project,
        title=poll.title,
        place=poll.place,
        held_on=date.held_on,
        begins=date.begins,
        ends=date.ends,
        by=by,
        at=at,
    )
    poll.state, poll.meeting = State.CHOSEN, meeting
    poll.save(update_fields=["state", "meeting"])
    audit.record("poll.chosen", obj=poll, by=by, at=at, fields=["state", "meeting"])
    _take_back(poll)
    return meeting


@transaction.atomic
def close(*, poll: Poll, by: Any, at: datetime) -> Poll:
    """No day did: the poll is over without a meeting. Refuses a poll that is over."""
    held = _locked(poll)
    held.state = State.CLOSED
    held.save(update_fields=["state"])
    audit.record("poll.closed", obj=held, by=by, at=at, fields=["state"])
    _take_back(held)
    return held


@transaction.atomic
def nudge_due(*, at: datetime) -> int:
    """Reminds those who are silent, once for each poll, two days before its last day; returns how many letters."""
    today = timezone.localdate(at)
    due = Poll.objects.open().filter(nudged_at=None, answer_by__range=(today, today + NUDGE))
    queued = 0
    for poll in due.filter(created_at__lt=at - timedelta(days=1)).order_by("id"):
        if not Poll.objects.filter(pk=poll.pk, nudged_at=None).update(nudged_at=at):
            continue
        silent = poll.voices.silent().select_related("representative__municipality", "poll")
        queued += sum(_write(NUDGED, voice, at) for voice in silent.order_by("id"))
    return queued


def to_ask(project: Project) -> list[Representative]:
    """Those with a running seat in the project, and those who are invited to one and have not said no."""
    people = {person.pk: person for person in telling.seated_in(project.pk)}
    invited = Invitation.objects.filter(request__project=project, state=Invitation.State.SENT)
    invited = invited.exclude(answer__in=Invitation.NOES).select_related("representative__municipality")
    for invitation in invited.order_by("id"):
        if not invitation.representative.has_left:
            people.setdefault(invitation.representative_id, invitation.representative)
    return list(people.values())


def key_of(kind: str, voice: PollVoice) -> str:
    """One letter of each kind to each who is asked."""
    return f"{kind}:{voice.public_id}"


def _check(project: Project, answer_by: date, slots: Sequence[Slot], today: date) -> None:
    if project.state in (Project.State.CLOSED, Project.State.CANCELLED):
        raise CannotPoll(_("This project has ended. Open it again before planning a meeting."))
    if not 1 <= len(slots) <= MOST_DATES:
        raise CannotPoll(_("Propose at least one day and at most ten."))
    if len({(slot.held_on, slot.begins) for slot in slots}) < len(slots):
        raise CannotPoll(_("The same day and hour stands there twice."))
    if answer_by < today:
        raise CannotPoll(_("The last day to answer has passed."))
    if min(slot.held_on for slot in slots) <= answer_by:
        raise CannotPoll(_("The days have to come after the last day to answer."))
    for slot in slots:
        clock.check(slot.held_on, slot.begins, slot.ends)


def _locked(poll: Poll) -> Poll:
    held = Poll.objects.select_for_update(of=("self",)).select_related("project").get(pk=poll.pk)
    if held.state != State.OPEN:
        raise CannotPoll(_("This poll is over already."))
    return held


def _write(kind: str, voice: PollVoice, at: datetime) -> int:
    person = voice.representative
    calendars.of_person(person)
    way = rules.way_to(person)
    if not way.is_sent:
        return 0
    outbox.queue(
        kind=kind,
        channel=way.value,
        municipality=person.municipality,
        recipient=person,
        about=voice,
        dedupe_key=key_of(kind, voice),
        at=at,
    )
    return 1


def _take_back(poll: Poll) -> None:
    """Letters that have not left do not leave."""
    about = poll.voices.values("public_id")
    outbox.cancel(Message.objects.filter(kind__in=(ASKED, NUDGED), about_id__in=about).waiting())
