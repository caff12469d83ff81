"""Signing in to the API: a token, or the session of the pages."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from config.core.accounts.middleware import has_shown_factor, is_staff, needs_factor
from config.core.accounts.models import ApiToken, User


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <token>` (or `Token <token>`)."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() not in (b"bearer", b"token"):
            return None
        if len(parts) != 2:
            raise AuthenticationFailed()
        return self._owner(parts[1].decode("latin-1"), timezone.now())

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"

    def _owner(self, key: str, at: datetime) -> tuple[User, ApiToken]:
        rows = ApiToken.objects.select_related("user").filter(expires_at__gt=at, user__is_active=True)
        token = rows.filter(key_hash=ApiToken.hash_of(key)).first()
        if token is None:
            raise AuthenticationFailed()
        if needs_factor(token.user):
            # Issued before the person became staff, or before the factor was taken away.
            raise AuthenticationFailed(_("Set up a second factor first."))
        if token.last_used_on != timezone.localdate(at):
            ApiToken.objects.filter(pk=token.pk).update(last_used_on=timezone.localdate(at))
        return token.user, token


class StaffSessionAuthentication(SessionAuthentication):
    """The session of the pages, with its CSRF check and its second factor."""

    def authenticate(self, request: Request) -> tuple[Any, None] | None:
        found = super().authenticate(request)
        if found is None or not is_staff(found[0]):
            return found
        if needs_factor(found[0]):
            raise AuthenticationFailed(_("Set up a second factor first."))
        if not has_shown_factor(request._request):
            raise AuthenticationFailed(_("Show your second factor first."))
        return found
