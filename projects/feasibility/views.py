"""Do we have enough people? A page of counts, for whoever sees the request."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from config.core.access.guards import require
from config.core.access.permissions import Permission
from projects.feasibility import services, wording
from projects.feasibility.forms import WhatIfForm
from projects.requests import queries as requests


@require(Permission.PROJECTS_READ)
def feasibility_detail(request: Any, request_id: str) -> HttpResponse:
    """Counts for the request, or for what one thinks of; nothing is saved but that it was asked."""
    rows = requests.detail(user=request.user, municipality=request.municipality)
    wanted = get_object_or_404(rows, public_id=request_id)
    form = WhatIfForm(request.GET or None, request=wanted)
    needs = form.needs()
    found = services.ask(request=wanted, needs=needs, by=request.user, at=timezone.now())
    context = {"wanted": wanted, "form": form, "told": wording.told(found, needs, wanted.seats)}
    template = "projects/feasibility/detail.html"
    return render(request, f"{template}#answer" if request.htmx else template, context)
