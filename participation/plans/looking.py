"""Looking: the coverage map, one place of it, projects with nobody in them, and the roles of a project by phase."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from config.core.access.guards import require
from config.core.access.permissions import Permission
from participation.plans import matrix, preparing, queries, sheets
from participation.plans.forms import YearForm
from participation.plans.judging import Stage
from projects.gaps import sheets as files
from projects.planning.models import Project
from representatives.spreadsheets.answers import answer_with

PAGE_SIZE = 25


@require(Permission.PLANS_READ)
def participation_plan_list(request: Any) -> HttpResponse:
    """Plan against actual, for every unit one may see, gaps first."""
    this_year, year = _year(request)
    found = queries.coverage(
        user=request.user, municipality=request.municipality, year=year, today=timezone.localdate()
    )
    writable = queries.writable_units(user=request.user, municipality=request.municipality)
    context = {
        "coverage": found,
        "years": [this_year - 1, this_year, this_year + 1],
        "stages": Stage.choices,
        "writable": set(writable.values_list("pk", flat=True)),
        "nobody_in": _nobody_in(request).count() if Permission.PROJECTS_READ in request.permissions else 0,
    }
    return render(request, "participation/plans/list.html", context)


@require(Permission.PLANS_READ)
def coverage_file(request: Any) -> HttpResponseBase:
    """The map as a file; that it was taken out is written."""
    at, kind = timezone.now(), files.kind_of(request.GET.get("kind", ""))
    today, (_this_year, year) = timezone.localdate(at), _year(request)
    found = queries.coverage(user=request.user, municipality=request.municipality, year=year, today=today)
    files.record(request.municipality, "coverage", by=request.user, at=at)
    return answer_with(files.file_of(sheets.lines(found), name="coverage", kind=kind, day=today))


@require(Permission.PLANS_READ)
def coverage_place(request: Any, unit_id: str, stage: str) -> HttpResponse:
    """What was planned for a unit at a stage, and the records of what there was."""
    if stage not in Stage.values:
        raise Http404
    units = queries.units(user=request.user, municipality=request.municipality)
    unit = get_object_or_404(units.select_related("municipality"), public_id=unit_id)
    _this_year, year = _year(request)
    found = queries.detail(
        user=request.user, unit=unit, stage=Stage(stage), year=year, today=timezone.localdate()
    )
    return render(request, "participation/plans/place.html", {"found": found})


@require(Permission.PROJECTS_READ)
def project_nobody_list(request: Any) -> HttpResponse:
    """Projects in preparation that no representative is part of."""
    page = Paginator(_nobody_in(request), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "participation/plans/nobody.html", {"page": page})


@require(Permission.PROJECTS_READ)
def project_role_matrix(request: Any, project_id: str) -> HttpResponse:
    """The part of representatives in each phase: before, agreed on, and in the end."""
    rows = Project.objects.visible_to(request.user).of(request.municipality).select_related("unit")
    project = get_object_or_404(rows, public_id=project_id)
    lines = matrix.lines(project, user=request.user)
    return render(request, "participation/plans/matrix.html", {"project": project, "lines": lines})


def _nobody_in(request: Any) -> Any:
    return preparing.projects(user=request.user, municipality=request.municipality)


def _year(request: Any) -> tuple[int, int]:
    """This year, and the one that is asked for."""
    this_year = timezone.localdate().year
    return this_year, YearForm(request.GET).chosen(this_year)
