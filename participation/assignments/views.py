"""Assignments as pages: who has a seat, one seat, and ending it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page, refused
from participation.assignments import queries, services
from participation.assignments.forms import EndForm, SearchForm
from participation.assignments.models import Assignment
from participation.assignments.shown import to_project
from projects.planning.queries import named

PAGE_SIZE = 25


@require(Permission.ASSIGNMENTS_READ)
def assignment_list(request: Any) -> HttpResponse:
    """Who has a seat: of the municipality, a project, a request or a person."""
    form = SearchForm(request.GET or None)
    search = form.search() if form.is_bound else queries.Search()
    rows = queries.find(user=request.user, municipality=request.municipality, search=search)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    active = sum(1 for name in form.fields if request.GET.get(name))
    reading.listed(request, Assignment, "assignments", "name")
    context = {"form": form, "page": page, "active_filters": active}
    context["project"] = named(user=request.user, municipality=request.municipality, public_id=search.project)
    return render(request, "participation/assignments/list.html", context)


@require(Permission.ASSIGNMENTS_READ)
def assignment_detail(request: Any, assignment_id: str) -> HttpResponse:
    """A person's seat: in what, since when, the part the person has, and what the person lets the project see."""
    assignment = _assignment(request, assignment_id)
    shown = to_project(assignment, today=timezone.localdate())
    reading.looked(request, assignment.representative, "assignments", "name", *(one.field for one in shown))
    context = {"assignment": assignment, "shown": shown}
    return render(request, "participation/assignments/detail.html", context)


@require(Permission.INVITATIONS_SEND)
def assignment_end(request: Any, assignment_id: str) -> HttpResponse:
    """Ends a seat, with a reason."""
    assignment = _assignment(request, assignment_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        onward = ("assignment_detail", request.municipality.slug, assignment.public_id)
        try:
            services.end(assignment=assignment, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotEnd as refusal:
            return refused(request, refusal, *onward)
        return done(request, _("The assignment has ended, and the seat is free."), *onward)
    reading.looked(request, assignment.representative, "assignments", "name")
    return form_page(request, "participation/assignments/end.html", form, {"assignment": assignment})


def _assignment(request: Any, public_id: str) -> Assignment:
    rows = queries.find(user=request.user, municipality=request.municipality, search=queries.Search())
    return get_object_or_404(rows, public_id=public_id)
