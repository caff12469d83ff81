"""What a person needs, on pages of their own: chosen by purpose, and each look written down with it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page
from representatives.registry.models import Representative
from representatives.support_needs import services
from representatives.support_needs.forms import SupportNeedForm
from representatives.support_needs.models import SupportNeed

PURPOSES = SupportNeed.LOOKED_FOR


@require(Permission.SUPPORT_NEEDS_READ)
def support_need_list(request: Any, representative_id: str) -> HttpResponse:
    """What may be used for the purpose in `?for=`; nothing before a purpose is chosen."""
    person = _person(request, representative_id)
    purpose = request.GET.get("for", "")
    needs = None
    if purpose in PURPOSES:
        needs = SupportNeed.objects.visible_to(request.user).filter(representative=person).serving(purpose)
        reading.looked(request, person, f"support_needs.{purpose}", "name", "support_needs")
    else:
        purpose = ""
        reading.looked(request, person, "registry", "name")
    purposes = [(one.value, one.label) for one in PURPOSES]
    context = {"person": person, "purpose": purpose, "needs": needs, "purposes": purposes}
    return render(request, "representatives/support_needs/list.html", context)


@require(Permission.SUPPORT_NEEDS_READ)
def support_need_add(request: Any, representative_id: str) -> HttpResponse:
    """Keeps a need that the person has told of; a kind that is there already gets the new words."""
    person = _person(request, representative_id)
    form = SupportNeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.keep(representative=person, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotNeed as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "support_need_list", *_address(request, person))
    reading.looked(request, person, "registry", "name")
    context = {
        "person": person,
        "title": _("Add a need"),
        "lead": _("With the person's own words. What is needed, never why."),
        "save": _("Save"),
    }
    return form_page(request, "representatives/registry/person_form.html", form, context)


@require(Permission.SUPPORT_NEEDS_READ)
@require_POST
def support_need_drop(request: Any, representative_id: str, support_need_id: str) -> HttpResponse:
    """Deletes a need at once."""
    person = _person(request, representative_id)
    rows = SupportNeed.objects.visible_to(request.user).select_related("representative")
    need = get_object_or_404(rows, representative=person, public_id=support_need_id)
    services.drop(need=need, by=request.user, at=timezone.now())
    return done(request, _("Removed."), "support_need_list", *_address(request, person))


def _address(request: Any, person: Representative) -> tuple[str, str]:
    return request.municipality.slug, person.public_id


def _person(request: Any, public_id: str) -> Representative:
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(people, public_id=public_id)
