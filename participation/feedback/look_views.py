"""What was low, or said in private: for the facilitator alone, one at a time, and every look written down."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, refused
from participation.feedback import queries, services
from participation.feedback.models import PulseVoice

PAGE_SIZE = 25


@require(Permission.MEETINGS_WRITE)
def look_list(request: Any) -> HttpResponse:
    """Who answered something low or wrote a private word, and what about; the word itself is a press away."""
    found = queries.needs_look(user=request.user, municipality=request.municipality)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    reading.listed(request, PulseVoice, "meetings", "name", "needs_look")
    return render(request, "participation/feedback/looks.html", {"page": page})


@require(Permission.MEETINGS_WRITE)
def look_open(request: Any, pulse_voice_id: str) -> HttpResponse:
    """What one person answered lowest, and the private word. That it was read is written down."""
    voice = _voice(request, pulse_voice_id)
    context = {
        "voice": voice,
        "low": queries.low(voice),
        "word": getattr(voice, "private_word", None),
    }
    reading.looked(request, voice.person, "meetings", "answer", "private_word")
    return render(request, "participation/feedback/look.html", context)


@require(Permission.MEETINGS_WRITE)
@require_POST
def look_seen(request: Any, pulse_voice_id: str) -> HttpResponse:
    """It is seen to: off the list."""
    voice = _voice(request, pulse_voice_id)
    try:
        services.see(voice=voice, by=request.user, at=timezone.now())
    except services.CannotTell as refusal:
        return refused(request, refusal, "look_list", request.municipality.slug)
    return done(request, _("Marked as seen."), "look_list", request.municipality.slug)


def _voice(request: Any, public_id: str) -> PulseVoice:
    rows = PulseVoice.objects.visible_to(request.user).of(request.municipality).filter(needs_look=True)
    rows = rows.select_related("pulse__project", "pulse__meeting", "representative", "professional")
    return get_object_or_404(rows.select_related("private_word"), public_id=public_id)
