"""Who sees what of a profile, as the facilitator writes it down with the person's word."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page
from representatives.registry.models import Representative
from representatives.visibility import queries, services
from representatives.visibility.forms import VisibilityForm


@require(Permission.REGISTRY_WRITE)
def visibility_detail(request: Any, representative_id: str) -> HttpResponse:
    """Each field with who may see it; a POST keeps the choices."""
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    person = get_object_or_404(people, public_id=representative_id)
    form = VisibilityForm(request.POST or None, initial=queries.audiences_of(person))
    if request.method == "POST" and form.is_valid():
        try:
            services.choose_all(
                representative=person, audiences=form.cleaned_data, by=request.user, at=timezone.now()
            )
        except services.CannotChoose as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(
                request, _("Saved."), "representative_detail", request.municipality.slug, person.public_id
            )
    reading.looked(request, person, "registry", "name", "visibility")
    context = {"person": person, "shares": queries.shares(person)}
    return form_page(request, "representatives/visibility/detail.html", form, context)
