"""Reports as pages: the list, making one, the brief with its annex and its files, and the rows behind a figure."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access import scope
from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.responses import done, form_page
from participation.reports import brief, documents, files, lessons, queries, records, services
from participation.reports.figures import REGISTRY
from participation.reports.forms import ReportForm
from participation.reports.models import Report

PAGE_SIZE = 25


@require(Permission.REPORTS_READ)
def report_list(request: Any) -> HttpResponse:
    """Reports, the newest first."""
    rows = queries.reports(user=request.user, municipality=request.municipality)
    page = Paginator(rows.defer("snapshot"), PAGE_SIZE).get_page(request.GET.get("page"))
    is_whole = request.municipality.pk in scope.of(request.user).whole(Permission.REPORTS_READ)
    return render(request, "participation/reports/list.html", {"page": page, "is_whole": is_whole})


@require(Permission.REPORTS_READ)
def lesson_list(request: Any) -> HttpResponse:
    """What projects should change, from why people said no."""
    found = lessons.lessons(user=request.user, municipality=request.municipality)
    return render(request, "participation/reports/lessons.html", {"lessons": found})


@require(Permission.REPORTS_WRITE)
def report_make(request: Any) -> HttpResponse:
    """Counts, and freezes what was counted."""
    at = timezone.now()
    form = ReportForm(
        request.POST or None,
        today=timezone.localdate(at),
        units=queries.units(user=request.user).of(request.municipality),
        asks=queries.open_asks(user=request.user, municipality=request.municipality),
        may_whole=request.municipality.pk in scope.of(request.user).whole(Permission.REPORTS_WRITE),
        initial={"ask": request.GET.get("ask", "")[:22]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            report = services.make_report(
                municipality=request.municipality, by=request.user, at=at, **form.wanted()
            )
        except services.CannotReport as refusal:
            form.add_error(None, str(refusal))
        else:
            here = ("report_detail", request.municipality.slug, report.public_id)
            return done(request, _("The report is made. Its figures are frozen."), *here)
    return form_page(request, "participation/reports/form.html", form)


@require(Permission.REPORTS_READ)
def report_detail(request: Any, report_id: str) -> HttpResponse:
    """The brief and its annex, from the snapshot."""
    report = _report(request, report_id)
    context = {
        "report": report,
        "brief": brief.read(report),
        "is_intact": services.is_intact(report),
        "method": documents.method(),
        "files": files.KINDS.values(),
        "may_see_people": records.may_see_people(request.user, report),
    }
    return render(request, "participation/reports/detail.html", context)


@require(Permission.REPORTS_READ)
def report_records(request: Any, report_id: str, key: str) -> HttpResponse:
    """The rows behind a figure that the reader may see. Figures of people open for the facilitator only."""
    report = _report(request, report_id)
    shown = brief.read(report)
    line = next((line for _part, lines in shown.parts for line in lines if line.key == key), None)
    if line is None:
        raise Http404
    context = {"report": report, "brief": shown, "line": line, "refusal": "", "rows": [], "behind": 0}
    context["projects"] = []
    try:
        rows, behind = records.of_figure(report=report, key=key, user=request.user)
    except records.NotForReader as refusal:
        context["refusal"] = str(refusal)
        return render(request, "participation/reports/records.html", context, status=403)
    if rows and REGISTRY[key].of_people:
        audit.record(
            "figure.opened", obj=report, by=request.user, at=timezone.now(), fields=[key], purpose="report"
        )
    context |= {"rows": rows, "behind": behind}
    if len(rows) < behind:
        context["projects"] = records.by_project(report, key)
    return render(request, "participation/reports/records.html", context)


def _report(request: Any, public_id: str) -> Report:
    rows = queries.reports(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows, public_id=public_id)
