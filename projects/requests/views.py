"""Requests as pages: writing one, its terms, opening and calling off, and how a person will see it.

The row is called `wanted` here, for `request` is what the browser sends.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page, refused
from projects.planning.forms import EndForm
from projects.planning.models import Project
from projects.requests import coaching, pens, queries, services
from projects.requests.forms import RequestForm, TermForm
from projects.requests.models import Request
from representatives.catalogue.learning import learn_from


@require(Permission.PROJECTS_READ)
def request_detail(request: Any, request_id: str) -> HttpResponse:
    """One request: what it asks for and offers, and the next step."""
    wanted = _wanted(request, request_id)
    context = {
        "wanted": wanted,
        "missing": queries.missing(wanted),
        "may_write": wanted.state in services.CHANGEABLE and pens.may_write(wanted, request.user),
        "advice": coaching.advice(wanted, today=timezone.localdate()),
    }
    return render(request, "projects/requests/detail.html", context)


@require(Permission.PROJECTS_READ)
def request_preview(request: Any, request_id: str) -> HttpResponse:
    """The request as the person who is asked will see it."""
    return render(request, "projects/requests/preview.html", {"wanted": _wanted(request, request_id)})


@require(Permission.REQUESTS_FILE)
def request_create(request: Any, project_id: str) -> HttpResponse:
    """Starts a request in a project."""
    projects = Project.objects.visible_to(request.user).of(request.municipality)
    project = get_object_or_404(projects, public_id=project_id)
    form = RequestForm(request.POST or None, **_known(request))
    if request.method == "POST" and form.is_valid():
        try:
            wanted = services.create_request(
                project=project, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            message = _("The request is a draft. Now add what you look for, one thing at a time.")
            return _onward(request, wanted, message)
    return form_page(request, "projects/requests/form.html", form, {"project": project, "wanted": None})


@require(Permission.REQUESTS_FILE)
def request_edit(request: Any, request_id: str) -> HttpResponse:
    """Changes what a request says."""
    wanted = _wanted(request, request_id)
    form = RequestForm(request.POST or None, instance=wanted, **_known(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.update_request(
                request=wanted, changes=form.cleaned_data, by=request.user, at=timezone.now()
            )
        except services.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            return _onward(request, wanted, _("Saved."))
    context = {"project": wanted.project, "wanted": wanted}
    return form_page(request, "projects/requests/form.html", form, context)


@require(Permission.REQUESTS_FILE)
def request_term_add(request: Any, request_id: str) -> HttpResponse:
    """Asks for one more thing."""
    wanted = _wanted(request, request_id)
    form = TermForm(request.POST or None, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_term(request=wanted, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            learn_from(form, request)
            return _onward(request, wanted, _("Added."))
    return form_page(request, "projects/requests/term.html", form, {"wanted": wanted})


@require(Permission.REQUESTS_FILE)
@require_POST
def request_term_remove(request: Any, request_id: str, term_id: str) -> HttpResponse:
    """Stops asking for one thing."""
    wanted = _wanted(request, request_id)
    term = get_object_or_404(wanted.terms.select_related("term", "request"), public_id=term_id)
    return _press(
        request,
        wanted,
        lambda: services.remove_term(term=term, by=request.user, at=timezone.now()),
        _("“%(term)s” is no longer asked for.") % {"term": term.term.name},
    )


@require(Permission.PROJECTS_WRITE)
@require_POST
def request_open(request: Any, request_id: str) -> HttpResponse:
    """Opens the request, so that people can be chosen."""
    wanted = _wanted(request, request_id)
    return _press(
        request,
        wanted,
        lambda: services.open_request(request=wanted, by=request.user, at=timezone.now()),
        _("The request is open. Look who fits."),
    )


@require(Permission.PROJECTS_WRITE)
def request_cancel(request: Any, request_id: str) -> HttpResponse:
    """Says what will happen and asks why; a POST calls the request off."""
    wanted = _wanted(request, request_id)
    form = EndForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "projects/requests/cancel.html", form, {"wanted": wanted})
    said = {"by": request.user, "at": timezone.now(), **form.cleaned_data}
    step = partial(services.cancel_request, request=wanted, **said)
    return _press(request, wanted, step, _("The request is called off."))


def _known(request: Any) -> dict[str, Any]:
    """What a form may offer to this person."""
    knows_areas = Permission.REGISTRY_READ in request.permissions
    return {"municipality": request.municipality, "knows_areas": knows_areas}


def _press(request: Any, wanted: Request, step: Callable[[], object], message: str) -> HttpResponse:
    """One step, and back to the request: with a message, or with the refusal."""
    try:
        step()
    except (services.CannotAsk, services.CannotMove) as refusal:
        return refused(request, refusal, "request_detail", request.municipality.slug, wanted.public_id)
    return _onward(request, wanted, message)


def _onward(request: Any, wanted: Request, message: str) -> HttpResponse:
    return done(request, message, "request_detail", request.municipality.slug, wanted.public_id)


def _wanted(request: Any, public_id: str) -> Request:
    rows = queries.detail(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows, public_id=public_id)
