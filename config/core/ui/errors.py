"""Pages for when something is wrong: what happened, and what to do now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from config.core.access.guards import public


def _page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    if request.path.startswith("/api/"):
        body = f'{{"type": "about:blank", "title": "{name}", "status": {status}, "detail": ""}}'
        return HttpResponse(body, status=status, content_type="application/problem+json")
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
