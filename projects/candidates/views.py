"""Candidates as pages: who fits, why not, choosing. The row is called `wanted`, as in the pages of requests."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading
from config.core.audit import services as audit
from config.core.ui.responses import done, form_page, refused
from projects.candidates import queries, services
from projects.candidates.forms import ChoiceForm, WhyNotForm
from projects.candidates.models import Choice
from projects.requests import queries as requests
from projects.requests.models import Request
from projects.requests.services import CannotMove
from representatives.registry.models import Representative


@require(Permission.CANDIDATES_READ)
def candidate_list(request: Any, request_id: str) -> HttpResponse:
    """Who fits, in groups and in words. The look, and what was shown, are kept."""
    wanted = _wanted(request, request_id)
    at = timezone.now()
    limit = None if request.GET.get("all") else queries.FIRST
    found = queries.listing(request=wanted, user=request.user, at=at, limit=limit)
    services.record_reading(request=wanted, by=request.user, at=at)
    services.keep_showing(listing=found.listing, request=wanted, by=request.user, at=at)
    context = {"wanted": wanted, "found": found, "is_open": wanted.state == Request.State.OPEN}
    return render(request, "projects/candidates/list.html", context)


@require(Permission.CANDIDATES_READ)
def candidate_why_not(request: Any, request_id: str) -> HttpResponse:
    """*Why not?* for anyone in the network, by name."""
    wanted = _wanted(request, request_id)
    form = WhyNotForm(request.GET or None)
    name = form.cleaned_data["name"].strip() if form.is_valid() else ""
    at = timezone.now()
    found = []
    if name:
        people = queries.named(user=request.user, municipality=request.municipality, text=name)
        found = queries.explain(request=wanted, people=people, at=at)
        audit.record_many(_read(one.representative, request.user, at) for one in found)
    context = {
        "wanted": wanted,
        "form": form,
        "name": name,
        "found": found,
        "is_open": wanted.state == Request.State.OPEN,
    }
    return render(request, "projects/candidates/why_not.html", context)


@require(Permission.CANDIDATES_CHOOSE)
def candidate_choose(request: Any, request_id: str, representative_id: str) -> HttpResponse:
    """One decision about one person; asks for a reason when something stands against it."""
    wanted, person = _wanted(request, request_id), _person(request, representative_id)
    at = timezone.now()
    form = ChoiceForm(request.POST or None, initial={"decision": Choice.Decision.CHOSEN})
    if request.method == "POST" and form.is_valid():
        try:
            services.choose(
                request=wanted, representative=person, by=request.user, at=at, **form.cleaned_data
            )
        except services.ReasonMissing as refusal:
            form.add_error("reason", str(refusal))
        except services.CannotChoose as refusal:
            return refused(request, refusal, _list_address(wanted))
        else:
            return done(request, _message(person, form.cleaned_data["decision"]), _list_address(wanted))
    reading.looked(request, person, "candidates", "name", "terms")
    people = Representative.objects.filter(pk=person.pk)
    explained = queries.explain(request=wanted, people=people, at=at)[0]
    context = {"wanted": wanted, "person": person, "explained": explained}
    return form_page(request, "projects/candidates/choose.html", form, context)


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def candidate_take_back(request: Any, request_id: str, representative_id: str) -> HttpResponse:
    """Takes a decision back."""
    wanted, person = _wanted(request, request_id), _person(request, representative_id)
    try:
        services.take_back(request=wanted, representative=person, by=request.user, at=timezone.now())
    except services.CannotChoose as refusal:
        return refused(request, refusal, _list_address(wanted))
    return done(request, _("The choice is taken back."), _list_address(wanted))


@require(Permission.PROJECTS_WRITE)
@require_POST
def request_close(request: Any, request_id: str) -> HttpResponse:
    """Closes the request and settles its round."""
    wanted = _wanted(request, request_id)
    address = reverse("request_detail", args=[request.municipality.slug, wanted.public_id])
    try:
        services.close_request(request=wanted, by=request.user, at=timezone.now())
    except CannotMove as refusal:
        return refused(request, refusal, address)
    return done(request, _("The request is closed. Nobody more is asked for it."), address)


def _wanted(request: Any, public_id: str) -> Request:
    rows = requests.detail(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows, public_id=public_id)


def _person(request: Any, public_id: str) -> Representative:
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    return get_object_or_404(people, public_id=public_id)


def _list_address(wanted: Request) -> str:
    return reverse("candidate_list", args=[wanted.municipality.slug, wanted.public_id])


def _message(person: Representative, decision: str) -> str:
    texts = {
        Choice.Decision.CHOSEN: _("%(name)s is chosen. Nobody is asked until you send the invitations."),
        Choice.Decision.LATER: _("%(name)s is kept for later."),
        Choice.Decision.NOT_CHOSEN: _("%(name)s is not asked this time."),
    }
    return texts[Choice.Decision(decision)] % {"name": person.name}


def _read(person: Representative, by: Any, at: Any) -> Any:
    return audit.line("representative.read", obj=person, by=by, at=at, subject=person, purpose="candidates")
