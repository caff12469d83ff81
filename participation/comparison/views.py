"""The comparison as pages: over time, planned against actual, like municipalities, and the agreement to share."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.organisations.models import Unit
from config.core.ui.responses import done, form_page, refused
from participation.comparison import drawings, queries, services, wording
from participation.comparison.forms import SharingForm
from participation.comparison.models import Key
from participation.comparison.plans import plans
from participation.comparison.sizes import OTHERS
from participation.comparison.trend import TERTIALS, YEARS, periods, trend, whole
from participation.reports.period import year
from participation.reports.rows import Rows


@require(Permission.FIGURES_READ)
def compare_trend(request: Any) -> HttpResponse:
    """The same figures year by year or tertial by tertial."""
    by = TERTIALS if request.GET.get("by") == TERTIALS else YEARS
    today = timezone.localdate()
    found = periods(by, today)
    place = _place(request)
    stretches = trend(Rows(request.municipality, place["unit"], whole(found), today), found)
    context = place | {"by": by, "pictures": drawings.trend_pictures(stretches)}
    return render(request, "participation/comparison/trend.html", context)


@require(Permission.FIGURES_READ)
def compare_plans(request: Any) -> HttpResponse:
    """What was planned for the year against what there was, and units with and without involvement."""
    today = timezone.localdate()
    place = _place(request)
    found = plans(Rows(request.municipality, place["unit"], year(today.year), today))
    context = place | {
        "by": "",
        "plans": found,
        "covered": drawings.coverage_picture(found.years),
        "year": today.year,
    }
    return render(request, "participation/comparison/plans.html", context)


@require(Permission.FIGURES_READ)
def compare_others(request: Any) -> HttpResponse:
    """Own figures beside the span of municipalities of like size; a sentence where they are too few."""
    is_whole = queries.may_whole(user=request.user, municipality=request.municipality)
    found = queries.peers(user=request.user, municipality=request.municipality)
    context = {
        "unit": None,
        "is_whole": is_whole,
        "peers": found,
        "lines": wording.lines(found) if found.own else [],
        "band": wording.band_words(found.sharing.band) if found.sharing else "",
        "others": OTHERS,
    }
    return render(request, "participation/comparison/others.html", context)


@require(Permission.COMPARISON_SHARE)
def sharing_open(request: Any) -> HttpResponse:
    """What is shared, with whom, and the agreement."""
    held = queries.running(request.municipality)
    form = SharingForm(request.POST or None, initial=_initial(request, held))
    if request.method == "POST" and form.is_valid():
        try:
            services.agree(
                municipality=request.municipality, by=request.user, at=timezone.now(), **form.said()
            )
        except services.CannotShare as refusal:
            form.add_error(None, str(refusal))
        else:
            said = (
                _("The municipality shares from the next whole quarter on.") if held is None else _("Saved.")
            )
            return done(request, said, "sharing_open", request.municipality.slug)
    context = {
        "sharing": held,
        "band": wording.band_words(held.band) if held else "",
        "keys": [str(label) for label in Key.labels],
        "others": OTHERS,
    }
    return form_page(request, "participation/comparison/sharing.html", form, context)


@require(Permission.COMPARISON_SHARE)
@require_POST
def sharing_withdraw(request: Any) -> HttpResponse:
    """Ends it at once, and deletes what was shared."""
    held = queries.running(request.municipality)
    here = ("sharing_open", request.municipality.slug)
    if held is None:
        return refused(request, _("The municipality does not share anything."), *here)
    services.withdraw(sharing=held, by=request.user, at=timezone.now())
    return done(request, _("Withdrawn. What was shared is deleted."), *here)


def _initial(request: Any, held: Any) -> dict[str, Any]:
    if held is not None:
        return {"inhabitants": held.inhabitants, "counted_in": held.counted_in}
    return {
        "inhabitants": queries.known_inhabitants(request.municipality),
        "counted_in": timezone.localdate().year,
    }


def _place(request: Any) -> dict[str, Any]:
    """The whole municipality, or the unit that was chosen; who reads of some units alone sees the first of them."""
    units = list(queries.units(user=request.user, municipality=request.municipality))
    is_whole = queries.may_whole(user=request.user, municipality=request.municipality)
    chosen = request.GET.get("unit", "")
    unit: Unit | None = None
    if chosen:
        unit = next((one for one in units if one.public_id == chosen), None)
        if unit is None:
            raise Http404
    elif not is_whole:
        if not units:
            raise Http404
        unit = units[0]
    return {"units": units, "unit": unit, "is_whole": is_whole}
