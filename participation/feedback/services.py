"""Asking both sides how it went, what they answer, and what the facilitator has seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.privacy import links
from participation.feedback import asking
from participation.feedback.models import PAGE, PrivateWord, Pulse, PulseAnswer, PulseVoice
from participation.feedback.questions import PulseKind, Side
from participation.feedback.showing import is_shown
from participation.meetings.models import Meeting
from projects.planning.models import Project

# So long an answer can be given and changed.
OPEN = timedelta(days=14)
LONGEST_WORD = 2000
LOWEST = 1
CannotAsk = asking.CannotAsk


class CannotTell(Exception):
    """This answer cannot be taken, or this cannot be seen to; the text can be shown."""


@transaction.atomic
def ask(*, meeting: Meeting, by: Any, at: datetime) -> list[PulseVoice]:
    """Asks about a meeting that was closed without asking; as `ask_at_closing`.

    Refuses a meeting that was not held, and one that is asked about already.
    """
    if meeting.state != Meeting.State.HELD:
        raise CannotAsk(_("Only a meeting that was held can be asked about."))
    if Pulse.objects.filter(meeting=meeting).exists():
        raise CannotAsk(_("Both sides are asked about this meeting already."))
    there = list(meeting.attendances.select_related("assignment").order_by("id"))
    return ask_at_closing(meeting=meeting, attendances=there, by=by, at=at)


def ask_at_closing(
    *, meeting: Meeting, attendances: Iterable[Any], by: Any, at: datetime
) -> list[PulseVoice]:
    """Asks the representatives who were there, and who leads the project; in the transaction that closes the meeting.

    Writes who is asked, each with a link of their own; the letters are queued by the clock (`due.queue_due`), so that
    closing stays quick: six statements for one person as for thirty. Returns who is asked: nobody where no
    representative was there.
    """
    people = sorted({one.assignment.representative_id for one in attendances if one.was_present})
    if not people:
        return []
    pulse = make(project=meeting.project, kind=PulseKind.AFTER_MEETING, meeting=meeting, at=at)
    voices = [voice(pulse, representative_id=pk) for pk in people]
    voices += [voice(pulse, professional=one) for one in leaders(meeting.project)]
    PulseVoice.objects.bulk_create(voices)
    audit.record("pulse.asked", obj=pulse, by=by, at=at)
    return voices


@transaction.atomic
def ask_also(*, pulse: Pulse, professionals: Iterable[Any], by: Any, at: datetime) -> int:
    """Asks more professionals who were there; returns how many were not asked before.

    Refuses nobody, a pulse that is over, and a side whose answers are shown already.
    """
    held = _locked(pulse)
    people = list(professionals)
    if not people:
        raise CannotAsk(_("Choose somebody to ask."))
    if any(one.municipality_id != held.municipality_id for one in people):
        raise CannotAsk(_("Somebody on the list works in another municipality."))
    if why_closed(held, Side.PROFESSIONAL, at):
        raise CannotAsk(_("Nobody more can be asked about this now."))
    asked = set(held.voices.filter(side=Side.PROFESSIONAL).values_list("professional", flat=True))
    new = [voice(held, professional=one) for one in people if one.pk not in asked]
    PulseVoice.objects.bulk_create(new)
    # The letters of those who are new are queued by the clock again; who has one gets no second.
    Pulse.objects.filter(pk=held.pk).update(told_at=None)
    audit.record("pulse.asked_also", obj=held, by=by, at=at)
    return len(new)


@dataclass(frozen=True)
class Said:
    """What somebody answers: a step by the key of the question; what is left out is left unanswered.

    `word` is for the facilitator alone; an empty one lets an earlier one stand, unless that is taken back.
    """

    steps: Mapping[str, int]
    word: str = ""
    takes_word_back: bool = False


@transaction.atomic
def answer(*, voice: PulseVoice, said: Said, at: datetime, by: Any = None) -> PulseVoice:
    """Keeps what somebody answers; the last answer holds until the last day, or until the side's answers are shown.

    `by` is who wrote it down for the person, who then had not answered. Refuses an empty answer, one that comes too
    late, a question or step that was not asked, and writing over what the person has answered alone.
    """
    held_pulse = _locked(voice.pulse)
    held = PulseVoice.objects.select_for_update(of=("self",), no_key=True).get(pk=voice.pk)
    if reason := not_needed(held) or why_closed(held_pulse, held.side, at):
        raise CannotTell(reason)
    if by is not None and held.answered_at is not None and not held.is_by_phone:
        raise CannotTell(_("The person has answered alone. Only the person can change that."))
    word = said.word.strip()[:LONGEST_WORD]
    _check(held_pulse, held.side, said, word)
    has_word = _keep(held, said, word, at)
    held.answered_at, held.is_by_phone = at, by is not None
    is_low = LOWEST in said.steps.values()
    held.needs_look = is_low or has_word
    if is_low or word or not held.needs_look:
        held.seen_at = held.seen_by = None
    held.save(update_fields=["answered_at", "is_by_phone", "needs_look", "seen_at", "seen_by"])
    audit.record("pulse.answered", obj=held, by=by, at=at, subject=voice.representative)
    return held


@transaction.atomic
def see(*, voice: PulseVoice, by: Any, at: datetime) -> None:
    """The facilitator has seen what was low, or said in private. Of two who press at once, one is written down.

    Refuses where there is nothing to see.
    """
    if not PulseVoice.objects.to_look_at().filter(pk=voice.pk).update(seen_at=at, seen_by=by):
        raise CannotTell(_("Somebody has seen this already."))
    audit.record("pulse.seen", obj=voice, by=by, at=at, subject=voice.representative, fields=["seen_at"])


def nobody_there() -> str:
    """Why nobody is asked about a meeting without representatives, in words that can be shown."""
    return _("No representative was there, so there is nobody to ask.")


def unknown_person() -> str:
    """That somebody to be asked is not known here, in words that can be shown."""
    return _("Somebody on the list is not known here.")


def make(*, project: Project, kind: str, at: datetime, meeting: Meeting | None = None) -> Pulse:
    """A pulse with its questions as they are now."""
    questions, questionnaire = asking.questions_for(project, kind)
    return Pulse.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        meeting=meeting,
        kind=kind,
        questions=questions,
        questionnaire=questionnaire,
        answer_by=timezone.localdate(at) + OPEN,
        asked_at=at,
    )


def voice(pulse: Pulse, **who: Any) -> PulseVoice:
    """One who is asked, with a link, not kept yet."""
    is_professional = who.get("professional") is not None
    row = PulseVoice(
        municipality_id=pulse.municipality_id,
        pulse=pulse,
        side=Side.PROFESSIONAL if is_professional else Side.REPRESENTATIVE,
        **who,
    )
    links.renew(PAGE, row)
    return row


def leaders(project: Project) -> list[Any]:
    """The record of whoever leads the project, as a list of one or none.

    The model is asked for by its name, as the foreign key does: the room of professionals lies above this one.
    """
    if project.leader_id is None:
        return []
    rows = apps.get_model("participation", "Professional")._default_manager.filter(is_active=True)
    return list(rows.filter(municipality=project.municipality_id, user=project.leader_id))


def not_needed(voice: PulseVoice) -> str:
    """Why one who was asked is asked no longer, in words that can be shown; empty for the others."""
    if voice.called_off_at is None:
        return ""
    return _("Who was at the meeting is corrected, and this answer is no longer needed.")


def why_closed(pulse: Pulse, side: str, at: datetime) -> str:
    """Why no answer of a side is taken any more, in words that can be shown; empty while one is."""
    over = pulse.is_over(timezone.localdate(at))
    if over:
        return _("The last day to answer has passed. Call us if there is something you want to say.")
    voices = pulse.voices.asked().filter(side=side)
    asked, answered = voices.count(), voices.exclude(answered_at=None).count()
    if is_shown(asked=asked, answered=answered, is_over=over):
        return _(
            "Everybody has answered, and the answers are shown to the group. They stand as they are now."
        )
    return ""


def _check(pulse: Pulse, side: str, said: Said, word: str) -> None:
    if not (said.steps or word or said.takes_word_back):
        raise CannotTell(_("Answer one question at least, or write something to the facilitator."))
    asked = {question["key"]: len(question["steps"]) for question in pulse.of_side(side)}
    if not set(said.steps) <= set(asked):
        raise CannotTell(_("One of the questions does not belong here."))
    if any(not LOWEST <= step <= asked[key] for key, step in said.steps.items()):
        raise CannotTell(_("One of the answers is none of those to choose from."))


def _keep(voice: PulseVoice, said: Said, word: str, at: datetime) -> bool:
    """Keeps steps and word; returns whether there is a word now."""
    PulseAnswer.objects.filter(voice=voice).delete()
    PulseAnswer.objects.bulk_create(
        PulseAnswer(municipality_id=voice.municipality_id, voice=voice, question=key, step=step)
        for key, step in said.steps.items()
    )
    words = PrivateWord.objects.filter(voice=voice)
    if word:
        kept = {"text": word, "at": at, "municipality_id": voice.municipality_id}
        PrivateWord.objects.update_or_create(voice=voice, defaults=kept)
    elif said.takes_word_back:
        words.delete()
    return words.exists()


def _locked(pulse: Pulse) -> Pulse:
    """The row, locked, so that two last answers cannot both believe that another is still to come."""
    return Pulse.objects.select_for_update(of=("self",), no_key=True).get(pk=pulse.pk)
