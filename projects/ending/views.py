"""Closing a request, and taking an ending back: each a page that asks why."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page
from projects.ending import services
from projects.planning.forms import EndForm
from projects.requests import queries as requests
from projects.requests.models import Request
from projects.requests.services import CannotAsk, CannotMove


@require(Permission.PROJECTS_WRITE)
def request_end(request: Any, request_id: str) -> HttpResponse:
    """Says what will happen and asks why; a POST closes the request and settles its round."""
    wanted = _wanted(request, request_id)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {"by": request.user, "at": timezone.now(), **form.cleaned_data}
        try:
            services.end_request(request=wanted, **said)
        except CannotMove as refusal:
            form.add_error(None, str(refusal))
        else:
            message = _("The request is closed. Nobody more is asked for it.")
            return done(request, message, "request_detail", request.municipality.slug, wanted.public_id)
    return form_page(request, "projects/ending/end.html", form, {"wanted": wanted})


@require(Permission.PROJECTS_WRITE)
def request_reopen(request: Any, request_id: str) -> HttpResponse:
    """Says what comes back and asks why; a POST makes the request what it was before it ended."""
    wanted = _wanted(request, request_id)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {"by": request.user, "at": timezone.now(), **form.cleaned_data}
        try:
            services.reopen_request(request=wanted, **said)
        except (CannotAsk, CannotMove) as refusal:
            form.add_error(None, str(refusal))
        else:
            message = _("The request is what it was before it ended.")
            return done(request, message, "request_detail", request.municipality.slug, wanted.public_id)
    context = {"wanted": wanted, "ended": requests.ending_of(wanted)}
    return form_page(request, "projects/ending/reopen.html", form, context)


def _wanted(request: Any, public_id: str) -> Request:
    rows = requests.detail(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows, public_id=public_id)
