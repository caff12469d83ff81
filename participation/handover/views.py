"""Handing over to another facilitator: the pack to read, and the press that moves everything."""

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
from participation.handover import pack, queries, services
from participation.handover.forms import HandoverForm, NotesForm
from participation.handover.models import Handover
from representatives.registry.models import Representative


@require(Permission.HANDOVER_WRITE)
def handover_list(request: Any) -> HttpResponse:
    """Handovers of the municipality, and the form that starts one."""
    form = HandoverForm(request.POST or None, municipality=request.municipality, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            handover = services.start(
                municipality=request.municipality, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.CannotHandOver as refusal:
            form.add_error(None, str(refusal))
        else:
            to = ("handover_detail", request.municipality.slug, handover.public_id)
            return done(request, _("Go through it together."), *to)
    rows = (
        Handover.objects.visible_to(request.user)
        .of(request.municipality)
        .select_related("from_user", "to_user")
    )
    context = {"handovers": rows[:50], "others": form.has_anybody}
    return form_page(request, "participation/handover/list.html", form, context)


@require(Permission.HANDOVER_WRITE)
def handover_detail(request: Any, handover_id: str) -> HttpResponse:
    """The pack: everything that is passed on; a word about each, and a tick when it is gone through together."""
    handover = _handover(request, handover_id)
    form = NotesForm(request.POST or None, items=handover.items.all())
    if request.method == "POST" and form.is_valid():
        to = ("handover_detail", request.municipality.slug, handover.public_id)
        try:
            services.note_items(handover=handover, notes=form.notes(), by=request.user, at=timezone.now())
        except services.CannotHandOver as refusal:
            return refused(request, refusal, *to)
        return done(request, _("Saved."), *to)
    reading.listed(request, Representative, "handover", "name")
    context = {"handover": handover, "groups": queries.groups(handover)}
    return form_page(request, "participation/handover/detail.html", form, context)


@require(Permission.HANDOVER_WRITE)
def handover_pdf(request: Any, handover_id: str) -> HttpResponse:
    """The pack on paper."""
    handover = _handover(request, handover_id)
    reading.listed(request, Representative, "handover", "name")
    answer = HttpResponse(pack.as_pdf(handover, as_of=timezone.localdate()), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="medvirk-handover.pdf"'
    return answer


@require(Permission.HANDOVER_WRITE)
def handover_complete(request: Any, handover_id: str) -> HttpResponse:
    """Says in numbers what will move; a POST moves it at once."""
    handover = _handover(request, handover_id)
    if request.method != "POST":
        groups = [group for group in queries.groups(handover) if group.is_moved]
        return render(
            request, "participation/handover/complete.html", {"handover": handover, "groups": groups}
        )
    try:
        services.complete(handover=handover, by=request.user, at=timezone.now())
    except services.CannotHandOver as refusal:
        return refused(request, refusal, "handover_detail", request.municipality.slug, handover.public_id)
    return done(request, _("Everything is handed over."), "handover_list", request.municipality.slug)


@require(Permission.HANDOVER_WRITE)
@require_POST
def handover_cancel(request: Any, handover_id: str) -> HttpResponse:
    """Takes it back; nothing has moved."""
    handover = _handover(request, handover_id)
    try:
        services.cancel(handover=handover, by=request.user, at=timezone.now())
    except services.CannotHandOver as refusal:
        return refused(request, refusal, "handover_list", request.municipality.slug)
    return done(
        request,
        _("The handover is cancelled. Nothing was moved."),
        "handover_list",
        request.municipality.slug,
    )


def _handover(request: Any, public_id: str) -> Handover:
    rows = Handover.objects.visible_to(request.user).of(request.municipality)
    found: Handover = get_object_or_404(
        rows.select_related("municipality", "from_user", "to_user"), public_id=public_id
    )
    return found
