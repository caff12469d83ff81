"""Open calls on My page: which there are, what each is about, and saying that one is interested, or not after all."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.core.access.guards import require
from config.core.access.permissions import Permission
from config.core.ui.responses import done, form_page, refused
from projects.calls import collecting, offering, queries
from projects.calls.forms import OwnInterestForm
from projects.calls.models import Call, Interest
from representatives.selfservice.own import own_person


@require(Permission.MY_PAGE)
def my_call_list(request: Any) -> HttpResponse:
    """Those that fit what the person chose to hear about, then the others; both are open to everybody."""
    offered = offering.offered_to(own_person(request), timezone.localdate())
    context = {
        "chosen": [one for one in offered if one.is_chosen],
        "others": [one for one in offered if not one.is_chosen],
    }
    return render(request, "projects/calls/own_list.html", context)


@require(Permission.MY_PAGE)
def my_call_detail(request: Any, call_id: str) -> HttpResponse:
    """What is wanted, the button, and a few words; afterwards what happens now, and how to take it back."""
    person = own_person(request)
    call = _call(person, call_id)
    form = OwnInterestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at, said = timezone.now(), form.cleaned_data
        try:
            collecting.say(
                call=call, representative=person, said_by=Interest.By.MY_PAGE, by=request.user, at=at, **said
            )
        except collecting.CannotSay as refusal:
            form.add_error(None, str(refusal))
        else:
            message = _("Thank you for being interested. Everyone gets an answer.")
            return done(request, message, "my_call_detail", request.municipality.slug, call.public_id)
    context = {
        "call": call,
        "wanted": call.request,
        "project": call.request.project,
        "said": queries.own(call, person),
    }
    return form_page(request, "projects/calls/own_detail.html", form, context)


@require(Permission.MY_PAGE)
@require_POST
def my_call_drop(request: Any, call_id: str) -> HttpResponse:
    """Not interested after all."""
    person = own_person(request)
    call = _call(person, call_id)
    said = get_object_or_404(Interest.objects.standing(), call=call, representative=person)
    try:
        collecting.take_back(interest=said, by=request.user, at=timezone.now())
    except collecting.CannotSay as refusal:
        return refused(request, refusal, "my_call_detail", request.municipality.slug, call.public_id)
    message = _("You are not interested any more. What you wrote is deleted.")
    return done(request, message, "my_call_detail", request.municipality.slug, call.public_id)


def _call(person: Any, public_id: str) -> Call:
    return get_object_or_404(offering.open_to(person, timezone.localdate()), public_id=public_id)
