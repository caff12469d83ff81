"""Which day suits, on the answer page itself: whoever says yes to an invitation answers the project's poll at once.

By the link of the invitation, which opens this project's days alone; not by that of the person's calendar.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from participation.invitations.afterwards import Part
from participation.invitations.models import Invitation
from participation.polls.forms import VoiceForm
from participation.polls.models import Poll, PollVoice

TEMPLATE = "participation/polls/in_answer.html"


@dataclass(frozen=True)
class Days:
    """A poll with the person's own form, and where it is sent."""

    voice: PollVoice
    form: VoiceForm
    action: str


def days_of(invitation: Invitation, token: str) -> Iterator[Part]:
    """The open polls of the project, with what the person has answered; reads, and changes nothing."""
    today = timezone.localdate()
    for poll in open_in(invitation):
        if poll.takes_answers(today):
            voice = voice_in(poll, invitation)
            action = reverse("answer_days", args=[token, poll.public_id])
            yield Part(TEMPLATE, Days(voice, VoiceForm(voice=voice), action))


def open_in(invitation: Invitation) -> list[Poll]:
    """The polls of the project of an invitation that are not over."""
    rows = Poll.objects.open().filter(project=invitation.request.project_id)
    return list(rows.order_by("answer_by", "id"))


def voice_in(poll: Poll, invitation: Invitation) -> PollVoice:
    """The person's voice; one that is not saved yet for somebody who was invited after the poll was made."""
    person = invitation.representative
    found = PollVoice.objects.filter(poll=poll, representative=person).first()
    return found or PollVoice(poll=poll, representative=person, municipality_id=poll.municipality_id)
