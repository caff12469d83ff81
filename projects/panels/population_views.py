"""The table of the population as pages: a line at a time, or a whole file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page
from projects.panels import population, services
from projects.panels.forms import ShareForm, SharesFileForm
from projects.panels.models import Category, PopulationShare
from projects.panels.values import band_label


@require(Permission.CANDIDATES_READ)
def population_list(request: Any) -> HttpResponse:
    """What is known of the population, and the form for one more line."""
    return _page(request, ShareForm(), SharesFileForm(), ShareForm())


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def population_add(request: Any) -> HttpResponse:
    """Writes one line, in place of the one with the same value."""
    form = ShareForm(request.POST)
    if form.is_valid():
        services.set_shares(
            municipality=request.municipality, shares=[form.share()], by=request.user, at=timezone.now()
        )
        return done(request, _("Saved."), "population_list", request.municipality.slug)
    return _page(request, form, SharesFileForm(), form)


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def population_upload(request: Any) -> HttpResponse:
    """Takes the whole table from a file."""
    form = SharesFileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            shares = population.read(file.read(), file.name)
            services.set_shares(
                municipality=request.municipality,
                shares=shares,
                by=request.user,
                at=timezone.now(),
                whole=True,
            )
        except services.CannotDraw as refusal:
            form.add_error("file", str(refusal))
        else:
            return done(request, _("The table is read."), "population_list", request.municipality.slug)
    return _page(request, ShareForm(), form, form)


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def population_remove(request: Any, population_share_id: str) -> HttpResponse:
    """Takes one line out."""
    rows = PopulationShare.objects.visible_to(request.user).of(request.municipality)
    share = get_object_or_404(rows, public_id=population_share_id)
    services.remove_share(share=share, by=request.user, at=timezone.now())
    return done(request, _("The line is taken out."), "population_list", request.municipality.slug)


def _page(request: Any, one: ShareForm, file: SharesFileForm, sent: Any) -> HttpResponse:
    rows = list(PopulationShare.objects.visible_to(request.user).of(request.municipality))
    shares = [
        (row, band_label(row.value) if row.category == Category.AGE else row.value)
        for row in sorted(rows, key=lambda row: (row.category, row.value.zfill(80)))
    ]
    context = {"shares": shares, "one": one, "file_form": file}
    return form_page(request, "projects/panels/population.html", sent, context)
