"""Lists that were taken in, what each did, undoing one, and what is remembered of their headings."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, refused
from representatives.spreadsheets import preview, remembering, undoing
from representatives.spreadsheets.models import ColumnChoice, ImportRun

PAGE_SIZE = 25


@require(Permission.REGISTRY_IMPORT)
def import_list(request: Any) -> HttpResponse:
    """Every list that was taken in during a year, newest first; and the headings that are remembered."""
    at = timezone.now()
    runs = ImportRun.objects.visible_to(request.user).of(request.municipality).select_related("done_by")
    page = Paginator(runs, PAGE_SIZE).get_page(request.GET.get("page"))
    choices = ColumnChoice.objects.visible_to(request.user).of(request.municipality).order_by("heading")
    labels = {str(field): label for field, label in preview.field_labels().items()}
    context = {
        "page": page,
        "runs": [(run, run.can_be_undone(at)) for run in page],
        "choices": [(choice, labels.get(choice.field, choice.field)) for choice in choices[:200]],
    }
    return render(request, "representatives/spreadsheets/runs.html", context)


@require(Permission.REGISTRY_IMPORT)
def import_undo(request: Any, import_run_id: str) -> HttpResponse:
    """What undoing a list would do, in numbers; a POST does it, or says what has been built on it since."""
    runs = ImportRun.objects.visible_to(request.user).of(request.municipality)
    run = get_object_or_404(runs, public_id=import_run_id)
    at = timezone.now()
    if request.method != "POST":
        context = {"run": run, "undoing": undoing.preview(run=run, at=at)}
        return render(request, "representatives/spreadsheets/undo.html", context)
    try:
        undoing.undo(run=run, by=request.user, at=at)
    except undoing.CannotUndo as refusal:
        return refused(request, refusal, "import_list", request.municipality.slug)
    return done(
        request,
        _("The list is undone. The registry is as it was before."),
        "import_list",
        request.municipality.slug,
    )


@require(Permission.REGISTRY_IMPORT)
@require_POST
def column_choice_forget(request: Any, column_choice_id: str) -> HttpResponse:
    """Forgets what a heading means."""
    choices = ColumnChoice.objects.visible_to(request.user).of(request.municipality)
    choice = get_object_or_404(choices, public_id=column_choice_id)
    remembering.forget(choice=choice, by=request.user, at=timezone.now())
    return done(request, _("Forgotten."), "import_list", request.municipality.slug)
