"""The basis of payroll: what waits, what has gone, the file, taking it back, and the columns. And money ahead."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.organisations.models import Unit
from config.core.ui.responses import done, form_page, refused
from participation.claims import exporting, forecast, sheets
from participation.claims.exports import PayrollExport, mapping_of
from participation.claims.forms import FrameForm, MappingForm, YearForm
from participation.claims.models import Claim
from projects.planning.models import Project
from representatives.spreadsheets.answers import answer_with

PAGE_SIZE = 25


@require(Permission.CLAIMS_READ)
def payroll_list(request: Any) -> HttpResponse:
    """What waits to be sent, and every file that has been made."""
    exports = PayrollExport.objects.visible_to(request.user).of(request.municipality)
    number, total = exporting.waiting(request.municipality, timezone.localdate())
    context = {
        "page": Paginator(exports.select_related("made_by"), PAGE_SIZE).get_page(request.GET.get("page")),
        "number": number,
        "total": total,
        "mapping": mapping_of(request.municipality),
    }
    return render(request, "participation/claims/payroll.html", context)


@require(Permission.CLAIMS_WRITE)
@require_POST
def payroll_export(request: Any) -> HttpResponse:
    """Marks everything that is approved as sent; the files are then there to fetch."""
    at, where = timezone.now(), ("payroll_list", request.municipality.slug)
    try:
        made = exporting.export(
            municipality=request.municipality, until=timezone.localdate(at), by=request.user, at=at
        )
    except exporting.CannotExport as refusal:
        return refused(request, refusal, *where)
    text = ngettext(
        "%(count)s claim is marked as sent to payroll. Fetch the file now.",
        "%(count)s claims are marked as sent to payroll. Fetch the file now.",
        made.number,
    )
    return done(request, text % {"count": made.number}, *where)


@require(Permission.CLAIMS_READ)
def payroll_file(request: Any, payroll_export_id: str) -> HttpResponseBase:
    """The file of one export, as XLSX or, with `?kind=csv`, as CSV; the same whenever it is fetched."""
    export = _export(request, payroll_export_id)
    if export.undone_at is not None:
        raise Http404
    kind = request.GET.get("kind", "")
    reading.listed(request, Claim, "claims", "name", "amount")
    return answer_with(sheets.file_of(export, kind if kind in sheets.KINDS else sheets.KINDS[0]))


@require(Permission.CLAIMS_WRITE)
@require_POST
def payroll_undo(request: Any, payroll_export_id: str) -> HttpResponse:
    """Takes an export back whole."""
    where = ("payroll_list", request.municipality.slug)
    try:
        undone = exporting.undo(
            export=_export(request, payroll_export_id), by=request.user, at=timezone.now()
        )
    except exporting.CannotExport as refusal:
        return refused(request, refusal, *where)
    text = ngettext(
        "%(count)s claim is approved and not sent again.",
        "%(count)s claims are approved and not sent again.",
        undone.number,
    )
    return done(request, text % {"count": undone.number}, *where)


@require(Permission.CLAIMS_WRITE)
def payroll_mapping(request: Any) -> HttpResponse:
    """Which columns, in which order and by which headings, and payroll's codes."""
    form = MappingForm(request.POST or None, mapping=mapping_of(request.municipality))
    if request.method == "POST" and form.is_valid():
        try:
            exporting.set_mapping(
                municipality=request.municipality, by=request.user, at=timezone.now(), **form.decided()
            )
        except exporting.CannotExport as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "payroll_list", request.municipality.slug)
    return form_page(request, "participation/claims/mapping.html", form)


@require(Permission.FORECAST_READ)
def forecast_show(request: Any) -> HttpResponse:
    """Planned, incurred and sent to payroll in a year, for each project and unit, against the frame."""
    today = timezone.localdate()
    year = YearForm(request.GET).chosen(today.year)
    found = forecast.forecast(user=request.user, municipality=request.municipality, year=year, today=today)
    return render(request, "participation/claims/forecast.html", {"found": found, "today": today})


@require(Permission.CLAIMS_WRITE)
def frame_set(request: Any) -> HttpResponse:
    """What a unit or a project may spend in a year."""
    form = FrameForm(
        request.POST or None,
        units=Unit.objects.of(request.municipality).filter(is_active=True).order_by("name"),
        projects=Project.objects.visible_to(request.user).of(request.municipality).order_by("title"),
        initial={"year": timezone.localdate().year},
    )
    if request.method == "POST" and form.is_valid():
        try:
            forecast.set_frame(by=request.user, at=timezone.now(), **form.framed())
        except forecast.CannotSetFrame as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "forecast_show", request.municipality.slug)
    return form_page(request, "participation/claims/frame.html", form)


def _export(request: Any, payroll_export_id: str) -> PayrollExport:
    rows = PayrollExport.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(rows, public_id=payroll_export_id)
