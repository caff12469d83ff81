"""Candidates as pages: who fits, why not, choosing. The row is called `wanted`, as in the pages of requests."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading as looks
from config.core.audit import services as audit
from config.core.ui.responses import done, form_page, fragment, refused
from projects.candidates import noting, queries, reading, services
from projects.candidates.board import board
from projects.candidates.finding import list_address, person_of, wanted_of
from projects.candidates.forms import ChoiceForm, WhyNotForm
from projects.candidates.models import Choice
from projects.candidates.reading import Look, look_of
from projects.requests.models import Request
from representatives.registry.models import Representative

LIST = "projects/candidates/list.html"


@require(Permission.CANDIDATES_READ)
def candidate_list(request: Any, request_id: str) -> HttpResponse:
    """Who fits, in groups and in words. The look, and what was shown, are kept."""
    wanted = wanted_of(request, request_id)
    return render(request, LIST, _listed(request, wanted, look_of(request.GET)))


@require(Permission.CANDIDATES_READ)
def candidate_why_not(request: Any, request_id: str) -> HttpResponse:
    """*Why not?* for anyone in the network, by name."""
    wanted = wanted_of(request, request_id)
    form = WhyNotForm(request.GET or None)
    name = form.cleaned_data["name"].strip() if form.is_valid() else ""
    at = timezone.now()
    found = []
    if name:
        people = queries.named(user=request.user, municipality=request.municipality, text=name)
        found = queries.explain(request=wanted, people=people, at=at)
        audit.record_many(_read(one.representative, request.user, at) for one in found)
    context = {"wanted": wanted, "form": form, "name": name, "found": found, "is_open": _is_open(wanted)}
    return render(request, "projects/candidates/why_not.html", context)


@require(Permission.CANDIDATES_CHOOSE)
def candidate_choose(request: Any, request_id: str, representative_id: str) -> HttpResponse:
    """One decision about one person; asks for a reason when something stands against it."""
    wanted, person = wanted_of(request, request_id), person_of(request, representative_id)
    at = timezone.now()
    form = ChoiceForm(request.POST or None, initial={"decision": Choice.Decision.CHOSEN})
    if request.method == "POST" and form.is_valid():
        try:
            services.choose(
                request=wanted, representative=person, by=request.user, at=at, **form.cleaned_data
            )
        except services.ReasonMissing as refusal:
            if request.htmx:
                return refused(request, refusal, request.path)
            form.add_error("reason", str(refusal))
        except services.CannotChoose as refusal:
            return refused(request, refusal, list_address(wanted, look_of(request.POST)))
        else:
            return _decided(request, wanted, person, form.cleaned_data["decision"])
    looks.looked(request, person, "candidates", "name", "terms")
    people = Representative.objects.filter(pk=person.pk)
    explained = queries.explain(request=wanted, people=people, at=at)[0]
    context = {"wanted": wanted, "person": person, "explained": explained}
    return form_page(request, "projects/candidates/choose.html", form, context)


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def candidate_take_back(request: Any, request_id: str, representative_id: str) -> HttpResponse:
    """Takes a decision back."""
    wanted, person = wanted_of(request, request_id), person_of(request, representative_id)
    look = look_of(request.POST)
    try:
        services.take_back(request=wanted, representative=person, by=request.user, at=timezone.now())
    except services.CannotChoose as refusal:
        return refused(request, refusal, list_address(wanted, look))
    return _onward(request, wanted, look, person, _("The choice is taken back."))


def _listed(request: Any, wanted: Request, look: Look) -> dict[str, Any]:
    """Everything that the list shows for one look; writes the look and what was shown."""
    at = timezone.now()
    found = queries.listing(request=wanted, user=request.user, at=at, limit=look.limit)
    notes = noting.notes_of(request=wanted)
    groups, listing = reading.cards(found=found, look=look, notes=notes, at=at)
    services.record_reading(request=wanted, by=request.user, at=at)
    services.keep_showing(
        listing=listing,
        request=wanted,
        by=request.user,
        at=at,
        is_blind=look.is_blind,
        is_least_read_first=look.is_least_read_first,
    )
    decided = board(request=wanted, at=at, seen=found)
    return {
        "wanted": wanted,
        "found": found,
        "groups": groups,
        "board": reading.hidden(decided, wanted) if look.is_blind else decided,
        "look": look,
        "today": timezone.localdate(at),
        "is_open": _is_open(wanted),
    }


def _decided(request: Any, wanted: Request, person: Representative, decision: str) -> HttpResponse:
    look = look_of(request.POST)
    name = reading.veiled(wanted, person).name if look.is_blind else person.name
    texts = {
        Choice.Decision.CHOSEN: _("%(name)s is chosen. Nobody is asked until you send the invitations."),
        Choice.Decision.SHORTLISTED: _("You are considering %(name)s."),
        Choice.Decision.LATER: _("%(name)s is kept for later."),
        Choice.Decision.NOT_CHOSEN: _("%(name)s is not asked this time."),
    }
    return _onward(request, wanted, look, person, texts[Choice.Decision(decision)] % {"name": name})


def _onward(request: Any, wanted: Request, look: Look, person: Representative, message: str) -> HttpResponse:
    """The list anew: its fragment for htmx, so that nothing jumps; else the page, at the person."""
    if request.htmx:
        return fragment(request, f"{LIST}#candidates", _listed(request, wanted, look), message=message)
    return done(request, message, list_address(wanted, look, person.public_id))


def _is_open(wanted: Request) -> bool:
    return wanted.state == Request.State.OPEN


def _read(person: Representative, by: Any, at: Any) -> Any:
    return audit.line("representative.read", obj=person, by=by, at=at, subject=person, purpose="candidates")
