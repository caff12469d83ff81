"""A staff session is worth nothing until its own second factor is shown, by whatever way it began."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.test import Client

from config.core.accounts.models import ApiToken
from config.core.accounts.services import CannotIssueToken, give_role, issue_token
from config.core.organisations.models import Role
from config.core.outbox.models import Message
from tests.cast import AT, PASSWORD, give_factor, make_user, otp_of


@pytest.fixture
def early_session(alice):
    """A session that somebody began before Alice had a second factor, and that is still open when she has one."""
    client = Client()
    client.force_login(alice, backend=django_settings.AUTHENTICATION_BACKENDS[0])
    give_factor(alice)
    return client


@pytest.mark.parametrize(
    "address",
    [
        "/granvik/",
        "/granvik/people/",
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/recovery-codes/",
    ],
)
def test_a_session_from_before_the_factor_must_show_it(early_session, address):
    answer = early_session.get(address)

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/2fa/reauthenticate/?next=")


def test_a_session_from_before_the_factor_opens_no_api(early_session):
    answer = early_session.get("/api/v1/units/")

    assert answer.status_code in (401, 403)
    assert "results" not in answer.json()


def test_the_code_opens_the_session_and_leads_on(early_session, alice):
    address = early_session.get("/granvik/").url
    answer = early_session.post(address, {"code": otp_of(alice)})

    assert answer.url == "/granvik/"
    assert early_session.get("/granvik/").status_code == 200


def test_a_code_by_mail_leads_to_the_second_factor_and_not_in(alice, client):
    give_factor(alice)
    client.post("/accounts/login/code/", {"email": alice.email})
    code = _code_in(Message.objects.get().sealed_text)
    answer = client.post("/accounts/login/code/confirm/", {"code": code})

    assert answer.url.startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


def test_a_password_leads_to_the_second_factor_and_then_in(alice, client):
    give_factor(alice)
    alice.set_password(PASSWORD)
    alice.save()
    answer = client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
    assert answer.url.startswith("/accounts/2fa/authenticate/")
    assert client.get("/granvik/").url.startswith("/accounts/login/")

    client.post("/accounts/2fa/authenticate/", {"code": otp_of(alice)})
    assert client.get("/granvik/").status_code == 200


def test_a_token_from_before_someone_became_staff_asks_for_a_factor(municipality, client):
    paula = make_user("Paula", municipality, Role.REPRESENTATIVE)
    _token, key = ApiToken.issue(user=paula, at=AT.replace(year=2099))
    headers = {"Authorization": f"Bearer {key}"}
    assert client.get("/api/v1/units/", headers=headers).status_code == 200

    give_role(municipality=municipality, email=paula.email, role=Role.FACILITATOR, by=None, at=AT)
    assert client.get("/api/v1/units/", headers=headers).status_code == 401


def test_a_passkey_without_a_code_gives_no_token_by_password_alone(municipality):
    paula = make_user("Paula", municipality, Role.REPRESENTATIVE)
    Authenticator.objects.create(user=paula, type=Authenticator.Type.WEBAUTHN, data={})

    with pytest.raises(CannotIssueToken):
        issue_token(user=paula, otp="", at=AT)


def test_guesses_at_the_code_are_counted_by_person_and_not_by_address(alice, client):
    give_factor(alice)
    alice.set_password(PASSWORD)
    alice.save()
    given = {"email": alice.email, "password": PASSWORD, "otp": "000000"}
    statuses = [
        client.post(
            "/api/v1/tokens/", given, content_type="application/json", REMOTE_ADDR=f"10.0.0.{number}"
        ).status_code
        for number in range(12)
    ]

    assert statuses[0] == 401
    assert statuses[-1] == 429


def test_an_address_that_the_client_writes_itself_slows_nobody_less(client, db):
    given = {"email": "nobody@example.org", "password": "guess"}
    statuses = [
        client.post(
            "/api/v1/tokens/",
            given,
            content_type="application/json",
            headers={"X-Forwarded-For": f"10.0.0.{number}"},
        ).status_code
        for number in range(32)
    ]

    assert statuses[-1] == 429


def test_a_new_password_ends_every_token(alice, client_of):
    alice.set_password(PASSWORD)
    alice.save()
    ApiToken.issue(user=alice, at=AT)
    new = "another long sentence only for tests"
    client_of(alice).post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    alice.refresh_from_db()
    assert alice.check_password(new)
    assert not ApiToken.objects.exists()


def _code_in(text: str) -> str:
    """The sign-in code is the one line of the letter that stands alone in capitals and digits."""
    lines = [line.strip() for line in text.splitlines()]
    return next(line for line in lines if line and line.replace("-", "").isalnum() and line.upper() == line)
