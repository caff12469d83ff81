"""Projects as pages: the list, a project, changing it, its plan and its life."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page, refused
from projects.planning import queries, sections, services, timeline
from projects.planning.forms import MoveForm, PlanForm, ProjectForm, SearchForm
from projects.planning.models import Project

PAGE_SIZE = 25


@require(Permission.PROJECTS_READ)
def project_list(request: Any) -> HttpResponse:
    """The projects one may see, with search and filters; a fragment for htmx."""
    form = SearchForm(request.GET or None, municipality=request.municipality)
    search = form.search() if form.is_bound else queries.Search()
    found = queries.find(user=request.user, municipality=request.municipality, search=search)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    active = sum(1 for name, value in request.GET.items() if value and name != "page")
    context = {"form": form, "page": page, "is_searching": active > 0, "active_filters": active}
    template = "projects/planning/list.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


@require(Permission.PROJECTS_READ)
def project_detail(request: Any, project_id: str) -> HttpResponse:
    """One project: facts, what can be changed, the involvement plan, its requests, and links onward."""
    rows = queries.detail(user=request.user, municipality=request.municipality)
    project = get_object_or_404(rows, public_id=project_id)
    wanted = list(project.requests.all())
    refs = [one.public_id for one in wanted]
    taken = queries.seats_taken(municipality=request.municipality, request_refs=refs)
    context = {
        "project": project,
        "plan": queries.involvement_plan(project),
        "course": timeline.words(project, today=timezone.localdate()),
        "undoable": queries.undoable(project),
        "requests": [(one, taken[one.public_id]) for one in wanted],
        "sections": sections.links(
            slug=request.municipality.slug, project_id=project.public_id, permissions=request.permissions
        ),
    }
    return render(request, "projects/planning/detail.html", context)


@require(Permission.PROJECTS_WRITE)
def project_create(request: Any) -> HttpResponse:
    """Takes up a project."""
    form = ProjectForm(request.POST or None, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        try:
            project = services.create_project(
                municipality=request.municipality, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.CannotPlan as refusal:
            form.add_error(None, str(refusal))
        else:
            message = _("The project is made. Now plan how representatives take part.")
            return done(request, message, "project_detail", request.municipality.slug, project.public_id)
    return form_page(request, "projects/planning/form.html", form, {"project": None})


@require(Permission.PROJECTS_WRITE)
def project_edit(request: Any, project_id: str) -> HttpResponse:
    """Changes what is written about a project."""
    project = _project(request, project_id)
    form = ProjectForm(request.POST or None, instance=project, municipality=request.municipality)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_project(
                project=project, changes=form.cleaned_data, by=request.user, at=timezone.now()
            )
        except services.CannotPlan as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "project_detail", request.municipality.slug, project.public_id)
    return form_page(request, "projects/planning/form.html", form, {"project": project})


@require(Permission.PROJECTS_WRITE)
def project_move(request: Any, project_id: str) -> HttpResponse:
    """A step in the life of the project."""
    project = _project(request, project_id)
    form = MoveForm(request.POST or None, project=project)
    if request.method == "POST" and form.is_valid():
        try:
            services.move_project(project=project, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotMove as refusal:
            form.add_error("reason", str(refusal))
        else:
            return done(request, _("Saved."), "project_detail", request.municipality.slug, project.public_id)
    return form_page(request, "projects/planning/move.html", form, {"project": project})


@require(Permission.PROJECTS_WRITE)
@require_POST
def project_move_undo(request: Any, project_id: str) -> HttpResponse:
    """Takes the last step back."""
    project = _project(request, project_id)
    address = ("project_detail", request.municipality.slug, project.public_id)
    try:
        services.undo_move(project=project, by=request.user, at=timezone.now())
    except services.CannotMove as refusal:
        return refused(request, refusal, *address)
    return done(request, _("The step is taken back."), *address)


@require(Permission.PROJECTS_WRITE)
def plan_edit(request: Any, project_id: str) -> HttpResponse:
    """The involvement plan: the role of representatives in each phase."""
    project = _project(request, project_id)
    form = PlanForm(request.POST or None, project=project)
    if request.method == "POST" and form.is_valid():
        services.plan_roles(project=project, roles=form.roles(), by=request.user, at=timezone.now())
        return done(request, _("Saved."), "project_detail", request.municipality.slug, project.public_id)
    context = {"project": project, "rows": form.rows(queries.involvement_plan(project))}
    return form_page(request, "projects/planning/plan.html", form, context)


def _project(request: Any, public_id: str) -> Project:
    rows = queries.detail(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows, public_id=public_id)
