"""Who answers for a person, as the facilitator writes it down with the person's word."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page, refused
from representatives.proxies import queries, services
from representatives.proxies.forms import ProxyForm
from representatives.registry.models import Representative


@require(Permission.REGISTRY_WRITE)
def proxy_detail(request: Any, representative_id: str) -> HttpResponse:
    """Who answers now, and a form for somebody else."""
    person = _person(request, representative_id)
    form = ProxyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.name(representative=person, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotName as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "proxy_detail", *_address(request, person))
    reading.looked(request, person, "registry", "name", "proxy")
    context = {"person": person, "proxy": queries.current_of(person)}
    return form_page(request, "representatives/proxies/detail.html", form, context)


@require(Permission.REGISTRY_WRITE)
@require_POST
def proxy_end(request: Any, representative_id: str) -> HttpResponse:
    """The person answers alone from now on."""
    person = _person(request, representative_id)
    try:
        services.end(representative=person, by=request.user, at=timezone.now())
    except services.CannotEnd as refusal:
        return refused(request, refusal, "proxy_detail", *_address(request, person))
    return done(
        request, _("The person answers alone from now on."), "proxy_detail", *_address(request, person)
    )


def _address(request: Any, person: Representative) -> tuple[str, str]:
    return request.municipality.slug, person.public_id


def _person(request: Any, public_id: str) -> Representative:
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(people, public_id=public_id)
