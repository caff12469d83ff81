"""Counts for the annual survey as a page and as files, for whoever reads reports of the whole municipality."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from config.core.access import scope
from config.core.access.guards import require
from config.core.access.permissions import Permission
from participation.reports import survey, survey_files
from participation.reports.file_views import answer
from participation.reports.survey_forms import YearForm


@require(Permission.FIGURES_READ)
def survey_open(request: Any) -> HttpResponse:
    """The counts of a year, each with what it counts."""
    _whole(request)
    at = timezone.now()
    today = timezone.localdate(at)
    form = YearForm(request.GET if "year" in request.GET else None, today=today)
    of_year = form.chosen()
    context = {
        "form": form,
        "year": of_year,
        "lines": survey.lines(municipality=request.municipality, of_year=of_year, today=today),
        "is_over": of_year < today.year,
    }
    return render(request, "participation/reports/survey.html", context)


@require(Permission.FIGURES_READ)
def survey_file(request: Any, key: str) -> HttpResponse:
    """The counts of a year as CSV or as a workbook."""
    _whole(request)
    at = timezone.now()
    of_year = YearForm(request.GET if "year" in request.GET else None, today=timezone.localdate(at)).chosen()
    return answer(
        survey_files.take_out(
            municipality=request.municipality, of_year=of_year, key=key, by=request.user, at=at
        )
    )


def _whole(request: Any) -> None:
    """A manager of a unit reads no counts of the whole, as no reports of it."""
    if request.municipality.pk not in scope.of(request.user).whole(Permission.FIGURES_READ):
        raise Http404
