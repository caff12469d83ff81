"""Pages behind a bare link: without sign-in, script or cookies, in the language of whoever opens them.

The token in the address is the right to answer one thing and nothing else, so a browser without a session may post;
such views are free of the CSRF token. A form of another site is refused by what browsers say of themselves
(Sec-Fetch-Site, Origin).
"""

import hashlib
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from config.core.organisations.models import Municipality

# Wrong tokens from one address in ten minutes. 144 bits cannot be guessed; this keeps those who try from tiring us, and
# shuts nobody out: a right link works from a shared address all the same.
MOST_WRONG = 20
WINDOW = 600
# Pages that answer at the address to which their form is sent.
BEHIND_LINKS = ("/answer/", "/call/", "/declaration/", "/join/", "/still-right/", "/stop-hearing/")


def unknown(request: Any) -> HttpResponse:
    """404 for a link that opens nothing, 429 when too many come from one address; and whom to call."""
    municipalities = Municipality.objects.exclude(facilitator_phone="").order_by("name")[:10]
    context = {"municipalities": municipalities, "languages_here": switch()}
    status = 429 if is_too_often(request, "answer-wrong") else 404
    return render(request, "core/open/unknown.html", context, status=status)


def switch() -> list[tuple[str, str, bool]]:
    """Links that change the language without a cookie: address, own name of the language, whether it is on."""
    now = translation.get_language()
    names = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
    return [(code, names[code], code == now) for code, _name in settings.LANGUAGES]


def language(request: Any, own: str = "") -> str:
    """Chosen on the page, else on this device, else the person's own."""
    asked = request.GET.get("language") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return asked if asked in dict(settings.LANGUAGES) else own or settings.LANGUAGE_CODE


def onward(request: Any, to: str, *args: Any) -> HttpResponse:
    """To the next page after a form, in the language that was chosen on this one."""
    response = redirect(to, *args)
    chosen = request.GET.get("language")
    if chosen in dict(settings.LANGUAGES):
        response["Location"] += "?" + urlencode({"language": chosen})
    response.status_code = 303
    return response


def is_foreign(request: Any) -> bool:
    """Whether the browser says that another site sent the form."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return bool(origin) and origin not in (f"{request.scheme}://{request.get_host()}", settings.BASE_URL)


def told(response: HttpResponse) -> HttpResponse:
    """The answer with what every open page says of itself: not for search engines, and in which language."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
    return response


def is_too_often(request: Any, what: str, *, most: int = MOST_WRONG, window: int = WINDOW) -> bool:
    """Counts one more `what` from this address; whether there have been more than `most` in `window` seconds."""
    address = str(get_adapter().get_client_ip(request))
    key = f"{what}:" + hashlib.sha256(address.encode()).hexdigest()
    cache.add(key, 0, window)
    try:
        return bool(cache.incr(key) > most)
    except ValueError:  # it ran out between the two
        return False
