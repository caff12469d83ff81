"""Closing a meeting: one use case over three rooms. Attendance, fees and what was said, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.claims import services as claims
from participation.claims.models import Claim
from participation.contributions import saying
from participation.contributions.models import Contribution
from participation.contributions.saying import CannotSay, Said
from participation.feedback import following
from participation.feedback import services as feedback
from participation.feedback.models import PulseVoice
from participation.meetings import services as meetings
from participation.meetings.models import Attendance, Meeting
from participation.meetings.services import Account, Presence

MOST_CONTRIBUTIONS = 50
# Everything that this use case refuses with; each text can be shown.
REFUSALS = (meetings.CannotEdit, meetings.CannotHold, claims.CannotClaim, CannotSay)


@dataclass(frozen=True)
class Closed:
    """What closing a meeting wrote."""

    meeting: Meeting
    attendances: tuple[Attendance, ...]
    claims: tuple[Claim, ...]
    contributions: tuple[Contribution, ...]
    asked: tuple[PulseVoice, ...] = ()


@transaction.atomic
def hold_meeting(
    *,
    meeting: Meeting,
    account: Account,
    attendances: Sequence[Presence],
    contributions: Sequence[Said],
    by: Any,
    at: datetime,
    ask_for_feedback: bool = True,
) -> Closed:
    """A planned meeting becomes held: who was there with a draft of each fee at the day's rate, and what was said.

    With `ask_for_feedback` both sides are asked how it was.

    Refuses what the rooms refuse (`REFUSALS`), and more than fifty contributions; then nothing is stored. Of two who
    close a meeting at once, one wins.
    """
    if len(contributions) > MOST_CONTRIBUTIONS:
        raise meetings.CannotHold(_("Write down at most fifty contributions at a time."))
    present = meetings.hold(meeting=meeting, account=account, presences=attendances, by=by, at=at)
    held = Meeting.objects.select_related("project").get(pk=meeting.pk)
    said = saying.say_all(
        project=held.project, meeting=held, said=contributions, said_on=held.held_on, by=by, at=at
    )
    fees = _fees(held, present, by, at)
    asked: list[PulseVoice] = []
    if ask_for_feedback:
        asked = feedback.ask_at_closing(meeting=held, attendances=present, by=by, at=at)
    return Closed(held, tuple(present), fees, tuple(said), tuple(asked))


@transaction.atomic
def correct_meeting(
    *, meeting: Meeting, account: Account, attendances: Sequence[Presence], by: Any, at: datetime
) -> Closed:
    """Mends a meeting that was held, and its draft fees and who is asked how it was with it.

    Refuses to change a fee that is approved.
    """
    present = meetings.correct(meeting=meeting, account=account, presences=attendances, by=by, at=at)
    held = Meeting.objects.select_related("project").get(pk=meeting.pk)
    fees = _fees(held, present, by, at)
    asked = following.follow_attendance(meeting=held, by=by, at=at)
    return Closed(held, tuple(present), fees, (), tuple(asked))


def _fees(meeting: Meeting, present: Sequence[Attendance], by: Any, at: datetime) -> tuple[Claim, ...]:
    for attendance in present:
        attendance.meeting = meeting
    return tuple(claims.draft_fees(attendances=present, by=by, at=at))
