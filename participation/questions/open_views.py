"""Asking more by the link of an invitation: the answers that were given, and a field for one more question.

What the person wrote earlier is not shown: it may be about illness, and a link can be passed on.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from config.core.access.guards import public
from config.core.ui import open_pages
from config.core.ui.responses import form_page
from participation.invitations import links
from participation.invitations.models import Invitation
from participation.questions import queries, services
from participation.questions.forms import AskForm
from participation.questions.models import QuestionWord


@public("a person asks more by the link in the letter; the link is the right to do so")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer_question(request: Any, token: str) -> HttpResponse:
    """The answers so far, and a field for one more question, as long as the invitation can be answered."""
    invitation = links.find(token)
    own = invitation.representative.speaks if invitation else ""
    with translation.override(open_pages.language(request, own)):
        if invitation is None or invitation.state == Invitation.State.READY:
            return open_pages.told(open_pages.unknown(request))
        if not invitation.is_open_on(timezone.localdate()):
            return open_pages.told(_closed(request, invitation))
        if request.method == "POST":
            return open_pages.told(_ask(request, invitation, token))
        return open_pages.told(_page(request, invitation, token, AskForm()))


def _ask(request: Any, invitation: Invitation, token: str) -> HttpResponse:
    if open_pages.is_foreign(request):
        raise PermissionDenied
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, invitation, token, form)
    try:
        services.add(
            invitation=invitation,
            text=form.cleaned_data["text"],
            way=QuestionWord.Way.PAGE,
            at=timezone.now(),
        )
    except services.CannotAsk as refusal:
        form.add_error("text", str(refusal))
        return _page(request, invitation, token, form)
    return open_pages.onward(request, "answer_question", token)


def _page(request: Any, invitation: Invitation, token: str, form: AskForm) -> HttpResponse:
    words = QuestionWord.objects.filter(invitation=invitation).order_by("-at", "-id")
    last = words.first()
    context = _context(invitation) | {
        "replies": queries.replies(invitation),
        "is_asked": last is not None and last.side == QuestionWord.Side.PERSON,
        "back": reverse("answer_open", args=[token]),
    }
    return form_page(request, "participation/questions/ask.html", form, context)


def _closed(request: Any, invitation: Invitation) -> HttpResponse:
    return render(request, "participation/answers/closed.html", _context(invitation), status=410)


def _context(invitation: Invitation) -> dict[str, Any]:
    return {
        "invitation": invitation,
        "municipality": invitation.municipality,
        "languages_here": open_pages.switch(),
    }
