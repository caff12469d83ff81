"""The fairness watch as pages: the figures for all who read reports, and names for those who choose people."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading as looks
from projects.fairness import charts, queries
from projects.fairness import sheets as figures
from projects.fairness.forms import BY, PeriodForm
from projects.fairness.frame import Frame
from projects.fairness.headings import heading_of
from projects.gaps import sheets
from representatives.registry.models import Representative
from representatives.spreadsheets.answers import answer_with

UNREADABLE = 422
ON_A_PAGE = 50


@require(Permission.FIGURES_READ)
def fairness_watch(request: Any) -> HttpResponse:
    """How the invitations of a time fell on people. Those who may not see people get sums of a fixed time."""
    form = PeriodForm(request.GET or None)
    found = queries.watch(_frame(request, form))
    context = {
        "form": form,
        "watch": found,
        "often": charts.often(found),
        "rest": charts.rest(found),
        "trend": charts.trend(found),
        "quarters": [(charts.quarter(one.first), one) for one in found.trend],
        "last_day": timezone.localdate(found.frame.span.until - timedelta(days=1)),
        "active_filters": int("months" in request.GET),
    }
    status = UNREADABLE if form.is_bound and form.errors else None
    return render(request, "projects/fairness/watch.html", context, status=status)


@require(Permission.FIGURES_READ)
def fairness_file(request: Any) -> HttpResponseBase:
    """The figures of the page as a file, hidden where the page hides them; that they were taken out is written."""
    form, kind = PeriodForm(request.GET or None), sheets.kind_of(request.GET.get("kind", ""))
    frame = _frame(request, form)
    sheets.record(request.municipality, "fairness", by=request.user, at=frame.at)
    lines = figures.lines(queries.watch(frame))
    return answer_with(sheets.file_of(lines, name="fairness", kind=kind, day=frame.today))


@require(Permission.CANDIDATES_READ)
def fairness_people(request: Any) -> HttpResponse:
    """The people behind one figure, most asked first. It names people, and the reading is written."""
    form = PeriodForm(request.GET or None)
    by, key = request.GET.get("by", ""), request.GET.get("key", "")[:80]
    by = by if by in BY else ""
    rows = queries.people(_frame(request, form), user=request.user, by=by, key=key)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    looks.listed(request, Representative, "candidates", "name", "turns")
    context = {
        "page": page,
        "people": queries.named(page.object_list),
        "months": form.chosen(),
        "heading": heading_of(by, key),
        "count": len(rows),
    }
    return render(request, "projects/fairness/people.html", context)


@require(Permission.CANDIDATES_READ)
def fairness_overrides(request: Any) -> HttpResponse:
    """Choices that went against something on the list, with their reasons."""
    form = PeriodForm(request.GET or None)
    rows = queries.overridden(_frame(request, form), user=request.user)
    looks.listed(request, Representative, "candidates", "name")
    context = {"rows": rows, "months": form.chosen()}
    return render(request, "projects/fairness/overrides.html", context)


def _frame(request: Any, form: PeriodForm) -> Frame:
    at = timezone.now()
    return Frame(
        municipality=request.municipality,
        at=at,
        today=timezone.localdate(at),
        sees_people=Permission.CANDIDATES_READ in request.permissions,
        months=form.chosen(),
    )
