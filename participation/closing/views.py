"""Closing a meeting in under three minutes, and mending it afterwards."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page, refused
from participation.closing import services
from participation.closing.forms import AccountForm, ClosingForm
from participation.contributions.queries import owners
from participation.meetings.models import Attendance, Meeting
from participation.meetings.queries import expected


@require(Permission.MEETINGS_WRITE)
def meeting_close(request: Any, meeting_id: str) -> HttpResponse:
    """One form: the day, the hours, who was there, and what was said."""
    meeting = _meeting(request, meeting_id)
    if meeting.state != Meeting.State.PLANNED:
        return refused(
            request, _("This meeting is no longer open."), "meeting_detail", *_address(request, meeting)
        )
    offered = owners(user=request.user, municipality=request.municipality)
    form = ClosingForm(
        request.POST or None,
        meeting=meeting,
        assignments=expected(user=request.user, meeting=meeting),
        noted=[],
        owners=offered,
        first_owner=_first_owner(offered, meeting),
    )
    if request.method == "POST" and form.is_valid():
        try:
            closed = services.hold_meeting(
                meeting=meeting,
                account=form.account(),
                attendances=form.presences(),
                contributions=form.said(),
                ask_for_feedback=form.cleaned_data["ask_for_feedback"],
                by=request.user,
                at=timezone.now(),
            )
        except services.REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _summary(closed), "meeting_detail", *_address(request, meeting))
    reading.listed(request, Attendance, "meetings", "name")
    return form_page(request, "participation/closing/close.html", form, {"meeting": meeting})


@require(Permission.MEETINGS_WRITE)
def meeting_correct(request: Any, meeting_id: str) -> HttpResponse:
    """Mends the day, the hours or who was there."""
    meeting = _meeting(request, meeting_id)
    noted = Attendance.objects.visible_to(request.user).filter(meeting=meeting)
    form = AccountForm(
        request.POST or None,
        meeting=meeting,
        assignments=expected(user=request.user, meeting=meeting),
        noted=list(noted),
    )
    if request.method == "POST" and form.is_valid():
        try:
            corrected = services.correct_meeting(
                meeting=meeting,
                account=form.account(),
                attendances=form.presences(),
                by=request.user,
                at=timezone.now(),
            )
        except services.REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            words = " ".join([_("Saved."), *_asking(corrected)])
            return done(request, words, "meeting_detail", *_address(request, meeting))
    reading.listed(request, Attendance, "meetings", "name", "was_present")
    return form_page(request, "participation/closing/correct.html", form, {"meeting": meeting})


def _summary(closed: services.Closed) -> str:
    """What closing wrote, in words."""
    fees, said = len(closed.claims), len(closed.contributions)
    return " ".join(
        [
            _("The meeting is closed."),
            ngettext("%(number)s fee is drafted.", "%(number)s fees are drafted.", fees) % {"number": fees},
            ngettext(
                "%(number)s contribution waits for an answer.",
                "%(number)s contributions wait for an answer.",
                said,
            )
            % {"number": said},
            *_asking(closed),
        ]
    )


def _asking(closed: services.Closed) -> list[str]:
    """How many are asked how it was from now on, in words; nothing where nobody is."""
    asked = len(closed.asked)
    words = ngettext("%(number)s is asked how it was.", "%(number)s are asked how it was.", asked)
    return [words % {"number": asked}] if asked else []


def _first_owner(offered: Any, meeting: Meeting) -> str:
    """The project leader's own record, so that most answers have their owner at once."""
    if meeting.project.leader_id is None:
        return ""
    leader = offered.filter(user=meeting.project.leader_id).first()
    return str(leader.public_id) if leader else ""


def _meeting(request: Any, public_id: str) -> Meeting:
    meetings = Meeting.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(meetings.select_related("project"), public_id=public_id)


def _address(request: Any, meeting: Meeting) -> tuple[str, str]:
    return request.municipality.slug, meeting.public_id
