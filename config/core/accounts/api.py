"""POST /api/v1/tokens/ {email, password, otp} → {token}."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.base.internal.flows import check_rate_limit
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from config.core.accounts.models import canonical_email
from config.core.accounts.services import CannotIssueToken, issue_token


class SignIn(serializers.Serializer[Any]):
    email = serializers.EmailField(max_length=254)
    password = serializers.CharField(max_length=200, trim_whitespace=False)
    otp = serializers.CharField(max_length=12, required=False, default="", allow_blank=True)


class Token(serializers.Serializer[Any]):
    token = serializers.CharField(read_only=True)


class TokenView(APIView):
    """A token for the API, shown once. Staff need the code of their second factor."""

    public = "signing in to the API"
    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "tokens"

    def get_authenticate_header(self, request: Request) -> str:
        """Without it a refused sign-in would be a 403, which says that signing in would not help."""
        return "Bearer"

    @extend_schema(request=SignIn, responses={201: Token, 401: OpenApiResponse(description="Not signed in")})
    def post(self, request: Request) -> Response:
        sign_in = SignIn(data=request.data)
        sign_in.is_valid(raise_exception=True)
        given = sign_in.validated_data
        try:
            email = canonical_email(given["email"])
            user = get_adapter().authenticate(request._request, email=email, password=given["password"])
            # Guesses at the code are counted by person, as on the page: whoever knows a password has many addresses.
            guessed_right = check_rate_limit(user) if user else None
            key = issue_token(user=user, otp=given["otp"], at=timezone.now())
            if guessed_right:
                guessed_right()
        except ValidationError as error:
            raise Throttled(detail=" ".join(error.messages)) from error
        except CannotIssueToken as error:
            raise AuthenticationFailed(_("The e-mail, password or code is not right.")) from error
        return Response({"token": key}, status=201)
