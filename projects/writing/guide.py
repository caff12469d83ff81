"""The guide as pages: one question at a time, each saved as a draft."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page, refused
from projects.planning.models import Project
from projects.requests import coaching, pens, services
from projects.requests import queries as requests
from projects.requests.forms import TermForm
from projects.requests.models import Request
from projects.writing import steps
from projects.writing.forms import NoteForm, StepForm

TEMPLATE = "projects/writing/step.html"


@require(Permission.REQUESTS_FILE)
def guide_start(request: Any, project_id: str) -> HttpResponse:
    """The first step; a POST begins the draft."""
    projects = Project.objects.visible_to(request.user).of(request.municipality)
    project = get_object_or_404(projects, public_id=project_id)
    step = steps.STEPS[0]
    form = _form(request, step)
    if request.method == "POST" and form.is_valid():
        try:
            wanted = services.create_request(
                project=project, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            return _on(request, wanted, steps.after(step.key), _("Saved as a draft."))
    context = {"project": project, "wanted": None, **_frame(step, None)}
    return form_page(request, TEMPLATE, form, context)


@require(Permission.REQUESTS_FILE)
def guide_step(request: Any, request_id: str, step: str) -> HttpResponse:
    """One step of a draft; a POST saves it and goes on."""
    rows = requests.detail(user=request.user, municipality=request.municipality)
    wanted = get_object_or_404(rows, public_id=request_id)
    if step not in steps.BY_KEY:
        raise Http404
    if not pens.may_write(wanted, request.user):
        text = pens.who_writes(wanted, request.user)
        return refused(request, text, "request_detail", request.municipality.slug, wanted.public_id)
    page = {"who": _who, "look": _look}.get(step, _fields)
    return page(request, wanted, steps.BY_KEY[step])


def _fields(request: Any, wanted: Request, step: steps.Step) -> HttpResponse:
    """A step that asks for fields of the request."""
    form = _form(request, step, instance=wanted)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {"changes": form.cleaned_data, "by": request.user, "at": timezone.now()}
        try:
            services.update_request(request=wanted, **said)
        except services.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            return _on(request, wanted, steps.after(step.key), _("Saved as a draft."))
    context = {"project": wanted.project, "wanted": wanted, **_frame(step, wanted)}
    return form_page(request, TEMPLATE, form, context)


def _who(request: Any, wanted: Request, step: steps.Step) -> HttpResponse:
    """What is looked for, one thing at a time; stays until one goes on."""
    form = TermForm(request.POST or None, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {"by": request.user, "at": timezone.now(), **form.cleaned_data}
        try:
            services.add_term(request=wanted, **said)
        except services.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            return _on(request, wanted, step.key, _("Added."))
    context = {"project": wanted.project, "wanted": wanted, "may_write": True, **_frame(step, wanted)}
    return form_page(request, "projects/writing/who.html", form, context)


def _look(request: Any, wanted: Request, step: steps.Step) -> HttpResponse:
    """The request as the person will see it, what could be better, and the way on."""
    is_filer = Permission.PROJECTS_WRITE not in request.permissions
    form = NoteForm(may_hand_over=True, initial={"hand_over": True})
    context = {
        "project": wanted.project,
        "wanted": wanted,
        "is_filer": is_filer,
        "missing": requests.missing(wanted),
        "advice": coaching.advice(wanted, today=timezone.localdate()),
        **_frame(step, wanted),
    }
    return form_page(request, "projects/writing/look.html", form, context)


def _form(request: Any, step: steps.Step, **more: Any) -> StepForm:
    knows_areas = Permission.REGISTRY_READ in request.permissions
    place = {"municipality": request.municipality, "knows_areas": knows_areas}
    return StepForm(request.POST or None, step=step, **place, **more)


def _frame(step: steps.Step, wanted: Request | None) -> dict[str, Any]:
    """What every step shows around its questions."""
    hints = coaching.advice(wanted, today=timezone.localdate()) if wanted else []
    return {
        "step": step,
        "marks": steps.marks(step.key, wanted),
        "before": steps.before(step.key),
        "after": steps.after(step.key),
        "hints": [hint for hint in hints if hint.step == step.key],
    }


def _on(request: Any, wanted: Request, step: str, message: str) -> HttpResponse:
    return done(request, message, "guide_step", request.municipality.slug, wanted.public_id, step)
