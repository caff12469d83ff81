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
from participation.meetings import calendars
from participation.polls import queries, services
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
