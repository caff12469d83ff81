"""The answer page: what is asked, four buttons, and what happens then. Without sign-in, script or cookies.

The token in the address is the right to answer this one invitation and to nothing else, so a browser without a session
may post; that is why the views are free of the CSRF token. A form of another site is refused by what browsers say of
themselves (Sec-Fetch-Site, Origin). GET and HEAD change nothing: programs that follow links answer nothing.
"""

import hashlib
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from config.core.access.guards import public
from config.core.organisations.models import Municipality
from config.core.ui.responses import form_page
from participation.assignments import queries as assignments
from participation.invitations import links, services
from participation.invitations.forms import OwnAnswerForm
from participation.invitations.models import Answer, Invitation

# Wrong tokens from one address in ten minutes. 144 bits cannot be guessed; this keeps those who try from tiring us, and
# shuts nobody out: a right link works from a shared address all the same.
MOST_WRONG = 20
WINDOW = 600


@public("a person answers by the link in the letter; only this one answer can be given")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer_open(request: Any, token: str) -> HttpResponse:
    """What is asked, and the four answers; after an answer, what happens now and how to change it."""
    invitation = links.find(token)
    with translation.override(_language(request, invitation)):
        if invitation is None or invitation.state == Invitation.State.READY:
            return _told(_unknown(request))
        if request.method == "POST":
            return _told(_answer(request, invitation, token))
        if not invitation.is_open_on(timezone.localdate()):
            return _told(_closed(request, invitation))
        return _told(_page(request, invitation, OwnAnswerForm()))


@public("for one who got a letter that was meant for someone else")
@require_safe
def answer_not_me(request: Any, token: str) -> HttpResponse:
    """What to do with a letter that came to the wrong person. Changes nothing."""
    invitation = links.find(token)
    with translation.override(_language(request, invitation)):
        if invitation is None:
            return _told(_unknown(request))
        context = _context(request, invitation) | {"back": reverse("answer_open", args=[token])}
        return _told(render(request, "participation/answers/not_me.html", context))


def _answer(request: Any, invitation: Invitation, token: str) -> HttpResponse:
    if _is_foreign(request):
        raise PermissionDenied
    form = OwnAnswerForm(request.POST)
    if not form.is_valid() and invitation.is_open_on(timezone.localdate()):
        return _page(request, invitation, form)
    given = form.cleaned_data
    try:
        if "answer" not in given:
            return _closed(request, invitation)
        services.answer(invitation=invitation, by=Answer.By.LINK, at=timezone.now(), **given)
    except services.CannotAnswer:
        return _closed(request, invitation)
    onward = redirect("answer_open", token)
    chosen = request.GET.get("language")
    if chosen in dict(settings.LANGUAGES):
        onward["Location"] += "?" + urlencode({"language": chosen})
    onward.status_code = 303
    return onward


def _page(request: Any, invitation: Invitation, form: OwnAnswerForm) -> HttpResponse:
    wanted = invitation.request
    last = invitation.answers.last()
    taken = assignments.running_in(wanted)
    has_seat = invitation.assignments.running().exists()
    context = _context(request, invitation) | {
        "wanted": wanted,
        "project": wanted.project,
        "others": wanted.seats - 1,
        "is_full": taken >= wanted.seats and not has_seat,
        "has_seat": has_seat,
        # Only that something was written: what it says may be about illness, and a link can be passed on.
        "has_written": last is not None and bool(last.message),
        "not_me": reverse("answer_not_me", args=[services.token_of(invitation)]),
    }
    return form_page(request, "participation/answers/open.html", form, context)


def _closed(request: Any, invitation: Invitation) -> HttpResponse:
    """410: the date has passed, or the invitation was taken back."""
    return render(request, "participation/answers/closed.html", _context(request, invitation), status=410)


def _unknown(request: Any) -> HttpResponse:
    """404 for a link that opens nothing, 429 when too many come from one address; and whom to call."""
    municipalities = Municipality.objects.exclude(facilitator_phone="").order_by("name")[:10]
    context = {"municipalities": municipalities, "languages_here": _switch(request)}
    status = 429 if _wrong_again(request) else 404
    return render(request, "participation/answers/unknown.html", context, status=status)


def _context(request: Any, invitation: Invitation) -> dict[str, Any]:
    return {
        "invitation": invitation,
        "municipality": invitation.municipality,
        "languages_here": _switch(request),
    }


def _switch(request: Any) -> list[tuple[str, str, bool]]:
    """Links that change the language without a cookie: address, own name of the language, whether it is on."""
    now = translation.get_language()
    names = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
    return [(code, names[code], code == now) for code, _name in settings.LANGUAGES]


def _language(request: Any, invitation: Invitation | None) -> str:
    """Chosen on the page, else on this device, else the person's own."""
    own = invitation.representative.speaks if invitation else settings.LANGUAGE_CODE
    asked = request.GET.get("language") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return asked if asked in dict(settings.LANGUAGES) else own


def _is_foreign(request: Any) -> bool:
    """Whether the browser says that another site sent the form."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return bool(origin) and origin not in (f"{request.scheme}://{request.get_host()}", settings.BASE_URL)


def _wrong_again(request: Any) -> bool:
    """Counts a wrong token; whether there have been too many from this address."""
    address = str(get_adapter().get_client_ip(request))
    key = "answer-wrong:" + hashlib.sha256(address.encode()).hexdigest()
    cache.add(key, 0, WINDOW)
    try:
        return bool(cache.incr(key) > MOST_WRONG)
    except ValueError:  # it ran out between the two
        return False


def _told(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
    return response
