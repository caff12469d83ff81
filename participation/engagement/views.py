"""Engagement as pages: the ladder of units, one unit, one professional, and what is held about oneself."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.audit import services as audit
from config.core.organisations.models import Unit
from config.core.ui.responses import done, form_page
from participation.engagement import happenings, knowing, queries, relations, services, trend
from participation.engagement.forms import FactForm, ProfessionalEditForm, ProfessionalForm, StepForm
from participation.engagement.glad import GladToHelp
from participation.engagement.models import Professional
from participation.engagement.relations import Relation
from participation.engagement.ties import Tie


@require(Permission.ENGAGEMENT_READ)
def engagement_list(request: Any) -> HttpResponse:
    """Units on the ladder, now and wanted; those that nobody has clarified first."""
    units = queries.units(user=request.user).of(request.municipality)
    standings = queries.standings(units)
    wide, narrow = queries.ladder_of(standings)
    context = {
        "standings": standings,
        "gaps": [standing.unit for standing in standings if not standing.is_clarified],
        "chart": wide,
        "narrow": narrow,
    }
    return render(request, "participation/engagement/list.html", context)


@require(Permission.ENGAGEMENT_READ)
def engagement_unit(request: Any, unit_id: str) -> HttpResponse:
    """One unit: its steps over time, and who works there with the last contact."""
    unit = _unit(request, unit_id, Permission.ENGAGEMENT_READ)
    steps = queries.history(unit)
    wide, narrow = queries.movement_of(steps)
    people = queries.professionals(
        user=request.user, municipality=request.municipality, today=timezone.localdate()
    )
    reading.listed(request, Professional, "engagement", "name", "last_contact")
    context = {
        "unit": unit,
        "steps": steps,
        "chart": wide,
        "narrow": narrow,
        "way": trend.way(steps),
        "not_known": trend.not_known(steps[0] if steps else None, today=timezone.localdate()),
        "people": people.filter(unit=unit, is_active=True),
    }
    return render(request, "participation/engagement/unit.html", context)


@require(Permission.ENGAGEMENT_WRITE)
def step_set(request: Any, unit_id: str) -> HttpResponse:
    """Sets where the unit stands and where it is wanted."""
    unit = _unit(request, unit_id, Permission.ENGAGEMENT_WRITE)
    at = timezone.now()
    current = queries.standings([unit])[0].step
    initial = {"step": current.step, "wanted": current.wanted} if current else {}
    form = StepForm(request.POST or None, today=timezone.localdate(at), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_step(unit=unit, by=request.user, at=at, **form.cleaned_data)
        except services.CannotSet as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("The step is set."), "engagement_unit", request.municipality.slug, unit_id)
    return form_page(request, "participation/engagement/step.html", form, {"unit": unit})


@require(Permission.ENGAGEMENT_READ)
def professional_detail(request: Any, professional_id: str) -> HttpResponse:
    """One professional: facts left, what has happened right, and a form for one more. The look is logged."""
    person = _professional(request, professional_id)
    at = timezone.now()
    audit.record_read(person, by=request.user, at=at, purpose="engagement", fields=["facts"])
    today = timezone.localdate(at)
    context = {
        "person": person,
        "facts": happenings.of(person, today=today),
        "form": FactForm(today=today),
        "relations": relations.told(Relation.objects.visible_to(request.user), person),
        "ties": knowing.told(Tie.objects.visible_to(request.user), person),
        "glad": GladToHelp.objects.filter(professional=person).first(),
        "today": today,
        "opens_rows": Permission.ENGAGEMENT_WRITE in request.permissions,
    }
    return render(request, "participation/engagement/professional.html", context)


@require(Permission.ENGAGEMENT_OWN)
def professional_own(request: Any) -> HttpResponse:
    """Everything that is held about the person who is signed in."""
    rows = Professional.objects.visible_to(request.user).of(request.municipality).filter(user=request.user)
    person = rows.select_related("unit").first()
    context: dict[str, Any] = {"person": person}
    if person:
        today = timezone.localdate()
        context |= {
            "facts": happenings.of(person, today=today),
            "relations": relations.told(Relation.objects.visible_to(request.user), person),
            "ties": knowing.told(Tie.objects.visible_to(request.user), person),
            "glad": GladToHelp.objects.filter(professional=person).first(),
            "today": today,
            "opens_rows": True,
        }
    return render(request, "participation/engagement/own.html", context)


@require(Permission.ENGAGEMENT_WRITE)
def professional_create(request: Any) -> HttpResponse:
    """Adds someone who works in a unit."""
    units = _writable(request)
    form = ProfessionalForm(
        request.POST or None, units=units, initial={"unit": request.GET.get("unit", "")[:22]}
    )
    if request.method == "POST" and form.is_valid():
        person = services.create_professional(
            municipality=request.municipality, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        message = _("%(name)s is added.") % {"name": person.name}
        return done(request, message, "professional_detail", request.municipality.slug, person.public_id)
    return form_page(request, "participation/engagement/professional_form.html", form)


@require(Permission.ENGAGEMENT_WRITE)
def professional_edit(request: Any, professional_id: str) -> HttpResponse:
    """Changes what is kept about a professional."""
    person = _professional(request, professional_id)
    shown = ("name", "job", "email", "language", "is_active")
    initial = {name: getattr(person, name) for name in shown} | {"unit": person.unit.public_id}
    form = ProfessionalEditForm(request.POST or None, units=_writable(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        services.update_professional(
            professional=person, changes=form.cleaned_data, by=request.user, at=timezone.now()
        )
        return done(request, _("Saved."), "professional_detail", request.municipality.slug, professional_id)
    reading.looked(request, person, "engagement", "profile")
    return form_page(request, "participation/engagement/professional_form.html", form, {"person": person})


@require(Permission.ENGAGEMENT_WRITE)
def fact_record(request: Any, professional_id: str) -> HttpResponse:
    """Writes down a contact or another fact."""
    person = _professional(request, professional_id)
    at = timezone.now()
    form = FactForm(request.POST or None, today=timezone.localdate(at))
    if request.method == "POST" and form.is_valid():
        try:
            services.record_fact(professional=person, by=request.user, at=at, **form.cleaned_data)
        except services.CannotRecord as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(
                request, _("Written down."), "professional_detail", request.municipality.slug, professional_id
            )
    return form_page(request, "participation/engagement/fact.html", form, {"person": person})


def _unit(request: Any, public_id: str, permission: Permission) -> Unit:
    units = Unit.objects.reached_by(request.user, permission).of(request.municipality)
    return get_object_or_404(units, public_id=public_id)


def _writable(request: Any) -> Any:
    return Unit.objects.reached_by(request.user, Permission.ENGAGEMENT_WRITE).of(request.municipality)


def _professional(request: Any, public_id: str) -> Professional:
    rows = Professional.objects.visible_to(request.user).of(request.municipality).select_related("unit")
    return get_object_or_404(rows, public_id=public_id)
