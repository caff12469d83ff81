"""What can be handed to the archive, and the packages."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from participation.archive import queries
from participation.archive.answers import package_of
from participation.archive.forms import ArchiveForm
from representatives.models import Representative


@require(Permission.ARCHIVE_READ)
def archive_open(request: Any) -> HttpResponse:
    """Mandates, appointments and reports of a period, each with its package."""
    at = timezone.now()
    today = timezone.localdate(at)
    form = ArchiveForm(request.GET if "from_day" in request.GET else None)
    period = form.period(today)
    if not form.is_bound:
        form = ArchiveForm(initial={"from_day": period.start, "to_day": period.end})
    found = queries.papers(user=request.user, municipality=request.municipality, period=period)
    if found[queries.Kind.APPOINTMENT]:
        looked = {"municipality": request.municipality, "by": request.user, "at": at}
        audit.record_listing(Representative, purpose="archive", fields=["name"], **looked)
    context = {
        "form": form,
        "period": period,
        "groups": [(queries.kind_label(kind), papers) for kind, papers in found.items()],
        "most": queries.MOST,
        "case": form.cleaned_data.get("case", "") if form.is_bound and form.is_valid() else "",
    }
    return render(request, "participation/archive/list.html", context)


@require(Permission.ARCHIVE_READ)
def archive_mandate(request: Any, request_id: str) -> HttpResponse:
    """The package of a mandate."""
    return _package(request, queries.Kind.MANDATE, request_id)


@require(Permission.ARCHIVE_READ)
def archive_appointment(request: Any, assignment_id: str) -> HttpResponse:
    """The package of an appointment."""
    return _package(request, queries.Kind.APPOINTMENT, assignment_id)


@require(Permission.ARCHIVE_READ)
def archive_report(request: Any, report_id: str) -> HttpResponse:
    """The package of a report."""
    return _package(request, queries.Kind.REPORT, report_id)


def _package(request: Any, kind: queries.Kind, public_id: str) -> HttpResponse:
    rows = queries.rows_of(kind, user=request.user).filter(municipality=request.municipality)
    return package_of(request, kind, get_object_or_404(rows, public_id=public_id))
