"""The person's own language and text size on every page; the second factor for every staff session."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers

from config.core.access import scope
from config.core.organisations.models import STAFF_ROLES

GetResponse = Callable[[Any], HttpResponseBase]
# Where a staff member without a second factor may go: to set one up, or out.
OPEN_WITHOUT_FACTOR = ("/accounts/", "/static/", "/language/", "/health/", "/api/")


class OwnLanguage:
    """Language: chosen on the account, then on this device, then bokmål. The browser's wish is not asked:

    half of Norway has its browser in English and reads Norwegian.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        chosen = getattr(request.user, "language", "") or request.COOKIES.get(
            settings.LANGUAGE_COOKIE_NAME, ""
        )
        if chosen not in dict(settings.LANGUAGES):
            chosen = settings.LANGUAGE_CODE
        translation.activate(chosen)
        request.LANGUAGE_CODE = chosen
        response = self.get_response(request)
        patch_vary_headers(response, ("Cookie",))
        response.headers.setdefault("Content-Language", translation.get_language() or chosen)
        return response


class SecondFactor:
    """Staff reach nothing but the set-up of a second factor until they have one. The API asks for itself."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        if request.path.startswith(OPEN_WITHOUT_FACTOR) or not needs_factor(request.user):
            return self.get_response(request)
        return redirect("mfa_index")


def needs_factor(user: Any) -> bool:
    """Whether this person works in a municipality and has not set up a second factor."""
    if not user.is_authenticated or not any(grant.role in STAFF_ROLES for grant in scope.of(user).grants):
        return False
    factors = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return not Authenticator.objects.filter(user=user, type__in=factors).exists()
