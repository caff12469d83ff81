"""My page: when it suits, who sees what, what is needed, and who answers."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, refused
from representatives.availability import queries as availability
from representatives.availability import services as saying
from representatives.availability.forms import DaysForm, WeekForm
from representatives.availability.models import DayException
from representatives.proxies import queries as proxies
from representatives.proxies import services as naming
from representatives.proxies.forms import ProxyForm
from representatives.selfservice.own import form_or_done, own_person, said_by
from representatives.support_needs import services as needing
from representatives.support_needs.forms import SupportNeedForm
from representatives.support_needs.models import SupportNeed
from representatives.visibility import queries as visibility
from representatives.visibility import services as choosing
from representatives.visibility.forms import VisibilityForm


@require(Permission.MY_PAGE)
def my_availability(request: Any) -> HttpResponse:
    """The usual week as boxes, until when, and days that are different."""
    person = own_person(request)
    initial = WeekForm.initial_of(availability.pattern_of(person), person.availability)
    form = WeekForm(request.POST if request.method == "POST" else None, initial=initial)
    return form_or_done(
        request,
        form,
        lambda: saying.say(**said_by(request, person), **form.cleaned_data),
        (saying.CannotSay,),
        message=_("Saved."),
        to="my_page",
        template="representatives/selfservice/when.html",
        days=availability.days_to_come(person, timezone.localdate()),
    )


@require(Permission.MY_PAGE)
def my_day_add(request: Any) -> HttpResponse:
    """Days when the person is away, or can although it is not usual."""
    person = own_person(request)
    form = DaysForm(request.POST or None)
    return form_or_done(
        request,
        form,
        lambda: saying.add_days(**said_by(request, person), **form.cleaned_data),
        (saying.CannotSay,),
        message=_("Saved."),
        to="my_availability",
        title=_("Days that are different"),
        save=_("Add"),
        back="my_availability",
    )


@require(Permission.MY_PAGE)
@require_POST
def my_day_drop(request: Any, day_exception_id: str) -> HttpResponse:
    """Those days are as the week again."""
    rows = DayException.objects.visible_to(request.user).select_related("representative")
    days = get_object_or_404(rows, representative=own_person(request), public_id=day_exception_id)
    saying.drop_days(days=days, by=request.user, at=timezone.now())
    return done(request, _("Removed."), "my_availability", request.municipality.slug)


@require(Permission.MY_PAGE)
def my_visibility(request: Any) -> HttpResponse:
    """For each part of the profile who may see it."""
    person = own_person(request)
    form = VisibilityForm(request.POST or None, initial=visibility.audiences_of(person))
    return form_or_done(
        request,
        form,
        lambda: choosing.choose_all(audiences=form.cleaned_data, **said_by(request, person)),
        (choosing.CannotChoose,),
        message=_("Saved."),
        to="my_page",
        template="representatives/selfservice/visibility.html",
        shares=visibility.shares(person),
        is_mediated=person.is_mediated,
    )


@require(Permission.MY_PAGE)
def my_support_need_list(request: Any) -> HttpResponse:
    """What the person needs, and what it may be used for."""
    needs = SupportNeed.objects.filter(representative=own_person(request))
    return render(request, "representatives/selfservice/needs.html", {"needs": needs})


@require(Permission.MY_PAGE)
def my_support_need_add(request: Any) -> HttpResponse:
    """Keeps a need; a kind that is there already gets the new words."""
    person = own_person(request)
    form = SupportNeedForm(request.POST or None)
    return form_or_done(
        request,
        form,
        lambda: needing.keep(**said_by(request, person), **form.cleaned_data),
        (needing.CannotNeed,),
        message=_("Saved."),
        to="my_support_need_list",
        title=_("What do you need?"),
        lead=_("So that you can take part. Only what you need, not why."),
        save=_("Save"),
        back="my_support_need_list",
    )


@require(Permission.MY_PAGE)
@require_POST
def my_support_need_drop(request: Any, support_need_id: str) -> HttpResponse:
    """Deletes a need at once."""
    rows = SupportNeed.objects.visible_to(request.user).select_related("representative")
    need = get_object_or_404(rows, representative=own_person(request), public_id=support_need_id)
    needing.drop(need=need, by=request.user, at=timezone.now())
    return done(request, _("Removed."), "my_support_need_list", request.municipality.slug)


@require(Permission.MY_PAGE)
def my_proxy(request: Any) -> HttpResponse:
    """Who answers for the person now, and a form for naming somebody."""
    person = own_person(request)
    form = ProxyForm(request.POST or None)
    return form_or_done(
        request,
        form,
        lambda: naming.name(**said_by(request, person), **form.cleaned_data),
        (naming.CannotName,),
        message=_("Saved."),
        to="my_proxy",
        template="representatives/selfservice/proxy.html",
        proxy=proxies.current_of(person),
    )


@require(Permission.MY_PAGE)
@require_POST
def my_proxy_end(request: Any) -> HttpResponse:
    """The person answers alone from now on."""
    try:
        naming.end(**said_by(request, own_person(request)))
    except naming.CannotEnd as refusal:
        return refused(request, refusal, "my_proxy", request.municipality.slug)
    text = _("You answer alone from now on.")
    return done(request, text, "my_proxy", request.municipality.slug)
