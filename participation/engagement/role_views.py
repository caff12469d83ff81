"""Roles on the ladder, and the way of all units over time, as pages."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.organisations.models import Unit
from config.core.ui.responses import done, form_page
from participation.engagement import climbing, queries, services, trend
from participation.engagement.forms import StepForm, WorkRoleForm
from participation.engagement.roles import WorkRole


@require(Permission.ENGAGEMENT_READ)
def work_role_list(request: Any) -> HttpResponse:
    """The roles that are written down, where they stand, and what is not known."""
    today = timezone.localdate()
    found = queries.work_roles(user=request.user, municipality=request.municipality)
    rows = [(role, step, trend.not_known(step, today=today)) for role, step in found]
    return render(request, "participation/engagement/roles.html", {"rows": rows})


@require(Permission.ENGAGEMENT_READ)
def work_role_detail(request: Any, work_role_id: str) -> HttpResponse:
    """One role: its steps over time, or why it has none."""
    role = _role(request, work_role_id)
    steps = queries.role_history(role)
    wide, narrow = queries.movement_of(steps)
    context = {
        "role": role,
        "steps": steps,
        "chart": wide,
        "narrow": narrow,
        "way": trend.way(steps),
        "not_known": trend.not_known(steps[0] if steps else None, today=timezone.localdate()),
    }
    return render(request, "participation/engagement/role.html", context)


@require(Permission.ENGAGEMENT_WRITE)
def work_role_create(request: Any) -> HttpResponse:
    """Writes down a role that people hold."""
    form = WorkRoleForm(request.POST or None, units=_units(request))
    if request.method == "POST" and form.is_valid():
        try:
            role = climbing.write_role(
                municipality=request.municipality, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.CannotSet as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "work_role_detail", request.municipality.slug, role.public_id)
    return form_page(request, "participation/engagement/role_form.html", form)


@require(Permission.ENGAGEMENT_WRITE)
def work_role_edit(request: Any, work_role_id: str) -> HttpResponse:
    """Another name, or another number of people who hold it."""
    role = _role(request, work_role_id)
    form = WorkRoleForm(request.POST or None, initial={"name": role.name, "held_by": role.held_by})
    if request.method == "POST" and form.is_valid():
        try:
            climbing.change_role(role=role, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotSet as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "work_role_detail", request.municipality.slug, work_role_id)
    return form_page(request, "participation/engagement/role_form.html", form, {"role": role})


@require(Permission.ENGAGEMENT_WRITE)
def role_step_set(request: Any, work_role_id: str) -> HttpResponse:
    """Sets where a role stands; a role of one person is refused in words."""
    role = _role(request, work_role_id)
    at = timezone.now()
    last = role.steps.order_by("-set_on", "-id").first()
    initial = {"step": last.step, "wanted": last.wanted} if last else {}
    form = StepForm(request.POST or None, today=timezone.localdate(at), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            climbing.set_role_step(role=role, by=request.user, at=at, **form.cleaned_data)
        except services.CannotSet as refusal:
            form.add_error(None, str(refusal))
        else:
            message = _("The step is set.")
            return done(request, message, "work_role_detail", request.municipality.slug, work_role_id)
    return form_page(request, "participation/engagement/role_step.html", form, {"role": role})


@require(Permission.ENGAGEMENT_READ)
def engagement_trend(request: Any) -> HttpResponse:
    """How many units stood on each step, quarter by quarter, and each unit's own way in words."""
    today = timezone.localdate()
    units = list(queries.units(user=request.user).of(request.municipality))
    found = trend.quarters(units, today=today)
    wide, narrow = trend.chart_of(found)
    steps = queries.steps_of(units)
    ways = [
        (unit, trend.way(steps[unit.pk]), trend.not_known(next(iter(steps[unit.pk]), None), today=today))
        for unit in units
    ]
    context = {"quarters": found, "chart": wide, "narrow": narrow, "ways": ways, "labels": trend.LABELS}
    return render(request, "participation/engagement/trend.html", context)


def _role(request: Any, public_id: str) -> WorkRole:
    rows = WorkRole.objects.visible_to(request.user).of(request.municipality).select_related("unit")
    return get_object_or_404(rows, public_id=public_id)


def _units(request: Any) -> Any:
    return Unit.objects.reached_by(request.user, Permission.ENGAGEMENT_WRITE).of(request.municipality)
