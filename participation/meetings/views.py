"""Meetings as pages: the list, planning one, and one meeting. Closing a meeting is a room of its own."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page, refused
from participation.meetings import entries, files, needs, queries, services, telling
from participation.meetings.forms import MeetingForm, SearchForm
from participation.meetings.models import Attendance, Meeting
from projects.planning.models import Project
from representatives.support_needs.models import SupportNeed

PAGE_SIZE = 25


@require(Permission.MEETINGS_READ)
def meeting_list(request: Any) -> HttpResponse:
    """Meetings, newest first, with filters; a fragment for htmx."""
    projects = Project.objects.visible_to(request.user).of(request.municipality)
    form = SearchForm(request.GET or None, projects=projects)
    search = form.search() if form.is_bound else queries.Search()
    today = timezone.localdate()
    found = queries.find(user=request.user, municipality=request.municipality, search=search, today=today)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    active = sum(1 for value in request.GET.values() if value)
    context = {
        "form": form,
        "page": page,
        "active_filters": active,
        "today": today,
        "project": search.project,
    }
    template = "participation/meetings/list.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


@require(Permission.MEETINGS_READ)
def meeting_detail(request: Any, meeting_id: str) -> HttpResponse:
    """One meeting: what it was, who was there, what was said."""
    meeting = _meeting(request, meeting_id)
    attendances = queries.attendances(user=request.user, meeting=meeting)
    if attendances:
        reading.listed(request, Attendance, "meetings", "name", "was_present")
    context = {
        "meeting": meeting,
        "attendances": attendances,
        "contributions": meeting.contributions.visible_to(request.user).with_steps().select_related("owner"),
        "may_close": meeting.held_on <= timezone.localdate(),
        "today": timezone.localdate(),
    }
    if meeting.state == Meeting.State.PLANNED:
        context |= _ahead(request, meeting)
    return render(request, "participation/meetings/detail.html", context)


@require(Permission.MEETINGS_READ)
def meeting_file(request: Any, meeting_id: str) -> HttpResponse:
    """The meeting as a file for one's own calendar."""
    meeting = _meeting(request, meeting_id)
    address = request.build_absolute_uri(reverse("meeting_detail", args=_address(request, meeting)))
    content = files.file(entries.entry(meeting, link=address, municipality=request.municipality))
    return HttpResponse(content, content_type=files.TYPE)


@require(Permission.MEETINGS_WRITE)
def meeting_create(request: Any) -> HttpResponse:
    """Plans a meeting of a project; `?project=` chooses it beforehand."""
    projects = queries.projects(user=request.user, municipality=request.municipality)
    initial = {"project": request.GET.get("project", ""), "held_on": timezone.localdate()}
    form = MeetingForm(request.POST or None, projects=projects, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = services.plan_meeting(by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotPlan as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("The meeting is planned."), "meeting_detail", *_address(request, meeting))
    context = {"projects": projects}
    return form_page(request, "participation/meetings/form.html", form, context)


@require(Permission.MEETINGS_WRITE)
def meeting_edit(request: Any, meeting_id: str) -> HttpResponse:
    """Changes title, day or place while the meeting is open."""
    meeting = _meeting(request, meeting_id)
    form = MeetingForm(request.POST or None, instance=meeting)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit(meeting=meeting, changes=form.cleaned_data, by=request.user, at=timezone.now())
        except services.CannotEdit as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "meeting_detail", *_address(request, meeting))
    return form_page(request, "participation/meetings/form.html", form, {"meeting": meeting})


@require(Permission.MEETINGS_WRITE)
def meeting_cancel(request: Any, meeting_id: str) -> HttpResponse:
    """Says what will happen; a POST calls the meeting off."""
    meeting = _meeting(request, meeting_id)
    if request.method != "POST":
        return render(request, "participation/meetings/cancel.html", {"meeting": meeting})
    try:
        services.cancel(meeting=meeting, by=request.user, at=timezone.now())
    except services.CannotEdit as refusal:
        return refused(request, refusal, "meeting_detail", *_address(request, meeting))
    return done(request, _("The meeting is cancelled."), "meeting_detail", *_address(request, meeting))


def _ahead(request: Any, meeting: Meeting) -> dict[str, Any]:
    """What is to be done before a meeting: whom to tell by hand, and numbers of what is needed there."""
    found: dict[str, Any] = {"is_first": queries.is_first(meeting)}
    if Permission.MEETINGS_WRITE in request.permissions:
        found["untold"] = telling.untold(telling.coming(meeting))
    if needs.may_count(request.user, meeting):
        reading.listed(request, SupportNeed, "meetings", "kind")
        found["needed"] = needs.needed(meeting)
    return found


def _meeting(request: Any, public_id: str) -> Meeting:
    every, today = queries.Search(), timezone.localdate()
    meetings = queries.find(user=request.user, municipality=request.municipality, search=every, today=today)
    return get_object_or_404(meetings.select_related("project__unit"), public_id=public_id)


def _address(request: Any, meeting: Meeting) -> tuple[str, str]:
    return request.municipality.slug, meeting.public_id
