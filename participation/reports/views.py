"""Reports as pages: the list, making one, the brief with its annex, the rows behind a figure, and the PDF."""

from datetime import date
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
from participation.reports import (
    blocks,
    brief,
    files,
    kinds,
    lessons,
    material,
    queries,
    readers,
    records,
    sections,
    services,
    snapshots,
)
from participation.reports.figures import REGISTRY
from participation.reports.forms import ReportForm
from participation.reports.models import Report
from participation.support.forms import AnswerForm

PAGE_SIZE = 25


@require(Permission.REPORTS_READ)
def report_list(request: Any) -> HttpResponse:
    """Reports, the newest first; of one kind when that is asked for."""
    rows = queries.reports(user=request.user, municipality=request.municipality).newest()
    kind = request.GET.get("kind", "")
    if kind in Report.Kind.values:
        rows = rows.filter(kind=kind)
    page = Paginator(rows.defer("snapshot"), PAGE_SIZE).get_page(request.GET.get("page"))
    is_whole = request.municipality.pk in scope.of(request.user).whole(Permission.FIGURES_READ)
    context = {"page": page, "kind": kind, "kinds": Report.Kind.choices, "is_whole": is_whole}
    return render(request, "participation/reports/list.html", context)


@require(Permission.FIGURES_READ)
def lesson_list(request: Any) -> HttpResponse:
    """What projects should change, from why people said no."""
    found = lessons.lessons(user=request.user, municipality=request.municipality)
    return render(request, "participation/reports/lessons.html", {"lessons": found})


@require(Permission.REPORTS_WRITE)
def report_make(request: Any) -> HttpResponse:
    """Which kind; and then of what, over which period. Counts, and leads to the draft."""
    kind = request.GET.get("kind", "")
    if kind not in Report.Kind.values:
        offered = [(key, Report.Kind(key).label, recipe.lead) for key, recipe in kinds.RECIPES.items()]
        return render(request, "participation/reports/kinds.html", {"kinds": offered})
    at = timezone.now()
    form = ReportForm(request.POST or None, **_offered(request, kind, timezone.localdate(at)))
    if request.method == "POST" and form.is_valid():
        place = {"municipality": request.municipality, "kind": kind}
        try:
            report = services.draft(by=request.user, at=at, **place, **form.wanted())
        except services.CannotReport as refusal:
            form.add_error(None, str(refusal))
        else:
            here = ("report_detail", request.municipality.slug, report.public_id)
            return done(request, _("Counted. Look through it, and freeze it."), *here)
    context = {"kind": kind, "label": Report.Kind(kind).label, "lead": kinds.of(kind).lead}
    return form_page(request, "participation/reports/form.html", form, context)


def _offered(request: Any, kind: str, today: date) -> dict[str, Any]:
    place = {"user": request.user, "municipality": request.municipality}
    return {
        "recipe": kinds.of(kind),
        "today": today,
        "units": queries.units(user=request.user).of(request.municipality),
        "asks": queries.open_asks(**place),
        "projects": queries.projects(**place),
        "may_whole": request.municipality.pk in scope.of(request.user).whole(Permission.REPORTS_WRITE),
        "initial": {"ask": request.GET.get("ask", "")[:22], "project": request.GET.get("project", "")[:22]},
    }


@require(Permission.REPORTS_READ)
def report_detail(request: Any, report_id: str) -> HttpResponse:
    """The report, section by section, from the snapshot. That a frozen one was opened is kept for who wrote it."""
    report = _report(request, report_id)
    if report.state == Report.State.FROZEN:
        audit.record(readers.OPENED, obj=report, by=request.user, at=timezone.now(), purpose="report")
    return render(request, "participation/reports/detail.html", _shown(request, report))


def _shown(request: Any, report: Report) -> dict[str, Any]:
    read = brief.read(report)
    found = sections.of(read, report.kind)
    writes = Permission.REPORTS_WRITE in request.permissions
    asked = report.ask if report.state == Report.State.FROZEN else None
    may_answer = asked is not None and queries.may_answer(request.user, asked)
    is_told = writes and report.state == Report.State.FROZEN
    return {
        "report": report,
        "brief": read,
        "sections": found,
        "annex": sections.rest(read, found),
        "keys": {section.key for section in found},
        "is_intact": snapshots.is_intact(report),
        "method": blocks.method(),
        "files": files.KINDS.values(),
        "may_see_people": records.may_see_people(request.user, report),
        "may_answer": may_answer,
        "answer_form": AnswerForm() if may_answer else None,
        "has_prose": bool(kinds.of(report.kind).prose),
        "newer": Report.objects.frozen().filter(corrects=report).first(),
        "changed": material.changed(report),
        "to_tell": [reader.get_full_name() for reader in readers.of(report)] if is_told else [],
        "opened": readers.opened(report) if is_told else [],
    }


@require(Permission.FIGURES_READ)
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
