"""Importing a list as pages: choose, look, decide, confirm, follow."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, refused
from representatives.spreadsheets import preview, services
from representatives.spreadsheets.forms import UploadForm, decisions_from
from representatives.spreadsheets.models import ImportDraft
from representatives.spreadsheets.values import Unreadable


@require(Permission.REGISTRY_IMPORT)
def import_start(request: Any) -> HttpResponse:
    """Choose a file; a POST reads it and shows what would happen. Nothing is stored about anyone yet."""
    form = UploadForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        at = timezone.now()
        try:
            plan = services.plan(
                data=file.read(),
                file_name=file.name,
                municipality=request.municipality,
                today=timezone.localdate(at),
                layout=form.layout(),
            )
        except Unreadable as refusal:
            form.add_error("file", preview.say(refusal.sentence))
        else:
            draft = services.keep_draft(
                plan=plan, file_name=file.name, municipality=request.municipality, by=request.user, at=at
            )
            context |= {"draft": draft, **preview.context(plan, request.municipality)}
    template = "representatives/spreadsheets/start.html"
    status = 422 if form.is_bound and form.errors else 200
    return render(request, f"{template}#page" if request.htmx else template, context, status=status)


@require(Permission.REGISTRY_IMPORT)
@require_POST
def import_confirm(request: Any, draft_id: str) -> HttpResponse:
    """Takes the list in, with the decisions made on the preview; leads to the progress."""
    draft = _draft(request, draft_id)
    unmapped = json.loads(draft.content)["unmapped"] if draft.state == ImportDraft.State.READY else []
    try:
        job = services.confirm(
            draft=draft, decisions=decisions_from(request.POST, unmapped), by=request.user, at=timezone.now()
        )
    except services.CannotConfirm as refusal:
        return refused(request, refusal, "import_start", request.municipality.slug)
    return redirect("import_progress", request.municipality.slug, job.public_id)


@require(Permission.REGISTRY_IMPORT)
@require_POST
def import_discard(request: Any, draft_id: str) -> HttpResponse:
    """Throws the waiting list away."""
    try:
        services.discard(draft=_draft(request, draft_id), by=request.user, at=timezone.now())
    except services.CannotConfirm as refusal:
        return refused(request, refusal, "import_start", request.municipality.slug)
    return done(
        request, _("The list is thrown away. Nothing was stored."), "import_start", request.municipality.slug
    )


@require(Permission.REGISTRY_IMPORT)
def import_progress(request: Any, job_id: str) -> HttpResponse:
    """How far the import has come, and what it did."""
    drafts = ImportDraft.objects.visible_to(request.user).of(request.municipality).select_related("job")
    job = get_object_or_404(drafts, job__public_id=job_id).job
    template = "representatives/spreadsheets/progress.html"
    response = render(request, f"{template}#progress" if request.htmx else template, {"job": job})
    if job is not None and not job.is_ended and not request.htmx:
        response.headers["Refresh"] = "2"
    return response


def _draft(request: Any, public_id: str) -> ImportDraft:
    drafts = ImportDraft.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(drafts.select_related("municipality"), public_id=public_id)
