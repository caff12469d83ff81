"""The facilitator's year: everything that recurs and is due, month by month; and what recurs, to write down."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page
from participation.occasions import queries, services
from participation.occasions.forms import OccasionForm
from participation.occasions.models import Occasion


@require(Permission.MEETINGS_WRITE)
def year_open(request: Any) -> HttpResponse:
    """Twelve months ahead: meetings, what recurs, and what is due."""
    months = queries.year(user=request.user, municipality=request.municipality, today=timezone.localdate())
    return render(request, "participation/occasions/year.html", {"months": months})


@require(Permission.MEETINGS_WRITE)
def occasion_list(request: Any) -> HttpResponse:
    """What recurs, and the form that adds to it."""
    form = OccasionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"municipality": request.municipality, "by": request.user, "at": timezone.now()}
        try:
            services.add(**form.cleaned_data, **said)
        except services.CannotRecur as refusal:
            form.add_error("until", str(refusal))
        else:
            return done(request, _("It is in your year."), "occasion_list", request.municipality.slug)
    occasions = Occasion.objects.visible_to(request.user).of(request.municipality)
    return form_page(request, "participation/occasions/list.html", form, {"occasions": occasions})


@require(Permission.MEETINGS_WRITE)
@require_POST
def occasion_drop(request: Any, occasion_id: str) -> HttpResponse:
    """It recurs no more."""
    rows = Occasion.objects.visible_to(request.user).of(request.municipality)
    occasion = get_object_or_404(rows, public_id=occasion_id)
    services.drop(occasion=occasion, by=request.user, at=timezone.now())
    return done(request, _("It is taken away."), "occasion_list", request.municipality.slug)
