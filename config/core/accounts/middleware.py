"""The person's own language and text size on every page; the second factor for every staff session."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode

from config.core.access import scope
from config.core.organisations.models import STAFF_ROLES

GetResponse = Callable[[Any], HttpResponseBase]
# Pages that tell nothing about people; the API asks for the second factor itself.
OPEN = ("/static/", "/language/", "/large-text/", "/help/", "/health/", "/api/", "/accounts/logout/")
# Where a staff member without a second factor may go: to set one up.
TO_SET_UP = (*OPEN, "/accounts/")
# Where one may go who has a second factor and has not shown it in this session: to show it, and nowhere else. A
# session that was begun before the factor was set up, by whoever read the mailbox, must not be worth anything now.
TO_SHOW = (
    *OPEN,
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/webauthn/reauthenticate/",
    "/accounts/reauthenticate/",
)


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
    """Staff reach nothing but the set-up of a second factor until they have one, and show it in each session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        path = request.path
        if path.startswith(OPEN) or not is_staff(request.user):
            return self.get_response(request)
        if needs_factor(request.user):
            return self.get_response(request) if path.startswith(TO_SET_UP) else redirect("mfa_index")
        if has_shown_factor(request) or path.startswith(TO_SHOW):
            return self.get_response(request)
        return redirect(f"{resolve_url('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")


def is_staff(user: Any) -> bool:
    """Whether this person works in a municipality."""
    return user.is_authenticated and any(grant.role in STAFF_ROLES for grant in scope.of(user).grants)


def needs_factor(user: Any) -> bool:
    """Whether this person works in a municipality and has not set up a second factor."""
    if not is_staff(user):
        return False
    factors = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return not Authenticator.objects.filter(user=user, type__in=factors).exists()


def has_shown_factor(request: Any) -> bool:
    """Whether a second factor was used, or set up, in this very session. The demonstration asks for none."""
    enough = {"mfa", "demonstration"} if settings.IS_DEMO else {"mfa"}
    records = get_authentication_records(request, request.user)
    return any(record.get("method") in enough for record in records)
