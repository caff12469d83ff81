"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The municipality in use, the person's permissions in it, text size, and whether this is a demonstration."""
    permissions = {str(permission) for permission in getattr(request, "permissions", ())}
    return {
        "municipality": getattr(request, "municipality", None),
        "permissions": permissions,
        "has_large_text": _has_large_text(request),
        "is_demo": settings.IS_DEMO,
        "languages": settings.LANGUAGES,
    }


def _has_large_text(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(getattr(user, "has_large_text", False)) or request.COOKIES.get("large_text") == "1"
