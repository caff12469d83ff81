"""The answer page: what is asked, a few buttons, and what happens then. Without sign-in, script or cookies.

The token in the address is the right to answer this one invitation and to nothing else (see `core.ui.open_pages`).
GET and HEAD change nothing: programs that follow links answer nothing.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from config.core.access.guards import public
from config.core.ui import open_pages
from config.core.ui.responses import form_page
from participation.assignments import queries as assignments
from participation.invitations import afterwards, links, services
from participation.invitations.forms import OwnAnswerForm, UntilForm, WhyForm
from participation.invitations.models import Answer, Invitation
from representatives.proxies.queries import reached_by


@public("a person answers by the link in the letter; only this one answer can be given")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer_open(request: Any, token: str) -> HttpResponse:
    """What is asked, and the four answers; after an answer, what happens now and how to change it."""
    invitation = links.find(token, to_show=request.method != "POST")
    with translation.override(_language(request, invitation)):
        if invitation is None or invitation.state == Invitation.State.READY:
            return open_pages.told(open_pages.unknown(request))
        if request.method == "POST":
            return open_pages.told(_answer(request, invitation, token))
        if not invitation.is_open_on(timezone.localdate()):
            return open_pages.told(_closed(request, invitation))
        return open_pages.told(_page(request, invitation, OwnAnswerForm()))


@public("for one who got a letter that was meant for someone else")
@require_safe
def answer_not_me(request: Any, token: str) -> HttpResponse:
    """What to do with a letter that came to the wrong person. Changes nothing."""
    invitation = links.find(token)
    with translation.override(_language(request, invitation)):
        if invitation is None:
            return open_pages.told(open_pages.unknown(request))
        context = _context(request, invitation) | {"back": reverse("answer_open", args=[token])}
        return open_pages.told(render(request, "participation/answers/not_me.html", context))


@public("a person answers by the link in the letter; only this one answer can be given")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer_why(request: Any, token: str) -> HttpResponse:
    """Why not, for one who has said no and wants to say it."""
    return _after(request, token, WhyForm, services.say_why, "participation/answers/why.html")


@public("a person answers by the link in the letter; only this one answer can be given")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer_until(request: Any, token: str) -> HttpResponse:
    """Until when somebody who has said maybe wants to think."""
    return _after(request, token, UntilForm, services.think_until, "participation/answers/until.html")


def _after(request: Any, token: str, form_type: Any, keep: Callable[..., Any], template: str) -> HttpResponse:
    """What may be added to an answer, on a page after it."""
    invitation = links.find(token)
    with translation.override(_language(request, invitation)):
        if invitation is None or invitation.state == Invitation.State.READY:
            return open_pages.told(open_pages.unknown(request))
        if not invitation.is_open_on(timezone.localdate()):
            return open_pages.told(_closed(request, invitation))
        if request.method == "POST" and open_pages.is_foreign(request):
            raise PermissionDenied
        form = form_type(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                keep(invitation=invitation, at=timezone.now(), **form.cleaned_data)
            except services.CannotAnswer as refusal:
                form.add_error(None, str(refusal))
            else:
                return open_pages.told(open_pages.onward(request, "answer_open", token))
        context = _context(request, invitation)
        context |= {"back": reverse("answer_open", args=[token]), "here": request.get_full_path()}
        return open_pages.told(form_page(request, template, form, context))


def _answer(request: Any, invitation: Invitation, token: str) -> HttpResponse:
    if open_pages.is_foreign(request):
        raise PermissionDenied
    form = OwnAnswerForm(request.POST)
    if not form.is_valid() and invitation.is_open_on(timezone.localdate()):
        return _page(request, invitation, form)
    given = form.cleaned_data
    try:
        if "answer" not in given:
            return _closed(request, invitation)
        # The letter with the link went to the proxy, where there is one.
        is_proxy = reached_by(invitation.representative).is_proxy
        by = Answer.By.PROXY if is_proxy else Answer.By.LINK
        services.answer(invitation=invitation, by=by, at=timezone.now(), **given)
    except services.CannotAnswer:
        return _closed(request, invitation)
    return open_pages.onward(request, "answer_open", token)


def _page(request: Any, invitation: Invitation, form: OwnAnswerForm) -> HttpResponse:
    wanted = invitation.request
    last = invitation.answers.last()
    taken, token = assignments.running_in(wanted), services.token_of(invitation)
    has_seat = invitation.assignments.running().exists()
    context = _context(request, invitation) | {
        "wanted": wanted,
        "project": wanted.project,
        "others": wanted.seats - 1,
        # A yes waits, too, while others do.
        "is_full": not has_seat and (taken >= wanted.seats or services.next_in_line(wanted) is not None),
        "has_seat": has_seat,
        "is_offered": invitation.open_offer is not None,
        # Only that something was written: what it says may be about illness, and a link can be passed on.
        "has_written": last is not None and bool(last.message),
        "topics": reverse("my_topic_list", args=[invitation.municipality.slug]),
        "has_said_why": last is not None and bool(last.why),
        "afterwards": afterwards.parts(invitation, token),
        "why_form": WhyForm(),
        "until_form": UntilForm(initial={"until": invitation.maybe_until}),
        "ask_more": reverse("answer_question", args=[token]),
        **{page: reverse(f"answer_{page}", args=[token]) for page in ("not_me", "why", "until")},
    }
    return form_page(request, "participation/answers/open.html", form, context)


def _closed(request: Any, invitation: Invitation) -> HttpResponse:
    """410: the date has passed, or the invitation was taken back."""
    return render(request, "participation/answers/closed.html", _context(request, invitation), status=410)


def _context(request: Any, invitation: Invitation) -> dict[str, Any]:
    return {
        "invitation": invitation,
        "municipality": invitation.municipality,
        "languages_here": open_pages.switch(),
    }


def _language(request: Any, invitation: Invitation | None) -> str:
    return open_pages.language(request, invitation.representative.speaks if invitation else "")
