"""How the two ways of signing in are written in the OpenAPI schema."""

from typing import Any

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension


class TokenScheme(OpenApiAuthenticationExtension):
    """`Authorization: Bearer <token>`, from POST /api/v1/tokens/."""

    target_class = "config.core.accounts.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class StaffSessionScheme(SessionScheme):
    """The cookie of the pages."""

    target_class = "config.core.accounts.authentication.StaffSessionAuthentication"
    name = "session"
