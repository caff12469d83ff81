"""Writing together and from earlier, as pages: notes, the pen, what waits, copies."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page, refused
from projects.planning.models import Project
from projects.requests import pens
from projects.requests import queries as requests
from projects.requests.models import Request
from projects.requests.services import CannotAsk
from projects.writing import copying, queries, services
from projects.writing.forms import NoteForm, ProjectChoiceForm


@require(Permission.REQUESTS_FILE)
def request_sharpen_list(request: Any) -> HttpResponse:
    """What waits for the facilitator, and what waits for oneself."""
    said = {"user": request.user, "municipality": request.municipality}
    context = {"waiting": queries.to_sharpen(**said), "own": queries.in_writing(**said)}
    return render(request, "projects/writing/sharpen_list.html", context)


@require(Permission.REQUESTS_FILE)
def request_note_list(request: Any, request_id: str) -> HttpResponse:
    """The thread on a request; a POST adds to it, and may hand the request over."""
    wanted = _wanted(request, request_id)
    is_shared = wanted.filed_by_id is not None and wanted.state == Request.State.DRAFT
    may_hand_over = is_shared and pens.may_write(wanted, request.user)
    form = NoteForm(request.POST or None, may_hand_over=may_hand_over)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_note(request=wanted, by=request.user, at=timezone.now(), **form.cleaned_data)
        except CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            handed = form.cleaned_data.get("hand_over")
            text = _("Handed over. You hear when it comes back.") if handed else _("Added.")
            return _onward(request, wanted, text)
    context = {"wanted": wanted, "notes": queries.notes(wanted), "may_hand_over": may_hand_over}
    return form_page(request, "projects/writing/notes.html", form, context)


@require(Permission.PROJECTS_WRITE)
@require_POST
def request_pen_take(request: Any, request_id: str) -> HttpResponse:
    """The facilitator goes on writing."""
    wanted = _wanted(request, request_id)
    try:
        services.take_pen(request=wanted, by=request.user, at=timezone.now())
    except CannotAsk as refusal:
        return refused(request, refusal, "request_detail", request.municipality.slug, wanted.public_id)
    return _onward(request, wanted, _("You have the pen."))


@require(Permission.REQUESTS_FILE)
def request_copy(request: Any, request_id: str) -> HttpResponse:
    """A new draft from this request, in the same project or another."""
    wanted = _wanted(request, request_id)
    rows = queries.projects_to_copy_to(user=request.user, municipality=request.municipality)
    form = ProjectChoiceForm(request.POST or None, projects=rows, initial={"project": wanted.project})
    if request.method == "POST" and form.is_valid():
        said = {"project": form.cleaned_data["project"], "by": request.user, "at": timezone.now()}
        try:
            copied = copying.copy_request(request=wanted, **said)
        except CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            return _onward(request, copied.request, _copied([copied]))
    return form_page(request, "projects/writing/copy.html", form, {"wanted": wanted, "project": None})


@require(Permission.REQUESTS_FILE)
def request_copy_all(request: Any, project_id: str) -> HttpResponse:
    """All requests of an earlier project, as drafts in this one."""
    projects = Project.objects.visible_to(request.user).of(request.municipality)
    project = get_object_or_404(projects, public_id=project_id)
    rows = queries.projects_to_copy_from(user=request.user, project=project)
    form = ProjectChoiceForm(request.POST or None, projects=rows)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {"by": request.user, "at": timezone.now()}
        try:
            copies = copying.copy_requests(source=form.cleaned_data["project"], project=project, **said)
        except CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            slug = request.municipality.slug
            return done(request, _copied(copies), "project_detail", slug, project.public_id)
    return form_page(request, "projects/writing/copy.html", form, {"wanted": None, "project": project})


def _copied(copies: list[copying.Copied]) -> str:
    """How many drafts there are now, and what was left out."""
    count = len(copies)
    text = ngettext(
        "%(count)d new draft, without the old days. Read it through.",
        "%(count)d new drafts, without the old days. Read them through.",
        count,
    ) % {"count": count}
    left_out = sorted({name for one in copies for name in one.left_out})
    if left_out:
        text += " " + _("Not in use any more, and left out: %(terms)s.") % {"terms": ", ".join(left_out)}
    return text


def _onward(request: Any, wanted: Request, message: str) -> HttpResponse:
    return done(request, message, "request_detail", request.municipality.slug, wanted.public_id)


def _wanted(request: Any, public_id: str) -> Request:
    rows = requests.detail(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows, public_id=public_id)
