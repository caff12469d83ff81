"""Small choices of presentation that anyone may make: language and text size."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from config.core.access.guards import public

YEAR = 365 * 24 * 3600


@public("anyone may choose a language")
@require_POST
def language_set(request: Any) -> HttpResponse:
    """Keeps the language on this device, and on the account of whoever is signed in."""
    chosen = request.POST.get("language", "")
    response = redirect(back(request))
    if chosen in dict(settings.LANGUAGES):
        _remember(response, settings.LANGUAGE_COOKIE_NAME, chosen)
        if request.user.is_authenticated:
            request.user.language = chosen
            request.user.save(update_fields=["language"])
    return response


@public("anyone may choose large text")
@require_POST
def large_text_set(request: Any) -> HttpResponse:
    """Turns large text on or off, on this device and on the account."""
    wanted = request.POST.get("large_text") == "1"
    response = redirect(back(request))
    _remember(response, "large_text", "1" if wanted else "0")
    if request.user.is_authenticated:
        request.user.has_large_text = wanted
        request.user.save(update_fields=["has_large_text"])
    return response


@public("the law asks that anyone can read it")
def accessibility(request: Any) -> HttpResponse:
    """What we do so that everyone can use Medvirk, and what we have not tried."""
    return render(request, "core/help/accessibility.html")


def back(request: Any) -> str:
    """The page a small form came from, if it is ours; else the front door."""
    target = request.POST.get("next") or _path_of(request.META.get("HTTP_REFERER", ""))
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if target and safe else "/"


def _path_of(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.BASE_URL.startswith("https://"),
    )
