"""A draft gets its words, is counted again, frozen or thrown away; a frozen report is told, corrected and verified."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page, refused
from participation.reports import kinds, material, queries, services, verifying
from participation.reports.draft_forms import CorrectForm, VerifyForm, WordsForm
from participation.reports.models import Report


@require(Permission.REPORTS_WRITE)
def report_write(request: Any, report_id: str) -> HttpResponse:
    """The words of a draft, with the figures that may stand in them."""
    report = _report(request, report_id)
    known = material.values_of(report.snapshot)
    form = WordsForm(request.POST or None, pieces=kinds.of(report.kind).prose, known=known, kept=report.prose)
    if request.method == "POST" and form.is_valid():
        try:
            services.write(report=report, texts=form.cleaned_data, by=request.user, at=timezone.now())
        except services.CannotReport as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Your words are kept."), *_here(request, report))
    labels = material.labels_of(report.snapshot)
    context = {"report": report, "known": [(key, labels.get(key, ""), value) for key, value in known.items()]}
    return form_page(request, "participation/reports/write.html", form, context)


@require(Permission.REPORTS_WRITE)
@require_POST
def report_freeze(request: Any, report_id: str) -> HttpResponse:
    """From now on nothing of it changes."""
    said = _("The report is frozen. Now tell those it is for.")
    return _act(request, report_id, services.freeze, said)


@require(Permission.REPORTS_WRITE)
@require_POST
def report_recount(request: Any, report_id: str) -> HttpResponse:
    """Counted once more, as things are now."""
    return _act(request, report_id, services.recount, _("Counted again. Your words are as they were."))


@require(Permission.REPORTS_WRITE)
@require_POST
def report_discard(request: Any, report_id: str) -> HttpResponse:
    """A draft is thrown away."""
    report = _report(request, report_id)
    try:
        services.discard(report=report, by=request.user, at=timezone.now())
    except services.CannotReport as refusal:
        return refused(request, refusal, *_here(request, report))
    return done(request, _("The draft is thrown away."), "report_list", request.municipality.slug)


@require(Permission.REPORTS_WRITE)
@require_POST
def report_share(request: Any, report_id: str) -> HttpResponse:
    """Those it is for are told."""
    return _act(request, report_id, services.share, _("Done. Those it is for are told."))


@require(Permission.REPORTS_WRITE)
def report_correct(request: Any, report_id: str) -> HttpResponse:
    """A new version, counted anew, with what is corrected in a sentence."""
    report = _report(request, report_id)
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.correct(report=report, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotReport as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("This is the new version, still a draft. The one before stays as it is.")
            return done(request, said, *_here(request, made))
    return form_page(request, "participation/reports/correct.html", form, {"report": report})


@require(Permission.REPORTS_READ)
def report_verify(request: Any) -> HttpResponse:
    """Whether a file or a fingerprint is that of a report here. Nothing of the file is kept."""
    form = VerifyForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "participation/reports/verify.html", form, {"verdict": None})
    reports = queries.reports(user=request.user, municipality=request.municipality)
    verdict = verifying.verdict(reports=reports, mark=form.cleaned_data["mark"], content=form.content)
    return render(request, "participation/reports/verify.html", {"form": form, "verdict": verdict})


def _act(request: Any, report_id: str, act: Any, said: str) -> HttpResponse:
    report = _report(request, report_id)
    try:
        act(report=report, by=request.user, at=timezone.now())
    except services.CannotReport as refusal:
        return refused(request, refusal, *_here(request, report))
    return done(request, said, *_here(request, report))


def _report(request: Any, public_id: str) -> Report:
    rows = queries.written(user=request.user).of(request.municipality)
    return get_object_or_404(rows.select_related("municipality", "unit", "project"), public_id=public_id)


def _here(request: Any, report: Report) -> tuple[str, str, str]:
    return "report_detail", request.municipality.slug, report.public_id
