"""Which day suits, by the link in the letter: without sign-in, script or cookies. GET changes nothing."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from config.core.access.guards import public
from config.core.ui import open_pages
from config.core.ui.responses import form_page
from participation.invitations import links
from participation.invitations.models import Invitation
from participation.meetings import calendars
from participation.polls import in_invitations, queries, services
from participation.polls.forms import VoiceForm


@public("a person says which day suits by the link in the letter; only the own answer can be given")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def poll_open(request: Any, token: str, poll_id: str) -> HttpResponse:
    """The days, with yes, if needed and no for each; what was answered can be changed until the last day."""
    calendar = calendars.find(token)
    voice = queries.voice_of(calendar, poll_id) if calendar else None
    own = voice.representative.speaks if voice else ""
    with translation.override(open_pages.language(request, own)):
        if voice is None or calendar is None or voice.representative.has_left:
            return open_pages.told(open_pages.unknown(request))
        context = {
            "poll": voice.poll,
            "voice": voice,
            "municipality": calendar.municipality,
            "languages_here": open_pages.switch(),
        }
        if not voice.poll.takes_answers(timezone.localdate()):
            return open_pages.told(render(request, "participation/polls/over.html", context, status=410))
        if request.method == "POST" and open_pages.is_foreign(request):
            raise PermissionDenied
        form = VoiceForm(request.POST if request.method == "POST" else None, voice=voice)
        if request.method == "POST" and form.is_valid():
            try:
                services.answer(voice=voice, answers=form.answers(), at=timezone.now())
            except services.CannotPoll as refusal:
                form.add_error(None, str(refusal))
            else:
                return open_pages.told(open_pages.onward(request, "poll_open", token, poll_id))
        return open_pages.told(form_page(request, "participation/polls/open.html", form, context))


@public(
    "a person who has said yes by the link in the letter says which day suits; only the own answer can be given"
)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer_days(request: Any, token: str, poll_id: str) -> HttpResponse:
    """The same by the link of an invitation that was answered with yes; afterwards the answer page shows it again."""
    invitation = links.find(token)
    with translation.override(
        open_pages.language(request, invitation.representative.speaks if invitation else "")
    ):
        poll = _poll_of(invitation, poll_id) if invitation else None
        if invitation is None or poll is None:
            return open_pages.told(open_pages.unknown(request))
        if request.method == "POST" and open_pages.is_foreign(request):
            raise PermissionDenied
        voice = in_invitations.voice_in(poll, invitation)
        form = VoiceForm(request.POST if request.method == "POST" else None, voice=voice)
        if request.method == "POST" and form.is_valid():
            try:
                services.answer(voice=voice, answers=form.answers(), at=timezone.now())
            except services.CannotPoll as refusal:
                form.add_error(None, str(refusal))
            else:
                return open_pages.told(open_pages.onward(request, "answer_open", token))
        context = {"poll": poll, "voice": voice, "municipality": invitation.municipality}
        context |= {"languages_here": open_pages.switch()}
        return open_pages.told(form_page(request, "participation/polls/open.html", form, context))


def _poll_of(invitation: Invitation, poll_id: str) -> Any:
    """The open poll of the project, for somebody who has said yes and is here."""
    if invitation.answer != Invitation.Reply.YES or invitation.representative.has_left:
        return None
    polls = in_invitations.open_in(invitation)
    return next((poll for poll in polls if poll.public_id == poll_id), None)
