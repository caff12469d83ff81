"""Which day suits, for the facilitator: asking, the table of answers, and the press that makes the meeting."""

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
from config.core.ui.responses import done, form_page, refused
from participation.meetings.clock import CannotMeet
from participation.meetings.queries import projects as open_projects
from participation.meetings.services import CannotPlan
from participation.polls import queries, services
from participation.polls.forms import PollForm, VoiceForm
from participation.polls.models import Poll, PollVoice

PAGE_SIZE = 25


@require(Permission.MEETINGS_WRITE)
def poll_list(request: Any) -> HttpResponse:
    """Polls, newest first, with how many have answered."""
    found = queries.find(user=request.user, municipality=request.municipality)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "participation/polls/list.html", {"page": page})


@require(Permission.MEETINGS_WRITE)
def poll_create(request: Any) -> HttpResponse:
    """Asks everyone with a seat in a project, or invited to one, which day suits."""
    projects = open_projects(user=request.user, municipality=request.municipality)
    initial = {"project": request.GET.get("project", "")}
    form = PollForm(request.POST or None, projects=projects, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = {"slots": list(form.slots()), "by": request.user, "at": timezone.now()}
        try:
            poll = services.ask(**form.asked(), **said)
        except services.CannotPoll as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("They are asked."), "poll_detail", *_address(request, poll))
    return form_page(request, "participation/polls/form.html", form)


@require(Permission.MEETINGS_WRITE)
def poll_detail(request: Any, poll_id: str) -> HttpResponse:
    """Who answered what about which day."""
    poll = _poll(request, poll_id)
    reading.listed(request, PollVoice, "meetings", "name", "answer")
    context = {"poll": poll, "table": queries.table(poll), "takes": poll.takes_answers(timezone.localdate())}
    return render(request, "participation/polls/detail.html", context)


@require(Permission.MEETINGS_WRITE)
@require_POST
def poll_choose(request: Any, poll_id: str, poll_date_id: str) -> HttpResponse:
    """The day becomes the meeting, in one press."""
    poll = _poll(request, poll_id)
    day = get_object_or_404(poll.dates, public_id=poll_date_id)
    try:
        meeting = services.choose(date=day, by=request.user, at=timezone.now())
    except (services.CannotPoll, CannotPlan, CannotMeet) as refusal:
        return refused(request, refusal, "poll_detail", *_address(request, poll))
    words = _("The meeting is planned, and those with a seat are told.")
    return done(request, words, "meeting_detail", request.municipality.slug, meeting.public_id)


@require(Permission.MEETINGS_WRITE)
@require_POST
def poll_close(request: Any, poll_id: str) -> HttpResponse:
    """No day did."""
    poll = _poll(request, poll_id)
    try:
        services.close(poll=poll, by=request.user, at=timezone.now())
    except services.CannotPoll as refusal:
        return refused(request, refusal, "poll_detail", *_address(request, poll))
    return done(request, _("The poll is closed."), "poll_detail", *_address(request, poll))


@require(Permission.MEETINGS_WRITE)
def poll_record(request: Any, poll_id: str, poll_voice_id: str) -> HttpResponse:
    """What somebody answered by phone or on paper, written down for them."""
    poll = _poll(request, poll_id)
    voices = poll.voices.select_related("representative", "poll")
    voice = get_object_or_404(voices, public_id=poll_voice_id)
    form = VoiceForm(request.POST or None, voice=voice)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer(voice=voice, answers=form.answers(), by=request.user, at=timezone.now())
        except services.CannotPoll as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "poll_detail", *_address(request, poll))
    reading.looked(request, voice.representative, "meetings", "name", "answer")
    return form_page(request, "participation/polls/record.html", form, {"poll": poll, "voice": voice})


def _poll(request: Any, public_id: str) -> Poll:
    rows = Poll.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(rows.select_related("project", "meeting"), public_id=public_id)


def _address(request: Any, poll: Poll) -> tuple[str, str]:
    return request.municipality.slug, poll.public_id
