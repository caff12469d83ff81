"""POST /api/v1/tokens/: a token for the right e-mail, password and code together, and nothing said otherwise."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.core.accounts.models import TOKEN_LIFE, ApiToken
from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from tests.cast import PASSWORD, give_factor, make_user, otp_of


@pytest.fixture
def staff(alice):
    """Alice with a password and a second factor."""
    alice.set_password(PASSWORD)
    alice.save()
    give_factor(alice)
    return alice


@pytest.fixture
def sign_in(client):
    def posted(user, **fields):
        given = {"email": user.email, "password": PASSWORD} | fields
        return client.post("/api/v1/tokens/", given, content_type="application/json")

    return posted


def test_right_password_and_code_give_a_token_that_opens_the_api(staff, sign_in, client):
    answer = sign_in(staff, otp=otp_of(staff))
    key = answer.json()["token"]
    rows = client.get("/api/v1/municipalities/", headers={"Authorization": f"Bearer {key}"}).json()["results"]

    assert answer.status_code == 201
    assert [row["slug"] for row in rows] == ["granvik"]
    assert ApiToken.objects.get().key_hash == ApiToken.hash_of(key) != key
    assert AuditEvent.objects.get(kind="token.issued").actor_id == staff.public_id


def test_the_address_may_be_written_in_capitals(staff, sign_in):
    assert sign_in(staff, email=f" {staff.email.upper()}", otp=otp_of(staff)).status_code == 201


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "not the password"},
        {"otp": "000000"},
        {"otp": ""},
        {"email": "nobody@granvik.example.org"},
    ],
    ids=["password", "code", "no code", "address"],
)
def test_what_is_wrong_is_never_said(staff, sign_in, wrong):
    answer = sign_in(staff, **({"otp": otp_of(staff)} | wrong))
    plain = sign_in(staff, password="also wrong", otp="111111")

    assert answer.status_code == 401
    assert answer.json() == plain.json()
    assert not ApiToken.objects.exists()


def test_a_code_works_once(staff, sign_in):
    code = otp_of(staff)

    assert sign_in(staff, otp=code).status_code == 201
    assert sign_in(staff, otp=code).status_code == 401
    assert ApiToken.objects.count() == 1


def test_staff_without_a_second_factor_get_no_token(alice, sign_in):
    alice.set_password(PASSWORD)
    alice.save()

    assert sign_in(alice).status_code == 401


def test_a_representative_needs_no_second_factor(municipality, sign_in):
    paula = make_user("Paula", municipality, Role.REPRESENTATIVE)
    paula.set_password(PASSWORD)
    paula.save()

    assert sign_in(paula).status_code == 201


def test_an_account_that_is_switched_off_gets_no_token_and_its_token_stops(staff, sign_in, client):
    key = sign_in(staff, otp=otp_of(staff)).json()["token"]
    staff.is_active = False
    staff.save()

    assert client.get("/api/v1/units/", headers={"Authorization": f"Bearer {key}"}).status_code == 401
    assert sign_in(staff, otp=otp_of(staff)).status_code == 401


def test_a_token_ends(alice, client):
    token, key = ApiToken.issue(user=alice, at=timezone.now() - TOKEN_LIFE - timedelta(minutes=1))

    assert token.expires_at < timezone.now()
    assert client.get("/api/v1/units/", headers={"Authorization": f"Bearer {key}"}).status_code == 401


def test_guessing_is_slowed_down(staff, sign_in):
    statuses = [sign_in(staff, password="guess", otp="000000").status_code for _guess in range(12)]

    assert statuses[0] == 401
    assert statuses[-1] == 429
