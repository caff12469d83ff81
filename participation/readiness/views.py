"""Readiness as pages: units and projects, the twelve questions, a day beside another, and the steps."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page, refused
from participation.readiness import queries, services
from participation.readiness.forms import ReadinessForm, StepForm
from participation.readiness.models import Answer, Readiness, ReadinessStep
from participation.readiness.questions import BY_KEY


@require(Permission.READINESS_READ)
def readiness_list(request: Any) -> HttpResponse:
    """The newest answers of each unit and project, and all steps that are not done."""
    today = timezone.localdate()
    here = {"user": request.user, "municipality": request.municipality}
    rows = [
        (row, sum(one.answer == Answer.YES for one in row.answers.all())) for row in queries.latest(**here)
    ]
    steps = queries.open_steps(**here, today=today)
    context = {"rows": rows, "all": len(BY_KEY), "steps": steps, "today": today}
    return render(request, "participation/readiness/list.html", context)


@require(Permission.READINESS_WRITE)
def readiness_create(request: Any) -> HttpResponse:
    """Twelve questions on one page."""
    at = timezone.now()
    form = ReadinessForm(
        request.POST or None,
        units=queries.units(request.user).of(request.municipality),
        projects=queries.projects(request.user).of(request.municipality),
        today=timezone.localdate(at),
        initial={name: request.GET.get(name, "")[:22] for name in ("unit", "project")},
    )
    if request.method == "POST" and form.is_valid():
        about = {name: form.cleaned_data[name] for name in ("unit", "project", "held_on")}
        try:
            made = services.answer(answers=form.answers(), by=request.user, at=at, **about)
        except services.CannotAssess as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Kept."), "readiness_detail", request.municipality.slug, made.public_id)
    return form_page(request, "participation/readiness/form.html", form)


@require(Permission.READINESS_READ)
def readiness_detail(request: Any, readiness_id: str) -> HttpResponse:
    """One day beside an earlier one, in words and as a table, with the steps."""
    row = _row(request, readiness_id)
    before = queries.earlier(row, request.user)
    wanted = request.GET.get("beside", "")
    beside = next((one for one in before if one.public_id == wanted), before[0] if before else None)
    context = {
        "comparison": queries.compare(row, beside),
        "earlier": before,
        "today": timezone.localdate(),
        "mine": {str(role) for role in _roles(request)},
    }
    return render(request, "participation/readiness/detail.html", context)


@require(Permission.READINESS_WRITE)
def readiness_step_add(request: Any, readiness_id: str, readiness_question: str) -> HttpResponse:
    """What is done about a weak point."""
    row = _row(request, readiness_id)
    asked = BY_KEY.get(readiness_question)
    if asked is None:
        raise Http404
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_step(
                readiness=row, question=asked.key, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.CannotAssess as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("It is written down, and all three see it."), *_page(request, row))
    return form_page(request, "participation/readiness/step.html", form, {"row": row, "asked": asked})


@require(Permission.READINESS_READ)
@require_POST
def readiness_step_done(request: Any, readiness_step_id: str) -> HttpResponse:
    """It is done, in one press."""
    return _press(request, readiness_step_id, services.finish, _("Done. Thank you."))


@require(Permission.READINESS_READ)
@require_POST
def readiness_step_reopen(request: Any, readiness_step_id: str) -> HttpResponse:
    """It was not done after all."""
    return _press(request, readiness_step_id, services.reopen, _("It is open again."))


def _press(request: Any, public_id: str, act: Any, said: str) -> HttpResponse:
    rows = ReadinessStep.objects.visible_to(request.user).of(request.municipality)
    step = get_object_or_404(rows.select_related("readiness"), public_id=public_id)
    try:
        act(step=step, by=request.user, at=timezone.now())
    except services.CannotAssess as refusal:
        return refused(request, refusal, *_page(request, step.readiness))
    return done(request, said, *_page(request, step.readiness))


def _row(request: Any, public_id: str) -> Readiness:
    rows = queries.rounds(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows.prefetch_related("answers", "steps"), public_id=public_id)


def _roles(request: Any) -> set[Any]:
    from config.core.access import scope

    return scope.of(request.user).roles_in(request.municipality.pk)


def _page(request: Any, row: Readiness) -> tuple[str, ...]:
    return ("readiness_detail", request.municipality.slug, row.public_id)
