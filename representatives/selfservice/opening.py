"""What the facilitator does for My page: opens it, and sends copies on paper."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, refused
from representatives.registry.models import Representative
from representatives.selfservice import services
from representatives.selfservice.models import PaperCopy


@require(Permission.REGISTRY_WRITE)
def my_page_open(request: Any, representative_id: str) -> HttpResponse:
    """Says what it means; a POST makes the account and sends the letter."""
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    person = get_object_or_404(people, public_id=representative_id)
    address = (request.municipality.slug, person.public_id)
    if request.method != "POST":
        reading.looked(request, person, "registry", "name", "email")
        return render(request, "representatives/selfservice/open.html", {"person": person})
    try:
        services.open_for(representative=person, by=request.user, at=timezone.now())
    except services.CannotOpen as refusal:
        return refused(request, refusal, "representative_detail", *address)
    text = _("My page is open, and a letter says how to sign in.")
    return done(request, text, "representative_detail", *address)


@require(Permission.REGISTRY_WRITE)
def paper_copy_list(request: Any) -> HttpResponse:
    """Everyone who waits for a copy on paper, the longest waiting first."""
    rows = PaperCopy.objects.visible_to(request.user).of(request.municipality)
    waiting = rows.waiting().select_related("representative")
    reading.listed(request, PaperCopy, "paper_copy", "name")
    return render(request, "representatives/selfservice/copies.html", {"copies": waiting})


@require(Permission.REGISTRY_WRITE)
@require_POST
def paper_copy_sent(request: Any, paper_copy_id: str) -> HttpResponse:
    """Writes down that it has left."""
    rows = PaperCopy.objects.visible_to(request.user).of(request.municipality)
    copy = get_object_or_404(rows.select_related("representative"), public_id=paper_copy_id)
    try:
        services.copy_sent(copy=copy, by=request.user, at=timezone.now())
    except services.CannotAsk as refusal:
        return refused(request, refusal, "paper_copy_list", request.municipality.slug)
    return done(request, _("Written down as sent."), "paper_copy_list", request.municipality.slug)
