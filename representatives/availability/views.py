"""When a person can, as the facilitator writes it down with the person's word."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.ui.responses import done, form_page
from representatives.availability import queries, services
from representatives.availability.forms import DaysForm, WeekForm
from representatives.availability.models import DayException
from representatives.registry.models import Representative


@require(Permission.REGISTRY_WRITE)
def availability_detail(request: Any, representative_id: str) -> HttpResponse:
    """The usual week as boxes, until when, and days that are otherwise; a POST keeps the week."""
    person = _person(request, representative_id)
    at = timezone.now()
    initial = WeekForm.initial_of(queries.pattern_of(person), person.availability)
    form = WeekForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.say(representative=person, by=request.user, at=at, **form.cleaned_data)
        except services.CannotSay as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "representative_detail", *_address(request, person))
    reading.looked(request, person, "registry", "name", "availability")
    days = queries.days_to_come(person, timezone.localdate(at))
    return form_page(
        request, "representatives/availability/detail.html", form, {"person": person, "days": days}
    )


@require(Permission.REGISTRY_WRITE)
def availability_day_add(request: Any, representative_id: str) -> HttpResponse:
    """Days when the person is away, or can although it is not usual."""
    person = _person(request, representative_id)
    form = DaysForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_days(representative=person, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.CannotSay as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Saved."), "availability_detail", *_address(request, person))
    reading.looked(request, person, "registry", "name")
    context = {"person": person, "title": _("Days that are different"), "lead": "", "save": _("Add")}
    return form_page(request, "representatives/registry/person_form.html", form, context)


@require(Permission.REGISTRY_WRITE)
@require_POST
def availability_day_drop(request: Any, representative_id: str, day_exception_id: str) -> HttpResponse:
    """Takes such days away again."""
    person = _person(request, representative_id)
    rows = DayException.objects.visible_to(request.user).select_related("representative")
    days = get_object_or_404(rows, representative=person, public_id=day_exception_id)
    services.drop_days(days=days, by=request.user, at=timezone.now())
    return done(request, _("Removed."), "availability_detail", *_address(request, person))


def _address(request: Any, person: Representative) -> tuple[str, str]:
    return request.municipality.slug, person.public_id


def _person(request: Any, public_id: str) -> Representative:
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(people, public_id=public_id)
