"""Pages for when something is wrong: what happened, and what to do now."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.core.access.guards import public

SENTENCES: dict[str, str | Promise] = {
    "bad_request": _("The request could not be read."),
    "forbidden": _("You do not have access to this."),
    "not_found": _("There is nothing at this address."),
    "server_error": _("Something went wrong here, and it is not your fault. Try again in a while."),
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
    if request.path.startswith("/api/"):
        return _page(request, "server_error", 500)
    return HttpResponse(render_to_string("core/errors/server_error.html"), status=500)


@public("an error page")
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, "form_expired", 403)
