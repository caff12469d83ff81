"""Participation plans as pages: one plan, its words, its lines, agreeing on it and going on from last year's."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page, refused
from participation.plans import queries, removing, services
from participation.plans.forms import LineForm, NewPlanForm, WordsForm
from participation.plans.models import ParticipationPlan, PlanLine


@require(Permission.PLANS_READ)
def participation_plan_detail(request: Any, participation_plan_id: str) -> HttpResponse:
    """What can be changed, where representatives should be, and how that stands."""
    plan = _plan(request, participation_plan_id)
    writable = ParticipationPlan.objects.writable_by(request.user)
    others = list(
        ParticipationPlan.objects.visible_to(request.user).filter(unit=plan.unit).exclude(pk=plan.pk)
    )
    context = {
        "plan": plan,
        "row": queries.coverage_of(plan, today=timezone.localdate()),
        "may_write": writable.filter(pk=plan.pk).exists(),
        "others": others,
        "next_year": plan.year + 1,
        "has_next": any(other.year == plan.year + 1 for other in others),
    }
    return render(request, "participation/plans/detail.html", context)


@require(Permission.PLANS_WRITE)
def participation_plan_create(request: Any) -> HttpResponse:
    """Begins a plan; what can be changed is asked first."""
    units = queries.writable_units(user=request.user, municipality=request.municipality)
    only = units.first() if units.count() == 1 else None
    first = {"unit": request.GET.get("unit", "")[:22] or (only and only.public_id)}
    this_year = timezone.localdate().year
    form = NewPlanForm(request.POST or None, units=units, this_year=this_year, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            plan = services.create_plan(by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotPlan as refusal:
            form.add_error(None, str(refusal))
        else:
            return _on(request, plan, _("The plan is begun. Now say where representatives should be."))
    return form_page(request, "participation/plans/form.html", form, {"plan": None})


@require(Permission.PLANS_WRITE)
def participation_plan_edit(request: Any, participation_plan_id: str) -> HttpResponse:
    """Changes the words of a draft."""
    plan = _writable(request, participation_plan_id)
    form = WordsForm(request.POST or None, instance=plan)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_plan(plan=plan, changes=form.cleaned_data, by=request.user, at=timezone.now())
        except services.CannotPlan as refusal:
            form.add_error(None, str(refusal))
        else:
            return _on(request, plan, _("Saved."))
    return form_page(request, "participation/plans/form.html", form, {"plan": plan})


@require(Permission.PLANS_WRITE)
def participation_plan_remove(request: Any, participation_plan_id: str) -> HttpResponse:
    """Says what will go away; a POST removes a plan of which nothing has come."""
    plan = _writable(request, participation_plan_id)
    if reason := removing.why_it_stays(plan):
        return refused(request, reason, *_address(request, plan))
    if request.method != "POST":
        return render(request, "participation/plans/remove.html", {"plan": plan})
    try:
        removing.remove_plan(plan=plan, by=request.user, at=timezone.now())
    except services.CannotPlan as refusal:
        return refused(request, refusal, *_address(request, plan))
    return done(request, _("The plan is removed."), "participation_plan_list", request.municipality.slug)


@require(Permission.PLANS_WRITE)
@require_POST
def participation_plan_agree(request: Any, participation_plan_id: str) -> HttpResponse:
    """The plan stands."""
    return _pressed(request, participation_plan_id, services.agree, _("The plan is agreed on."))


@require(Permission.PLANS_WRITE)
@require_POST
def participation_plan_reopen(request: Any, participation_plan_id: str) -> HttpResponse:
    """An agreed plan is a draft again."""
    return _pressed(
        request, participation_plan_id, services.reopen, _("The plan is a draft again, and can be changed.")
    )


@require(Permission.PLANS_WRITE)
@require_POST
def participation_plan_copy(request: Any, participation_plan_id: str) -> HttpResponse:
    """Next year's plan, from this one."""
    text = _("Next year's plan is begun from this one. Read it through.")
    return _pressed(request, participation_plan_id, services.copy_plan, text)


@require(Permission.PLANS_WRITE)
def participation_line_add(request: Any, participation_plan_id: str) -> HttpResponse:
    """One more place where representatives should be."""
    plan = _writable(request, participation_plan_id)
    form = LineForm(request.POST or None, plan=plan, user=request.user)
    return _line_page(
        request, plan, form, lambda **said: services.add_line(plan=plan, **said, **form.cleaned_data)
    )


@require(Permission.PLANS_WRITE)
def participation_line_edit(request: Any, plan_line_id: str) -> HttpResponse:
    """Changes a line of a draft."""
    line = _line(request, plan_line_id)
    form = LineForm(request.POST or None, plan=line.plan, user=request.user, instance=line)
    return _line_page(
        request,
        line.plan,
        form,
        lambda **said: services.update_line(line=line, changes=form.cleaned_data, **said),
        line,
    )


@require(Permission.PLANS_WRITE)
@require_POST
def participation_line_remove(request: Any, plan_line_id: str) -> HttpResponse:
    """Takes a line off a draft."""
    line = _line(request, plan_line_id)
    try:
        services.remove_line(line=line, by=request.user, at=timezone.now())
    except services.CannotPlan as refusal:
        return refused(request, refusal, *_address(request, line.plan))
    return _on(request, line.plan, _("The line is taken away."))


def _line_page(
    request: Any,
    plan: ParticipationPlan,
    form: LineForm,
    act: Callable[..., object],
    line: PlanLine | None = None,
) -> HttpResponse:
    """Does what the form says and goes back to the plan, or shows the form, with what was wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            act(by=request.user, at=timezone.now())
        except services.CannotPlan as refusal:
            form.add_error(None, str(refusal))
        else:
            return _on(request, plan, _("Saved."))
    return form_page(request, "participation/plans/line.html", form, {"plan": plan, "line": line})


def _pressed(request: Any, participation_plan_id: str, act: Callable[..., Any], message: str) -> HttpResponse:
    plan = _writable(request, participation_plan_id)
    try:
        onward = act(plan=plan, by=request.user, at=timezone.now())
    except services.CannotPlan as refusal:
        return refused(request, refusal, *_address(request, plan))
    return _on(request, onward, message)


def _plan(request: Any, public_id: str) -> ParticipationPlan:
    rows = queries.plans(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows, public_id=public_id)


def _writable(request: Any, public_id: str) -> ParticipationPlan:
    rows = queries.plans(user=request.user, municipality=request.municipality).writable_by(request.user)
    return get_object_or_404(rows, public_id=public_id)


def _line(request: Any, public_id: str) -> PlanLine:
    plans = (
        ParticipationPlan.objects.visible_to(request.user).of(request.municipality).writable_by(request.user)
    )
    rows = PlanLine.objects.visible_to(request.user).filter(plan__in=plans)
    return get_object_or_404(rows.select_related("plan__unit", "project"), public_id=public_id)


def _address(request: Any, plan: ParticipationPlan) -> tuple[str, str, str]:
    return "participation_plan_detail", request.municipality.slug, plan.public_id


def _on(request: Any, plan: ParticipationPlan, message: str) -> HttpResponse:
    return done(request, message, *_address(request, plan))
