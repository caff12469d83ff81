"""Feedback as pages of those who work here: the pulses, what was said in counts, and asking more people."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page, refused
from participation.feedback import queries, services
from participation.feedback.forms import AnswerForm, AskAlsoForm
from participation.feedback.models import Pulse, PulseVoice
from participation.meetings.models import Meeting

PAGE_SIZE = 25


@require(Permission.MEETINGS_READ)
def pulse_list(request: Any) -> HttpResponse:
    """Pulses, newest first, with how many have answered."""
    found = queries.find(user=request.user, municipality=request.municipality)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"page": page, "today": timezone.localdate()}
    if Permission.MEETINGS_WRITE in request.permissions:
        waiting = queries.needs_look(user=request.user, municipality=request.municipality)
        context["to_look_at"] = waiting.count()
    return render(request, "participation/feedback/list.html", context)


@require(Permission.MEETINGS_READ)
def pulse_detail(request: Any, pulse_id: str) -> HttpResponse:
    """What each side said, in counts; and for those who plan meetings who is asked, and how the silent are reached."""
    pulse = _pulse(request, pulse_id)
    context = {"pulse": pulse, "results": queries.results(pulse, timezone.localdate())}
    if Permission.MEETINGS_WRITE in request.permissions:
        context["lines"] = queries.lines(pulse)
        context["is_over"] = pulse.is_over(timezone.localdate())
        reading.listed(request, PulseVoice, "meetings", "name")
    return render(request, "participation/feedback/detail.html", context)


@require(Permission.MEETINGS_READ)
def meeting_feedback(request: Any, meeting_id: str) -> HttpResponse:
    """The same on the page of a meeting: how many are asked and have answered, and what was said in counts."""
    meeting = _meeting(request, meeting_id)
    pulse = Pulse.objects.visible_to(request.user).filter(meeting=meeting).first()
    shown = queries.results(pulse, timezone.localdate()) if pulse else []
    context = {"meeting": meeting, "pulse": pulse, "results": shown}
    part = "#state" if request.htmx else ""
    return render(request, f"participation/feedback/meeting.html{part}", context)


@require(Permission.MEETINGS_WRITE)
@require_POST
def meeting_feedback_ask(request: Any, meeting_id: str) -> HttpResponse:
    """Asks both sides about a meeting that was closed without asking."""
    meeting = _meeting(request, meeting_id)
    to = ("meeting_detail", request.municipality.slug, meeting.public_id)
    try:
        asked = services.ask(meeting=meeting, by=request.user, at=timezone.now())
    except services.CannotAsk as refusal:
        return refused(request, refusal, *to)
    if not asked:
        return refused(request, services.nobody_there(), *to)
    return done(request, _("Both sides are asked. The letters leave in a few minutes."), *to)


@require(Permission.MEETINGS_WRITE)
def pulse_ask_also(request: Any, pulse_id: str) -> HttpResponse:
    """Asks more professionals who were there."""
    pulse = _pulse(request, pulse_id)
    offered = queries.to_ask_also(pulse=pulse, user=request.user)
    form = AskAlsoForm(request.POST or None, professionals=offered)
    if request.method == "POST" and form.is_valid():
        try:
            number = services.ask_also(pulse=pulse, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            words = ngettext("%(number)s more is asked.", "%(number)s more are asked.", number)
            return done(request, words % {"number": number}, "pulse_detail", *_address(request, pulse))
    return form_page(request, "participation/feedback/ask_also.html", form, {"pulse": pulse})


@require(Permission.MEETINGS_WRITE)
def pulse_record(request: Any, pulse_id: str, pulse_voice_id: str) -> HttpResponse:
    """What somebody who is silent answered by phone, written down for them; nothing answered before is shown."""
    pulse = _pulse(request, pulse_id)
    voice = get_object_or_404(
        pulse.voices.asked().select_related("representative", "professional"), public_id=pulse_voice_id
    )
    voice.pulse = pulse
    form = AnswerForm(request.POST if request.method == "POST" else None, voice=voice, is_own=False)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer(voice=voice, said=form.said(), by=request.user, at=timezone.now())
        except services.CannotTell as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "pulse_detail", *_address(request, pulse))
    reading.looked(request, voice.person, "meetings", "name")
    return form_page(request, "participation/feedback/record.html", form, {"pulse": pulse, "voice": voice})


def _pulse(request: Any, public_id: str) -> Pulse:
    rows = Pulse.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(rows.select_related("project", "meeting", "questionnaire"), public_id=public_id)


def _meeting(request: Any, public_id: str) -> Meeting:
    rows = Meeting.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(rows.select_related("project"), public_id=public_id)


def _address(request: Any, pulse: Pulse) -> tuple[str, str]:
    return request.municipality.slug, pulse.public_id
