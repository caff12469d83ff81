"""A person's rights on paper: everything that is kept, handed out; and erasing, with a typed confirmation."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.privacy import own_data
from config.core.ui.responses import done, form_page
from representatives.erasure import queries, services
from representatives.erasure.forms import EraseForm
from representatives.erasure.models import Erasure
from representatives.registry.models import Representative

PAGE_SIZE = 50


@require(Permission.REGISTRY_ERASE)
def representative_erase(request: Any, representative_id: str) -> HttpResponse:
    """Says in numbers what goes and what stays; with the name typed once more, erases for good."""
    person = _present(request, representative_id)
    form = EraseForm(request.POST or None, name=person.name)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        try:
            services.erase(representative=person, why=why, by=request.user, at=timezone.now())
        except services.CannotErase as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(
                request, _("The person is deleted."), "representative_list", request.municipality.slug
            )
    reading.looked(request, person, "erasure", "name")
    context = {"person": person, "parts": queries.preview(person)}
    return form_page(request, "representatives/erasure/erase.html", form, context)


@require(Permission.REGISTRY_ERASE)
def erasure_list(request: Any) -> HttpResponse:
    """Every erasure of the municipality, newest first, without a name."""
    rows = Erasure.objects.visible_to(request.user).of(request.municipality).select_related("erased_by")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "representatives/erasure/list.html", {"page": page})


@require(Permission.REGISTRY_READ)
def own_data_show(request: Any, representative_id: str) -> HttpResponse:
    """What the person would be given, in short, and the two files to hand out."""
    person = _present(request, representative_id)
    reading.looked(request, person, "access request", "everything")
    context = {"person": person, "data": own_data.collect(person)}
    return render(request, "representatives/erasure/own_data.html", context)


@require(Permission.REGISTRY_READ)
def own_data_download(request: Any, representative_id: str, shape: str) -> HttpResponse:
    """Everything that is kept about the person, as PDF to read or JSON for a machine."""
    person = _present(request, representative_id)
    reading.looked(request, person, "access request", "everything")
    return attachment(person, shape)


def attachment(person: Representative, shape: str) -> HttpResponse:
    """The file; its name tells of nobody."""
    today = timezone.localdate()
    data = own_data.collect(person)
    content = own_data.as_pdf(data, as_of=today) if shape == "pdf" else own_data.as_json(data)
    answer = HttpResponse(content, content_type=f"application/{shape}")
    answer["Content-Disposition"] = f'attachment; filename="medvirk-{today.isoformat()}.{shape}"'
    return answer


def _present(request: Any, public_id: str) -> Representative:
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(
        people.filter(erased_at=None).select_related("municipality"), public_id=public_id
    )
