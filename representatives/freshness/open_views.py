""" "Still right?": what is kept by kind, and four ways to answer. Without sign-in, script or cookies.

The token in the address is the right to answer this one question and to nothing else (see `core.ui.open_pages`).
GET and HEAD change nothing: programs that follow links answer nothing.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from config.core.access.guards import public
from config.core.ui import open_pages
from config.core.ui.responses import form_page
from representatives.consent.models import Consent
from representatives.freshness import links, queries, services
from representatives.freshness.forms import OwnAnswerForm, PauseForm, RenewalsForm
from representatives.freshness.models import Checkup
from representatives.proxies.queries import reached_by

Reply = Checkup.Reply
Page = Callable[[Any, Checkup, str], HttpResponse]


@public("a person answers by the link in the letter; only this one question can be answered")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def still_right_open(request: Any, token: str) -> HttpResponse:
    """Yes, still right; or something has changed. The other two answers have a page of their own."""
    return _behind(request, token, _first)


@public("a person answers by the link in the letter; only this one question can be answered")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def still_right_pause(request: Any, token: str) -> HttpResponse:
    """A pause until a day."""
    return _behind(request, token, _pause)


@public("a person answers by the link in the letter; only this one question can be answered")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def still_right_leave(request: Any, token: str) -> HttpResponse:
    """What happens when one leaves; a press does it."""
    return _behind(request, token, _leave)


def _behind(request: Any, token: str, page: Page) -> HttpResponse:
    """The page that a link opens, in the person's language; the kind page where it opens nothing."""
    checkup = links.find(token)
    own = checkup.representative.speaks if checkup else ""
    with translation.override(open_pages.language(request, own)):
        if checkup is None:
            return open_pages.told(open_pages.unknown(request))
        if request.method == "POST" and open_pages.is_foreign(request):
            raise PermissionDenied
        if not checkup.is_settled and not services.can_answer(checkup):
            closed = "representatives/freshness/open/closed.html"
            return open_pages.told(render(request, closed, _context(checkup, token), status=410))
        if checkup.is_settled:
            return open_pages.told(
                render(request, "representatives/freshness/open/done.html", _context(checkup, token))
            )
        return open_pages.told(page(request, checkup, token))


def _first(request: Any, checkup: Checkup, token: str) -> HttpResponse:
    form = OwnAnswerForm(request.POST if request.method == "POST" else None, wanted=_wanted(checkup))
    if form.is_bound and form.is_valid() and _kept(form, checkup, form.cleaned_data["reply"]):
        return open_pages.onward(request, "still_right_open", token)
    context = _context(checkup, token) | {"kept": queries.kept_kinds(checkup.representative)}
    return form_page(request, "representatives/freshness/open/first.html", form, context)


def _pause(request: Any, checkup: Checkup, token: str) -> HttpResponse:
    form = PauseForm(request.POST if request.method == "POST" else None, wanted=_wanted(checkup))
    if form.is_bound and form.is_valid() and _kept(form, checkup, Reply.PAUSE, form.cleaned_data["until"]):
        return open_pages.onward(request, "still_right_open", token)
    return form_page(request, "representatives/freshness/open/pause.html", form, _context(checkup, token))


def _leave(request: Any, checkup: Checkup, token: str) -> HttpResponse:
    form = RenewalsForm(request.POST if request.method == "POST" else None, wanted=[])
    if form.is_bound and form.is_valid() and _kept(form, checkup, Reply.LEAVE):
        return open_pages.onward(request, "still_right_open", token)
    policy = queries.policy_of(checkup.municipality_id)
    context = _context(checkup, token) | {"days": policy.erase_left_after_days}
    return form_page(request, "representatives/freshness/open/leave.html", form, context)


def _kept(form: RenewalsForm, checkup: Checkup, reply: str, until: date | None = None) -> bool:
    """Whether the answer was taken; where it was refused the form says why."""
    try:
        services.answer(
            checkup=checkup,
            reply=reply,
            channel=Consent.Channel.FORM,
            until=until,
            renewals=form.renewals(),
            at=timezone.now(),
        )
    except services.CannotAnswer as refusal:
        form.name_unsaid()
        if not form.errors:
            form.add_error("until" if "until" in form.fields else None, str(refusal))
        return False
    return True


def _wanted(checkup: Checkup) -> list[queries.Wanted]:
    return queries.wanted_of(checkup.representative, today=timezone.localdate())


def _context(checkup: Checkup, token: str) -> dict[str, Any]:
    return {
        "checkup": checkup,
        "token": token,
        "municipality": checkup.municipality,
        # The letter with the link went to the proxy, where there is one.
        "is_proxy": reached_by(checkup.representative).is_proxy,
        "languages_here": open_pages.switch(),
    }
