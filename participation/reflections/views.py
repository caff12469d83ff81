"""Reflections to read, and what is made of them: an ask here, a task in the room of tasks."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from config.core.access import scope
from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.organisations.models import Unit
from config.core.ui.responses import done, form_page
from participation.reflections import queries
from participation.reflections.forms import STEPS
from participation.reflections.models import Activity, Learning, Purpose, Reflection
from participation.support import services as support
from participation.support.forms import AskForm
from projects.planning.queries import named

PAGE_SIZE = 20


@require(Permission.REFLECTIONS_TAKE_PART)
def reflection_list(request: Any) -> HttpResponse:
    """What was learnt, the newest first."""
    project = named(
        user=request.user, municipality=request.municipality, public_id=request.GET.get("project", "")
    )
    rows = queries.reflections(user=request.user, municipality=request.municipality, project=project)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "participation/reflections/list.html", {"page": page, "project": project})


@require(Permission.REFLECTIONS_TAKE_PART)
def reflection_detail(request: Any, reflection_id: str) -> HttpResponse:
    """One reflection: what is written, what is next, and what came of it."""
    reflection = reflection_of(request, reflection_id)
    asks: Any = reflection.asks
    tasks: Any = getattr(reflection, "tasks")  # noqa: B009  # of the room above, by its foreign key
    context = {
        "reflection": reflection,
        "parts": queries.parts(reflection=reflection, user=request.user),
        "own": queries.own_part(reflection=reflection, user=request.user),
        "invited": list(reflection.parts.select_related("user")) if reflection.is_together else [],
        "tags": _tags(reflection),
        "first": next(iter(STEPS)),
        "asks": list(asks.order_by("id")),
        "tasks": list(tasks.select_related("holder").order_by("id")),
    }
    return render(request, "participation/reflections/detail.html", context)


@require(Permission.REFLECTIONS_WRITE)
def reflection_ask(request: Any, reflection_id: str) -> HttpResponse:
    """What leaders should hear becomes an ask, filled in as far as the reflection has it."""
    reflection = reflection_of(request, reflection_id)
    units = Unit.objects.reached_by(request.user, Permission.SUPPORT_WRITE).of(request.municipality)
    said = reflection.for_managers or reflection.went_well
    form = AskForm(
        request.POST or None,
        units=units.filter(is_active=True),
        may_ask_seniors=request.municipality.pk in scope.of(request.user).whole(Permission.SUPPORT_WRITE),
        initial={
            "title": Truncator(said).chars(200),
            "need": said,
            "unit": reflection.project.unit.public_id,
        },
    )
    here = ("reflection_detail", request.municipality.slug, reflection_id)
    if request.method == "POST" and form.is_valid():
        asked = {"municipality": request.municipality, "came_from": reflection}
        try:
            support.ask(by=request.user, at=timezone.now(), **asked, **form.cleaned_data)
        except support.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("The ask is sent, and stands here."), *here)
    return form_page(request, "participation/reflections/ask.html", form, {"reflection": reflection})


def reflection_of(request: Any, public_id: str) -> Reflection:
    """One that the person may see here."""
    rows = queries.reflections(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows, public_id=public_id)


def _tags(reflection: Reflection) -> list[str]:
    chosen = (
        (Purpose, reflection.purposes),
        (Activity, reflection.activities),
        (Learning, reflection.learning),
    )
    return [str(kind(code).label) for kind, codes in chosen for code in codes]
