"""Pages for when something is wrong: what happened, and what to do now."""

import sys
from http import HTTPStatus
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.core.access.guards import public
from config.core.ui import open_pages

# What a database raises that is away, restarting, or too busy to answer in time.
AWAY = (OperationalError, InterfaceError)
# When to come back, in seconds: a restart of the database takes a few.
RETRY_AFTER = 30
SENTENCES: dict[str, str | Promise] = {
    "bad_request": _("The request could not be read."),
    "forbidden": _("You do not have access to this."),
    "not_found": _("There is nothing at this address."),
    "server_error": _("Something went wrong here, and it is not your fault. Try again in a while."),
    "away": _("We cannot reach what we keep just now. Try again in half a minute."),
    "form_expired": _("The form was open for too long. Load the page again."),
}


def _page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    if request.path.startswith("/api/"):
        problem = {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": str(SENTENCES[name]),
        }
        return JsonResponse(problem, status=status, content_type="application/problem+json")
    return render(request, f"core/errors/{name}.html", status=status)


@public("an error page")
def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, "bad_request", 400)


@public("an error page")
def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, "forbidden", 403)


@public("an error page")
def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, "not_found", 404)


@public("an error page")
def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request: asking who it is may be the very thing that fails."""
    if isinstance(sys.exc_info()[1], AWAY):
        return _away(request)
    if request.path.startswith("/api/"):
        return _page(request, "server_error", 500)
    return HttpResponse(render_to_string("core/errors/server_error.html"), status=500)


def _away(request: HttpRequest) -> HttpResponse:
    """503 and when to come back. Never a thank-you: whether something was kept shows when the page opens again."""
    if request.path.startswith("/api/"):
        response = _page(request, "away", 503)
    else:
        with translation.override(open_pages.language(request, translation.get_language() or "")):
            is_own = request.method in ("GET", "HEAD") or request.path.startswith(open_pages.BEHIND_LINKS)
            context = {"again": request.get_full_path() if is_own else "/"}
            response = HttpResponse(render_to_string("core/errors/away.html", context), status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


@public("an error page")
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, "form_expired", 403)
