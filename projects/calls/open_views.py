"""The page of a call: what is wanted, until when, and one large button. Without sign-in, script or cookies.

Anybody may open it by its code; by the link in a letter a person of the network says for themselves that they are
interested. GET and HEAD change nothing: programs that follow links say nothing for anybody.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from config.core.access.guards import public
from config.core.ui import open_pages
from config.core.ui.responses import form_page
from projects.calls import collecting, links, queries
from projects.calls.forms import OwnInterestForm
from projects.calls.models import Call, Interest, Notice
from representatives.proxies.queries import reached_by


@public("anybody may read what is wanted; nothing about anybody is shown, and nothing is kept")
@require_safe
def call_open(request: Any, code: str) -> HttpResponse:
    """What is wanted, and the way in for somebody new."""
    call = queries.by_code(code)
    with translation.override(open_pages.language(request, call.municipality.language if call else "")):
        if call is None:
            return open_pages.told(open_pages.unknown(request))
        if not call.takes_interest_on(timezone.localdate()):
            return open_pages.told(_closed(request, call))
        channel = call.channel
        has_way_in = channel is not None and channel.is_open_on(timezone.localdate())
        context = _context(call) | {"join_code": channel.code if channel and has_way_in else ""}
        return open_pages.told(render(request, "projects/calls/open/page.html", context))


@public(
    "a person says by the link in the letter that they are interested in this call; nothing else can be done"
)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def call_open_own(request: Any, code: str, token: str) -> HttpResponse:
    """What is wanted, the button, and a few words; afterwards a thank-you, and how to take it back."""
    call = queries.by_code(code)
    notice = links.find(call.code, token) if call else None
    own = notice.representative.speaks if notice else ""
    with translation.override(open_pages.language(request, own)):
        if call is None or notice is None:
            return open_pages.told(open_pages.unknown(request))
        if request.method == "POST":
            if open_pages.is_foreign(request):
                raise PermissionDenied
            return open_pages.told(_said(request, call, notice, token))
        return open_pages.told(_own_page(request, call, notice, OwnInterestForm()))


def _said(request: Any, call: Call, notice: Notice, token: str) -> HttpResponse:
    """Keeps what was said, or takes it back."""
    form = OwnInterestForm(request.POST)
    at, person = timezone.now(), notice.representative
    if not form.is_valid():
        return _own_page(request, call, notice, form)
    try:
        if "take_back" in request.POST:
            said = queries.own(call, person)
            if said is not None:
                collecting.take_back(interest=said, by=None, at=at)
        else:
            # The letter with the link went to the proxy, where there is one.
            by = Interest.By.PROXY if reached_by(person).is_proxy else Interest.By.LINK
            collecting.say(call=call, representative=person, said_by=by, at=at, **form.cleaned_data)
    except collecting.CannotSay:
        return _closed(request, call)
    return open_pages.onward(request, "call_open_own", call.code, token)


def _own_page(request: Any, call: Call, notice: Notice, form: OwnInterestForm) -> HttpResponse:
    said = queries.own(call, notice.representative)
    if said is None and not call.takes_interest_on(timezone.localdate()):
        return _closed(request, call)
    context = _context(call) | {
        "said": said,
        "is_proxy": reached_by(notice.representative).is_proxy,
        # Only that something was written: what it says is the person's own, and a link can be passed on.
        "has_written": said is not None and said.words != "",
        "is_taking": call.takes_interest_on(timezone.localdate()),
    }
    return form_page(request, "projects/calls/open/own.html", form, context)


def _closed(request: Any, call: Call) -> HttpResponse:
    """410: the last day has passed, or nobody more is sought; and whom to call."""
    return render(request, "projects/calls/open/closed.html", _context(call), status=410)


def _context(call: Call) -> dict[str, Any]:
    return {
        "call": call,
        "wanted": call.request,
        "project": call.request.project,
        "municipality": call.municipality,
        "languages_here": open_pages.switch(),
    }
