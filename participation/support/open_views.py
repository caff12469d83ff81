"""A manager decides by the link in the letter, on one screen of a phone and without signing in. GET changes nothing."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from config.core.access.guards import public
from config.core.ui import open_pages
from config.core.ui.responses import form_page
from participation.support import queries, services
from participation.support.forms import OpenAnswerForm
from participation.support.models import Ask, AskLink


@public("a manager answers one ask by the link in the letter; no other ask can be read or answered by it")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask_open(request: Any, token: str) -> HttpResponse:
    """The ask and three buttons; afterwards the answer, and what followed."""
    at = timezone.now()
    link = queries.find(token, timezone.localdate(at))
    with translation.override(open_pages.language(request, _speaks(link))):
        if link is None:
            return open_pages.told(open_pages.unknown(request))
        if request.method == "POST" and open_pages.is_foreign(request):
            raise PermissionDenied
        later = timezone.localdate(at) + services.LATER
        form = OpenAnswerForm(request.POST if request.method == "POST" else None, later=later)
        if request.method == "POST" and form.is_valid():
            try:
                services.answer(ask=link.ask, by=link.decider, at=at, **form.cleaned_data)
            except services.CannotAnswer as refusal:
                form.add_error(None, str(refusal))
            else:
                return open_pages.told(open_pages.onward(request, "ask_open", token))
        context = {
            "ask": link.ask,
            "is_settled": link.ask.state in (Ask.State.GRANTED, Ask.State.DECLINED),
            "is_back": link.ask.back_on is not None and link.ask.back_on <= timezone.localdate(at),
            "followed": list(link.ask.followed.all()),
            "has_brief": link.ask.reports.filter(state="frozen").exists(),
            "token": token,
            "municipality": link.municipality,
            "languages_here": open_pages.switch(),
        }
        return open_pages.told(form_page(request, "participation/support/open.html", form, context))


def _speaks(link: AskLink | None) -> str:
    return (link.decider.language or link.municipality.language) if link else ""
