"""How it was, by the link in the letter: without sign-in, script or cookies. GET and HEAD change nothing."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from config.core.access.guards import public
from config.core.privacy import links
from config.core.ui import open_pages
from config.core.ui.responses import form_page
from participation.feedback import queries, services
from participation.feedback.forms import AnswerForm
from participation.feedback.models import PulseVoice


@public("a person says how it was by the link in the letter; it opens that one pulse and nothing else")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_open(request: Any, token: str) -> HttpResponse:
    """The questions while they can be answered; afterwards what the group said, from five answers on."""
    voice = queries.voice_of(links.hash_of(token))
    with translation.override(open_pages.language(request, voice.speaks if voice else "")):
        if voice is None or _has_left(voice):
            return open_pages.told(open_pages.unknown(request))
        context = _context(voice)
        if services.not_needed(voice):
            return open_pages.told(render(request, "participation/feedback/not_needed.html", context))
        if services.why_closed(voice.pulse, voice.side, timezone.now()):
            return open_pages.told(render(request, "participation/feedback/over.html", context))
        if request.method == "POST" and open_pages.is_foreign(request):
            raise PermissionDenied
        form = AnswerForm(request.POST if request.method == "POST" else None, voice=voice, is_own=True)
        if request.method == "POST" and form.is_valid():
            try:
                services.answer(voice=voice, said=form.said(), at=timezone.now())
            except services.CannotTell as refusal:
                form.add_error(None, str(refusal))
            else:
                return open_pages.told(open_pages.onward(request, "feedback_open", token))
        return open_pages.told(form_page(request, "participation/feedback/open.html", form, context))


def _context(voice: PulseVoice) -> dict[str, Any]:
    shown = queries.results(voice.pulse, timezone.localdate())
    return {
        "pulse": voice.pulse,
        "voice": voice,
        "municipality": voice.municipality,
        "languages_here": open_pages.switch(),
        # The own side first; the other side's answers are the group's too, once they are shown.
        "results": sorted(shown, key=lambda one: one.side != voice.side),
    }


def _has_left(voice: PulseVoice) -> bool:
    person = voice.representative
    return person.has_left if person is not None else not voice.person.is_active
