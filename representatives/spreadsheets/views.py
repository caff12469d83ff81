"""Importing a list as pages: choose, look, decide, confirm, follow."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, refused
from representatives.spreadsheets import preview, services
from representatives.spreadsheets.answers import answer_with
from representatives.spreadsheets.forms import UploadForm, decisions_from
from representatives.spreadsheets.models import ImportDraft
from representatives.spreadsheets.sheets import XLSX, File
from representatives.spreadsheets.values import Unreadable


@require(Permission.REGISTRY_IMPORT)
def import_start(request: Any) -> HttpResponse:
    """Choose a file; a POST reads it and shows what would happen. Nothing is stored about anyone yet."""
    form = UploadForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {}
    at = timezone.now()
    plan = _from_upload(request, form, services.plan, at)
    if plan is not None:
        draft = services.keep_draft(
            plan=plan,
            file_name=form.cleaned_data["file"].name,
            municipality=request.municipality,
            by=request.user,
            at=at,
        )
        context = {"draft": draft, **preview.context(plan, request.municipality)}
    return _start(request, form, context)


@require(Permission.REGISTRY_IMPORT)
@require_POST
def import_mistakes(request: Any) -> HttpResponseBase:
    """The rows that are refused or held back, as a workbook to mend. Made from the file, and kept nowhere."""
    form = UploadForm(request.POST, request.FILES)
    content = _from_upload(request, form, services.sheet_of_what_is_left_out, timezone.now())
    if content is None:
        return _start(request, form, {})
    return answer_with(File("to-mend.xlsx", XLSX, [content]))


def _from_upload(request: Any, form: UploadForm, work: Callable[..., Any], at: datetime) -> Any:
    """What `work` makes of the file that was sent; None where there is none, or the form says why not."""
    if request.method != "POST" or not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    try:
        return work(
            data=file.read(),
            file_name=file.name,
            municipality=request.municipality,
            today=timezone.localdate(at),
            layout=form.layout(),
        )
    except Unreadable as refusal:
        form.add_error("file", preview.say(refusal.sentence))
        return None


def _start(request: Any, form: UploadForm, context: dict[str, Any]) -> HttpResponse:
    template = "representatives/spreadsheets/start.html"
    status = 422 if form.is_bound and form.errors else 200
    name = f"{template}#page" if request.htmx else template
    return render(request, name, {**context, "form": form}, status=status)


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
