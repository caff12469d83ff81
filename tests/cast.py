"""The named cast. All are invented.

*Granvik* is municipality A and *Lauvdal* is B. Alice facilitates in A, Bob is a senior manager who reads in A, Uma
manages a unit in A, Pia is a professional in A, Adam administers A; Charlie facilitates in B.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from config.core.accounts.models import ApiToken, User
from config.core.accounts.services import give_role
from config.core.organisations.models import Municipality, Role, Unit

# The moment at which the cast was gathered; tests that pass time in count from here.
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORD = "a long sentence only for tests"


def make_municipality(slug: str, name: str, **fields: Any) -> Municipality:
    """One more municipality, when A and B are not enough."""
    return Municipality.objects.create(slug=slug, name=name, created_at=AT, **fields)


def make_user(name: str, municipality: Municipality, role: Role, unit: Unit | None = None) -> User:
    """An account with one role in one municipality (or one unit of it)."""
    email = f"{name.lower()}@{municipality.slug}.example.org"
    return give_role(
        municipality=municipality, email=email, name=name, role=role, unit=unit, by=None, at=AT
    ).user


def give_factor(user: User) -> None:
    """A second factor, made as allauth makes it."""
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, generate_totp_secret())


def show_factor(client: Client, user: User) -> None:
    """Writes in the session that the second factor was used, as allauth does it at sign-in."""
    request = HttpRequest()
    session = request.session = client.session
    record_authentication(request, user, "mfa", type="totp")
    session.save()


def otp_of(user: User) -> str:
    """The code that the person's second factor shows now."""
    factor = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    code: str = format_hotp_value(
        hotp_value(decrypt(factor.data["secret"]), next(yield_hotp_counters_from_time()))
    )
    return code


@pytest.fixture
def municipality(db: None) -> Municipality:
    """Municipality A."""
    return make_municipality("granvik", "Granvik")


@pytest.fixture
def other_municipality(db: None) -> Municipality:
    """Municipality B: nothing of A may ever be seen from here."""
    return make_municipality("lauvdal", "Lauvdal")


@pytest.fixture
def unit(municipality: Municipality) -> Unit:
    """A unit in A, which Uma manages."""
    return Unit.objects.create(municipality=municipality, name="Hjemmetjenesten")


@pytest.fixture
def alice(municipality: Municipality) -> User:
    """Facilitates in A."""
    return make_user("Alice", municipality, Role.FACILITATOR)


@pytest.fixture
def bob(municipality: Municipality) -> User:
    """A senior manager in A: reads what is counted, never who."""
    return make_user("Bob", municipality, Role.SENIOR_MANAGER)


@pytest.fixture
def uma(municipality: Municipality, unit: Unit) -> User:
    """Manages one unit in A."""
    return make_user("Uma", municipality, Role.UNIT_MANAGER, unit)


@pytest.fixture
def pia(municipality: Municipality) -> User:
    """A health professional in A, who leads a project."""
    return make_user("Pia", municipality, Role.PROFESSIONAL)


@pytest.fixture
def adam(municipality: Municipality) -> User:
    """Administers A."""
    return make_user("Adam", municipality, Role.ADMINISTRATOR)


@pytest.fixture
def charlie(other_municipality: Municipality) -> User:
    """Facilitates in B."""
    return make_user("Charlie", other_municipality, Role.FACILITATOR)


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """`client_of(alice)`: a browser where she is signed in, second factor in place."""

    def signed_in(user: User) -> Client:
        give_factor(user)
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        show_factor(client, user)
        return client

    return signed_in


@pytest.fixture
def api_of() -> Callable[[User], APIClient]:
    """`api_of(alice)`: an API client with a token of hers."""

    def with_token(user: User) -> APIClient:
        give_factor(user)
        _token, key = ApiToken.issue(user=user, at=timezone.now())
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
        return client

    return with_token
