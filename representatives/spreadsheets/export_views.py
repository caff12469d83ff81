"""Taking a list out as a page: the search of the registry, the fields, the purpose."""

from typing import Any

from django.http import HttpResponseBase
from django.utils import timezone

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import form_page
from representatives.registry import queries
from representatives.registry.forms import SearchForm
from representatives.spreadsheets import exporting
from representatives.spreadsheets.answers import answer_with
from representatives.spreadsheets.export_forms import ExportForm

TEMPLATE = "representatives/spreadsheets/export.html"


@require(Permission.REGISTRY_EXPORT)
def registry_export(request: Any) -> HttpResponseBase:
    """Says how many people the search finds and asks what to take out; a POST gives the file, and logs it."""
    sought = SearchForm(
        request.GET, municipality=request.municipality, areas=queries.areas(request.municipality)
    )
    search, at = sought.search(), timezone.now()
    form = ExportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return answer_with(
                exporting.export(
                    municipality=request.municipality, search=search, by=request.user, at=at, **form.asked()
                )
            )
        except exporting.CannotExport as refusal:
            form.add_error(None, str(refusal))
    found = exporting.found_by(user=request.user, municipality=request.municipality, search=search, at=at)
    context = {"count": found.count(), "query": request.GET.urlencode()}
    return form_page(request, TEMPLATE, form, context)
