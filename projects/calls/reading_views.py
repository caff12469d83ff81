"""Reading interest in a call: in the order of a draw, without names until each is read, and one answer for everyone."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.audit import reading as looks
from config.core.audit import services as audit
from config.core.ui.responses import done, form_page, refused
from projects.calls import collecting, deciding, queries
from projects.calls.forms import DecisionForm, FindForm, RegisterForm
from projects.calls.models import Call, Interest
from projects.candidates import queries as candidates
from projects.candidates.services import CannotChoose, ReasonMissing
from representatives.registry.models import Representative


@require(Permission.CANDIDATES_READ)
def interest_list(request: Any, call_id: str) -> HttpResponse:
    """Everyone who is interested, in the order of the draw; how many are read, and what each is answered."""
    call = _call(request, call_id)
    found = queries.reading(call)
    looks.listed(request, Interest, "calls", "name", "answer")
    context = {"call": call, "wanted": call.request, "found": found}
    return render(request, "projects/calls/interest_list.html", context)


@require(Permission.CANDIDATES_READ)
def interest_detail(request: Any, call_id: str, interest_id: str) -> HttpResponse:
    """One interest: the words and how it fits; who it is once it is read, or where names are not hidden."""
    call = _call(request, call_id)
    return _detail(request, call, _interest(request, call, interest_id), DecisionForm())


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def interest_read(request: Any, call_id: str, interest_id: str) -> HttpResponse:
    """Somebody has read it."""
    call = _call(request, call_id)
    interest = _interest(request, call, interest_id)
    try:
        deciding.mark_read(interest=interest, by=request.user, at=timezone.now())
    except deciding.CannotDecide as refusal:
        return refused(request, refusal, "interest_list", *_address(request, call))
    return done(
        request, _("Marked as read."), "interest_detail", *_address(request, call), interest.public_id
    )


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def interest_decide(request: Any, call_id: str, interest_id: str) -> HttpResponse:
    """Takes a person on as a candidate, or kindly not this time."""
    call = _call(request, call_id)
    interest = _interest(request, call, interest_id)
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            deciding.decide(interest=interest, by=request.user, at=timezone.now(), **form.cleaned_data)
        except ReasonMissing as refusal:
            form.add_error("reason", str(refusal))
        except (deciding.CannotDecide, CannotChoose) as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(
                request,
                _("Saved. The letter is sent when everyone has an answer."),
                "interest_list",
                *_address(request, call),
            )
    return _detail(request, call, interest, form)


@require(Permission.CANDIDATES_CHOOSE)
@require_POST
def interest_told(request: Any, call_id: str, interest_id: str) -> HttpResponse:
    """Somebody without e-mail has been told."""
    call = _call(request, call_id)
    interest = _interest(request, call, interest_id)
    try:
        deciding.mark_told(interest=interest, by=request.user, at=timezone.now())
    except deciding.CannotDecide as refusal:
        return refused(request, refusal, "interest_list", *_address(request, call))
    return done(request, _("Written down: the person is told."), "call_answer", *_address(request, call))


@require(Permission.CANDIDATES_CHOOSE)
def interest_find(request: Any, call_id: str) -> HttpResponse:
    """Who called or wrote, by name."""
    call = _call(request, call_id)
    form = FindForm(request.GET or None)
    name = form.cleaned_data["name"].strip() if form.is_valid() else ""
    people: Any = []
    if name:
        found = candidates.named(user=request.user, municipality=request.municipality, text=name)
        people = list(found.present())
        audit.record_many(_looked(person, request) for person in people)
    context = {"call": call, "form": form, "name": name, "people": people}
    return render(request, "projects/calls/interest_find.html", context)


@require(Permission.CANDIDATES_CHOOSE)
def interest_add(request: Any, call_id: str, representative_id: str) -> HttpResponse:
    """Writes down interest that came by phone or on paper."""
    call = _call(request, call_id)
    people = Representative.objects.visible_to(request.user).of(request.municipality)
    person = get_object_or_404(people, public_id=representative_id)
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"call": call, "representative": person, "recorded_by": request.user}
        try:
            collecting.say(at=timezone.now(), **said, **form.cleaned_data)
        except collecting.CannotSay as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("The interest is written down."), "call_detail", *_address(request, call))
    looks.looked(request, person, "calls", "name")
    return form_page(request, "projects/calls/interest_add.html", form, {"call": call, "person": person})


def _detail(request: Any, call: Call, interest: Interest, form: DecisionForm) -> HttpResponse:
    """The page of one interest, with the way to the next that is not read."""
    found = queries.reading(call)
    shown = next((row for row in found.rows if row.interest.pk == interest.pk), None)
    if shown is None:
        return refused(request, _("The person has taken it back."), "interest_list", *_address(request, call))
    waiting = (row for row in found.rows if row.interest.read_at is None and row is not shown)
    looks.looked(request, interest.representative, "calls", "interest")
    context = {
        "call": call,
        "wanted": call.request,
        "found": found,
        "shown": shown,
        "interest": shown.interest,
        "facts": queries.facts(shown.interest, at=timezone.now()),
        "next_one": next(waiting, None),
    }
    return form_page(request, "projects/calls/interest.html", form, context)


def _looked(person: Representative, request: Any) -> Any:
    now = {"by": request.user, "at": timezone.now()}
    return audit.line("representative.read", obj=person, subject=person, purpose="calls", **now)


def _call(request: Any, public_id: str) -> Call:
    rows = queries.detail(user=request.user, municipality=request.municipality)
    return get_object_or_404(rows, public_id=public_id)


def _interest(request: Any, call: Call, public_id: str) -> Interest:
    rows = Interest.objects.visible_to(request.user).select_related("call__request", "representative")
    found: Interest = get_object_or_404(rows, call=call, public_id=public_id)
    return found


def _address(request: Any, call: Call) -> tuple[str, str]:
    return request.municipality.slug, call.public_id
