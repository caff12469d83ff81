"""The map of units, allies without a project, units without an ally, and who knows whom, as pages."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page
from participation.engagement import knowing, mapping, queries
from participation.engagement.map_forms import MapForm, TieForm, TieSearchForm
from participation.engagement.models import Professional, Step
from participation.engagement.ties import Tie

PAGE_SIZE = 50
MOST_FOUND = 25


@require(Permission.ENGAGEMENT_READ)
def engagement_map(request: Any) -> HttpResponse:
    """Units by step now and wanted, with allies, next steps and what is not known."""
    units = list(queries.units(user=request.user).of(request.municipality))
    found = mapping.places(units, user=request.user, today=timezone.localdate())
    form = MapForm(request.GET or None)
    chosen = form.chosen(found)
    reading.listed(request, Professional, "engagement", "name")
    context = {
        "matrix": mapping.matrix(found),
        "labels": Step.labels,
        "total": len(found),
        "form": form,
        "page": Paginator(chosen, PAGE_SIZE).get_page(request.GET.get("page")),
        "active": form.active,
    }
    return render(request, "participation/engagement/map.html", context)


@require(Permission.ENGAGEMENT_READ)
def ally_list(request: Any) -> HttpResponse:
    """Allies who lead no project, those in units without any project first."""
    people = Professional.objects.visible_to(request.user).of(request.municipality)
    found = mapping.allies_without_project(people, today=timezone.localdate())
    reading.listed(request, Professional, "engagement", "name")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "participation/engagement/allies.html", {"page": page})


@require(Permission.ENGAGEMENT_READ)
def unit_without_ally_list(request: Any) -> HttpResponse:
    """Units where nobody has done anything in two years, and who could introduce us there."""
    units = list(queries.units(user=request.user).of(request.municipality))
    found = mapping.places(units, user=request.user, today=timezone.localdate())
    lacking = [place for place in found if not place.allies]
    ways = mapping.ways_in([place.unit for place in lacking], user=request.user)
    rows = [(place, ways.get(place.unit.pk, [])) for place in lacking]
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    if ways:
        reading.listed(request, Professional, "engagement", "name", "ties")
    return render(request, "participation/engagement/without_ally.html", {"page": page})


@require(Permission.ENGAGEMENT_WRITE)
def tie_create(request: Any, professional_id: str) -> HttpResponse:
    """Writes down whom somebody knows; found by name, or from the same unit."""
    person = _person(request, professional_id)
    others = _people(request).exclude(pk=person.pk).filter(is_active=True)
    search = TieSearchForm(request.GET or None)
    offered = others.filter(unit=person.unit_id)
    if search.is_valid() and search.cleaned_data["q"]:
        offered = others.filter(name__icontains=search.cleaned_data["q"])
    shown = list(offered.select_related("unit").order_by("name", "id")[:MOST_FOUND])
    form = TieForm(request.POST or None, others=others, shown=shown)
    if request.method == "POST" and form.is_valid():
        try:
            knowing.tie(one=person, by=request.user, at=timezone.now(), **form.cleaned_data)
        except knowing.CannotTie as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(
                request, _("Written down."), "professional_detail", request.municipality.slug, professional_id
            )
    reading.listed(request, Professional, "engagement", "name")
    context = {"person": person, "search": search, "shown": shown}
    return form_page(request, "participation/engagement/tie.html", form, context)


@require(Permission.ENGAGEMENT_WRITE)
@require_POST
def tie_delete(request: Any, professional_id: str, tie_id: str) -> HttpResponse:
    """Takes away a tie that is not so."""
    person = _person(request, professional_id)
    rows = Tie.objects.visible_to(request.user).of_person(person).select_related("one")
    knowing.untie(tie=get_object_or_404(rows, public_id=tie_id), by=request.user, at=timezone.now())
    return done(request, _("Taken away."), "professional_detail", request.municipality.slug, professional_id)


def _people(request: Any) -> Any:
    return Professional.objects.visible_to(request.user).of(request.municipality)


def _person(request: Any, public_id: str) -> Professional:
    person: Professional = get_object_or_404(_people(request).select_related("unit"), public_id=public_id)
    return person
