"""Profiles that may be one person: the list of pairs, merging, undoing, and "two different people"."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page, refused
from representatives.duplicates import queries, services
from representatives.duplicates.forms import MergeForm
from representatives.duplicates.models import Merge
from representatives.registry.models import Representative


@require(Permission.REGISTRY_MERGE)
def duplicate_list(request: Any) -> HttpResponse:
    """Pairs that may be one person, and the merges that can still be undone."""
    own = {"user": request.user, "municipality": request.municipality}
    reading.listed(request, Representative, "duplicates", "name", "birth_year", "area", "organisation")
    context = {
        "pairs": queries.pairs(**own),
        "merges": queries.undoable(**own, at=timezone.now()),
        "most": queries.MOST_PAIRS,
    }
    return render(request, "representatives/duplicates/list.html", context)


@require(Permission.REGISTRY_MERGE)
def duplicate_merge(request: Any, representative_id: str, double_id: str) -> HttpResponse:
    """The two side by side, and what merging them will do; a POST merges. The first stays."""
    stays, goes = _person(request, representative_id), _person(request, double_id)
    seen = queries.preview(stays=stays, goes=goes)
    form = MergeForm(request.POST if request.method == "POST" else None, sides=seen.sides)
    if request.method == "POST" and form.is_valid():
        act: dict[str, Any] = {"stays": stays, "goes": goes, "choices": form.cleaned_data}
        try:
            services.merge(**act, by=request.user, at=timezone.now())
        except services.CannotMerge as refusal:
            return refused(request, refusal, "duplicate_list", request.municipality.slug)
        said = _("The two profiles are one. It can be undone for 30 days.")
        return done(request, said, "representative_detail", request.municipality.slug, stays.public_id)
    for person in (stays, goes):
        reading.looked(request, person, "duplicates", "profile", "consents")
    context = {"stays": stays, "goes": goes, "preview": seen}
    return form_page(request, "representatives/duplicates/merge.html", form, context)


@require(Permission.REGISTRY_MERGE)
@require_POST
def duplicate_apart(request: Any, representative_id: str, double_id: str) -> HttpResponse:
    """Writes down that the two are two people."""
    one, other = _person(request, representative_id), _person(request, double_id)
    try:
        services.keep_apart(one=one, other=other, by=request.user, at=timezone.now())
    except services.CannotMerge as refusal:
        return refused(request, refusal, "duplicate_list", request.municipality.slug)
    said = _("Kept as two people. You will not be asked about them again.")
    return done(request, said, "duplicate_list", request.municipality.slug)


@require(Permission.REGISTRY_MERGE)
def merge_undo(request: Any, merge_id: str) -> HttpResponse:
    """Says what undoing will do; a POST puts both profiles back."""
    rows = queries.merges(user=request.user, municipality=request.municipality)
    merge: Merge = get_object_or_404(rows, public_id=merge_id)
    if request.method != "POST":
        reading.looked(request, merge.representative, "duplicates", "name")
        return render(request, "representatives/duplicates/undo.html", {"merge": merge})
    try:
        services.undo(merge=merge, by=request.user, at=timezone.now())
    except services.CannotUndo as refusal:
        return refused(request, refusal, "duplicate_list", request.municipality.slug)
    said = _("The merge is undone: both profiles are as they were.")
    return done(request, said, "duplicate_list", request.municipality.slug)


def _person(request: Any, public_id: str) -> Representative:
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    people = people.select_related("municipality", "contact", "came_through")
    person: Representative = get_object_or_404(people, public_id=public_id)
    return person
