"""Who is asked how a meeting was follows who was there, also when that is corrected afterwards."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from config.core.audit import services as audit
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from participation.feedback import services
from participation.feedback.due import ASKED, KINDS, key_of
from participation.feedback.models import Pulse, PulseVoice
from participation.feedback.questions import Side
from participation.meetings.models import Attendance, Meeting


@transaction.atomic
def follow_attendance(*, meeting: Meeting, by: Any, at: datetime) -> list[PulseVoice]:
    """After a correction: who was not there is no longer asked, who was there is. Returns those asked from now on.

    Whoever has answered keeps the answer. Where nobody was there, the professionals are not asked either. Nothing
    happens where nobody was asked, or when the last day has passed; nobody more is asked when the answers are shown.
    """
    pulse = Pulse.objects.select_for_update(of=("self",), no_key=True).filter(meeting=meeting).first()
    if pulse is None or pulse.is_over(timezone.localdate(at)):
        return []
    noted = list(Attendance.objects.filter(meeting=meeting).select_related("assignment"))
    there = {one.assignment.representative_id for one in noted if one.was_present}
    absent = {one.assignment.representative_id for one in noted} - there
    voices = list(pulse.voices.select_related("representative", "professional").order_by("id"))
    # Before anybody is called off: that may be what lets the answers be shown.
    is_open = not services.why_closed(pulse, Side.REPRESENTATIVE, at)
    _call_off([one for one in voices if one.representative_id in absent or not there], by, at)
    if not (there and is_open):
        return []
    asked = _ask_again([one for one in voices if _is_wanted(one, there)], by, at)
    new = [services.voice(pulse, representative_id=pk) for pk in sorted(there - _people(voices))]
    PulseVoice.objects.bulk_create(new)
    if new or asked:
        # The letters of those who are new are queued by the clock again; who has one gets no second.
        Pulse.objects.filter(pk=pulse.pk).update(told_at=None)
        audit.record("pulse.asked_also", obj=pulse, by=by, at=at)
    return [*asked, *new]


def _people(voices: Iterable[PulseVoice]) -> set[int]:
    return {one.representative_id for one in voices if one.representative_id is not None}


def _is_wanted(voice: PulseVoice, there: set[int]) -> bool:
    """Whether somebody was called off who is to be asked after all."""
    return voice.called_off_at is not None and (
        voice.representative_id is None or voice.representative_id in there
    )


def _call_off(voices: list[PulseVoice], by: Any, at: datetime) -> None:
    """Those of them who are silent are asked no longer, and letters that have not left are taken back."""
    silent = [one for one in voices if one.answered_at is None and one.called_off_at is None]
    PulseVoice.objects.filter(pk__in=[one.pk for one in silent]).update(called_off_at=at)
    letters = Message.objects.filter(kind__in=KINDS, about_id__in=[one.public_id for one in silent])
    outbox.cancel(letters.waiting())
    audit.record_many(
        audit.line("pulse.called_off", obj=one, by=by, at=at, subject=one.representative) for one in silent
    )


def _ask_again(voices: list[PulseVoice], by: Any, at: datetime) -> list[PulseVoice]:
    """Those who were called off are asked after all: by the link they have, or a new one when the letter never left."""
    keys = {key_of(ASKED, one): one for one in voices}
    kept = Message.objects.filter(dedupe_key__in=keys, state=Message.State.CANCELLED)
    unsent = {keys[key].pk for key in kept.values_list("dedupe_key", flat=True)}
    stay = [one for one in voices if one.pk not in unsent]
    PulseVoice.objects.filter(pk__in=[one.pk for one in stay]).update(called_off_at=None)
    PulseVoice.objects.filter(pk__in=unsent).delete()
    gone = [one for one in voices if one.pk in unsent]
    again = [
        services.voice(one.pulse, representative_id=one.representative_id)
        if one.representative_id is not None
        else services.voice(one.pulse, professional=one.professional)
        for one in gone
    ]
    PulseVoice.objects.bulk_create(again)
    audit.record_many(
        audit.line("pulse.asked_again", obj=one, by=by, at=at, subject=one.representative)
        for one in [*stay, *again]
    )
    return [*stay, *again]
