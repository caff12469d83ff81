"""Reflections as pages: the list, a new one, and one to read."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page
from participation.reflections import queries, services
from participation.reflections.forms import ReflectionForm
from projects.planning.queries import named

PAGE_SIZE = 20


@require(Permission.REFLECTIONS_READ)
def reflection_list(request: Any) -> HttpResponse:
    """What groups have learnt, the newest first."""
    project = named(
        user=request.user, municipality=request.municipality, public_id=request.GET.get("project", "")
    )
    rows = queries.reflections(user=request.user, municipality=request.municipality, project=project)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "participation/reflections/list.html", {"page": page, "project": project})


@require(Permission.REFLECTIONS_WRITE)
def reflection_create(request: Any) -> HttpResponse:
    """Keeps a reflection."""
    at = timezone.now()
    form = ReflectionForm(
        request.POST or None,
        projects=queries.projects(user=request.user).of(request.municipality),
        meetings=queries.meetings(user=request.user).of(request.municipality),
        today=timezone.localdate(at),
        initial={name: request.GET.get(name, "")[:22] for name in ("project", "meeting")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = services.keep(by=request.user, at=at, **form.cleaned_data)
        except services.CannotReflect as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Kept."), "reflection_detail", request.municipality.slug, kept.public_id)
    return form_page(request, "participation/reflections/form.html", form)


@require(Permission.REFLECTIONS_READ)
def reflection_detail(request: Any, reflection_id: str) -> HttpResponse:
    """One reflection."""
    rows = queries.reflections(user=request.user, municipality=request.municipality)
    reflection = get_object_or_404(rows, public_id=reflection_id)
    return render(request, "participation/reflections/detail.html", {"reflection": reflection})
