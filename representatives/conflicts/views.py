"""A person's conflicts of interest: what holds, what is over, recording and ending."""

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
from representatives.conflicts import services
from representatives.conflicts.forms import ConflictForm
from representatives.conflicts.models import Conflict
from representatives.registry.models import Representative


@require(Permission.REGISTRY_READ)
def conflict_list(request: Any, representative_id: str) -> HttpResponse:
    """Those that hold or are to come, and below them those that are over."""
    person = _person(request, representative_id)
    today = timezone.localdate()
    rows = Conflict.objects.visible_to(request.user).filter(representative=person)
    found = list(rows.select_related("unit", "person", "recorded_by", "ended_by"))
    reading.looked(request, person, "registry", "name", "conflicts")
    context = {
        "person": person,
        "standing": [(one, one.is_in_force(today)) for one in found if not one.is_over(today)],
        "over": [one for one in found if one.is_over(today)],
    }
    return render(request, "representatives/conflicts/list.html", context)


@require(Permission.REGISTRY_WRITE)
def conflict_add(request: Any, representative_id: str) -> HttpResponse:
    """Records one."""
    person, at = _person(request, representative_id), timezone.now()
    today = timezone.localdate(at)
    form = ConflictForm(request.POST or None, municipality=request.municipality, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            services.record(representative=person, by=request.user, at=at, **form.cleaned_data)
        except services.CannotRecord as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("The conflict is recorded."), "conflict_list", *_address(request, person))
    reading.looked(request, person, "registry", "name")
    return form_page(request, "representatives/conflicts/add.html", form, {"person": person})


@require(Permission.REGISTRY_WRITE)
@require_POST
def conflict_end(request: Any, representative_id: str, conflict_id: str) -> HttpResponse:
    """Ends one: from now on it holds nobody back."""
    person = _person(request, representative_id)
    rows = Conflict.objects.visible_to(request.user).select_related("representative")
    conflict = get_object_or_404(rows, representative=person, public_id=conflict_id)
    to = ("conflict_list", *_address(request, person))
    try:
        services.end(conflict=conflict, by=request.user, at=timezone.now())
    except services.CannotEnd as refusal:
        return refused(request, refusal, *to)
    return done(request, _("The conflict is ended. It holds nobody back any more."), *to)


def _person(request: Any, public_id: str) -> Representative:
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(people.select_related("municipality"), public_id=public_id)


def _address(request: Any, person: Representative) -> tuple[str, str]:
    return request.municipality.slug, person.public_id
