"""A package as an answer, the same for the page and the API."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest
from django.utils import timezone

from participation.archive import packages, queries
from participation.archive.forms import CaseForm


def package_of(request: Any, kind: queries.Kind, row: Any) -> HttpResponse:
    """The ZIP; the case reference comes with the address and is not kept."""
    form = CaseForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest(str(form.errors["case"].as_text()))
    made = packages.hand_over(
        kind=kind,
        row=row,
        case_reference=form.cleaned_data["case"],
        base_url=settings.BASE_URL,
        by=request.user,
        at=timezone.now(),
    )
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.content, content_type="application/zip", headers=headers)
