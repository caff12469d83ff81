"""Files of a report as pages: whoever may read it may take it out, and that is written down."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from config.core.access.guards import require
from config.core.access.permissions import Permission
from participation.reports import files, queries


@require(Permission.REPORTS_READ)
def report_file(request: Any, report_id: str, key: str) -> HttpResponse:
    """The report as a file of a kind, in the reader's language."""
    rows = queries.reports(user=request.user, municipality=request.municipality)
    report = get_object_or_404(rows, public_id=report_id)
    base_url = settings.BASE_URL
    return answer(
        files.take_out(report=report, key=key, base_url=base_url, by=request.user, at=timezone.now())
    )


def answer(file: files.File) -> HttpResponse:
    """A file to keep, never shown in the place of a page."""
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return HttpResponse(file.content, content_type=file.content_type, headers=headers)
