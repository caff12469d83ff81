"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from config.core.ui import navigation


def page(request: HttpRequest) -> dict[str, Any]:
    """The municipality in use, the person's permissions and menu in it, text size, whether this is a demonstration."""
    permissions = {str(permission) for permission in getattr(request, "permissions", ())}
    municipality = getattr(request, "municipality", None)
    menu: list[navigation.Entry] = []
    if municipality is not None and permissions:
        menu = navigation.entries(slug=municipality.slug, permissions=permissions, path=request.path)
    return {
        "municipality": municipality,
        "permissions": permissions,
        "navigation": menu,
        "has_large_text": _has_large_text(request),
        "is_demo": settings.IS_DEMO,
        "languages": settings.LANGUAGES,
    }


def _has_large_text(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(getattr(user, "has_large_text", False)) or request.COOKIES.get("large_text") == "1"
