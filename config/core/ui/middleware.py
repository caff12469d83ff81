"""What every answer tells browsers: keep nothing that is about people."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.http import HttpResponseBase
from django.utils.cache import patch_cache_control


class ResponsePolicy:
    """No page is kept by browser or proxy, except static files, which carry a hash in their name."""

    def __init__(self, get_response: Callable[[Any], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path.startswith("/static/"):
            patch_cache_control(response, no_store=True, private=True)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        return response


class WholeAddress:
    """An address with a zero byte in it is nobody's: 400 before anything looks it up (PostgreSQL cannot)."""

    def __init__(self, get_response: Callable[[Any], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        if "\x00" in request.path or "\x00" in unquote(request.META.get("QUERY_STRING", "")):
            from config.core.ui.errors import bad_request

            refused: HttpResponseBase = bad_request(request)
            return refused
        return self.get_response(request)
