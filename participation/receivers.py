"""What participation does when an app below tells of something: consent withdrawn, person left, project cancelled."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from participation.assignments import services as assignments
from participation.assignments.models import Assignment
from participation.invitations import services as invitations
from participation.invitations.models import Invitation
from participation.meetings import services as meetings
from participation.meetings.models import Meeting
from participation.polls import services as polls
from participation.polls.models import Poll
from projects.models import Project
from projects.signals import project_cancelled
from representatives.consent.models import Consent
from representatives.registry.models import Representative
from representatives.signals import consent_withdrawn, representative_left


@receiver(consent_withdrawn)
def take_back_after_withdrawal(sender: Any, consent: Consent, by: Any, at: datetime, **more: Any) -> None:
    """Nobody is asked without a consent in force. A seat that the person has is for people to talk about."""
    if consent.purpose == Consent.Purpose.NETWORK:
        _take_back(Invitation.objects.filter(representative=consent.representative), by, at)


@receiver(representative_left)
def free_seats(sender: Any, representative: Representative, by: Any, at: datetime, **more: Any) -> None:
    """A person who leaves is in no seat and no round."""
    own = Assignment.objects.filter(representative=representative)
    assignments.end_all(assignments=own, by=by, at=at, reason=_("The person left the network."))
    _take_back(Invitation.objects.filter(representative=representative), by, at)


@receiver(project_cancelled)
def stop_everything(sender: Any, project: Project, by: Any, at: datetime, **more: Any) -> None:
    """Nobody waits for a project that will not be, or comes to a meeting of it."""
    for meeting in Meeting.objects.filter(project=project, state=Meeting.State.PLANNED).order_by("id"):
        meetings.cancel(meeting=meeting, by=by, at=at)
    for poll in Poll.objects.open().filter(project=project).order_by("id"):
        polls.close(poll=poll, by=by, at=at)
    seated = Assignment.objects.filter(request__project=project)
    assignments.end_all(assignments=seated, by=by, at=at, reason=_("The project was cancelled."))
    _take_back(Invitation.objects.filter(request__project=project), by, at)


def _take_back(rows: Any, by: Any, at: datetime) -> None:
    invitations.withdraw_all(invitations=rows, by=by, at=at)
