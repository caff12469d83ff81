"""My page: everything held, contact, limits, a pause, who has looked, a copy on paper, and leaving."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, refused
from representatives.registry import services as registry
from representatives.registry.models import Representative
from representatives.selfservice import queries, services
from representatives.selfservice.forms import ContactForm, LimitsForm, PauseForm
from representatives.selfservice.own import form_or_done, own_person, said_by


@require(Permission.MY_PAGE)
def my_page(request: Any) -> HttpResponse:
    """Everything that is held about the person, in plain words, each part with the way to change it."""
    person = queries.own_profile(request.user, request.municipality)
    held = queries.held(person, today=timezone.localdate()) if person else None
    return render(request, "representatives/selfservice/page.html", {"held": held})


@require(Permission.MY_PAGE)
def my_contact_edit(request: Any) -> HttpResponse:
    """Name, how to be reached, language, where the person lives."""
    return _profile(request, ContactForm, _("About you"))


@require(Permission.MY_PAGE)
def my_limits_edit(request: Any) -> HttpResponse:
    """How much is enough."""
    return _profile(request, LimitsForm, _("How much suits you"))


@require(Permission.MY_PAGE)
def my_pause(request: Any) -> HttpResponse:
    """A pause until a day, or without an end; nobody asks while it lasts."""
    person = own_person(request)
    form = PauseForm(request.POST if request.method == "POST" else None)
    return form_or_done(
        request,
        form,
        lambda: services.pause(until=form.cleaned_data["until"], **said_by(request, person)),
        (services.CannotPause,),
        message=_("You are taking a pause. Nobody asks you until it ends."),
        to="my_page",
        title=_("Take a pause"),
        lead=_("You stay in the network, and nobody asks you while the pause lasts. You need not say why."),
        save=_("Take a pause"),
        back="my_page",
    )


@require(Permission.MY_PAGE)
@require_POST
def my_pause_end(request: Any) -> HttpResponse:
    """The pause is over."""
    try:
        services.end_pause(**said_by(request, own_person(request)))
    except services.CannotPause as refusal:
        return refused(request, refusal, "my_page", request.municipality.slug)
    return done(request, _("Welcome back. You can be asked again."), "my_page", request.municipality.slug)


@require(Permission.MY_PAGE)
def my_look_list(request: Any) -> HttpResponse:
    """Who has looked at what is held about the person, when and what for."""
    looks = queries.looks_at(own_person(request))
    return render(request, "representatives/selfservice/looks.html", {"looks": looks})


@require(Permission.MY_PAGE)
@require_POST
def my_copy_ask(request: Any) -> HttpResponse:
    """Asks for everything on paper, or takes the wish back with `take_back`."""
    asked = said_by(request, own_person(request))
    if "take_back" not in request.POST:
        services.ask_for_copy(**asked)
        text = _("The facilitator sends you everything on paper.")
        return done(request, text, "my_page", request.municipality.slug)
    try:
        services.take_back_copy(**asked)
    except services.CannotAsk as refusal:
        return refused(request, refusal, "my_page", request.municipality.slug)
    return done(request, _("No copy is sent."), "my_page", request.municipality.slug)


@require(Permission.MY_PAGE)
def my_leave(request: Any) -> HttpResponse:
    """Says what goes and what stays; a POST leaves the network at once."""
    person = own_person(request)
    if request.method != "POST":
        held = queries.held(person, today=timezone.localdate())
        return render(request, "representatives/selfservice/leave.html", {"held": held})
    left = Representative.State.LEFT
    try:
        registry.move(to=left, reason=_("Left on My page"), thanks=True, **said_by(request, person))
    except registry.CannotMove as refusal:
        return refused(request, refusal, "my_page", request.municipality.slug)
    return done(
        request,
        _("You have left the network. Thank you for taking part."),
        "my_page",
        request.municipality.slug,
    )


def _profile(request: Any, shape: type[Any], title: str) -> HttpResponse:
    """One part of the own profile; a form reads the row, and the service locks and changes it."""
    person = own_person(request)
    form = shape(request.POST or None, instance=own_person(request))
    return form_or_done(
        request,
        form,
        lambda: registry.update(changes=form.cleaned_data, **said_by(request, person)),
        (),
        message=_("Saved."),
        to="my_page",
        title=title,
        save=_("Save"),
        back="my_page",
    )
