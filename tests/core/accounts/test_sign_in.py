"""Signing in: the second factor of staff, codes through the outbox, the demonstration's one press."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings

from config.core.accounts.middleware import needs_factor
from config.core.accounts.models import User, canonical_email
from config.core.accounts.services import give_role
from config.core.audit.models import AuditEvent
from config.core.organisations.models import Membership, Role
from config.core.outbox.models import Message
from tests.cast import AT, PASSWORD, give_factor, make_user


@pytest.fixture
def without_factor(alice, client):
    """Alice's browser before she has set up a second factor."""
    client.force_login(alice, backend=django_settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_staff_without_a_second_factor_are_led_to_set_one_up(without_factor):
    for address in ("/", "/granvik/", "/granvik/outbox/"):
        assert without_factor.get(address).url == "/accounts/2fa/"


def test_staff_with_a_second_factor_go_on(alice, client_of):
    assert client_of(alice).get("/").url == "/granvik/"


def test_a_representative_is_not_asked_for_one(municipality):
    assert not needs_factor(make_user("Paula", municipality, Role.REPRESENTATIVE))


def test_the_session_of_staff_without_a_second_factor_opens_no_api(without_factor):
    assert without_factor.get("/api/v1/units/").status_code in (401, 403)


def test_the_secret_of_a_second_factor_is_sealed(alice):
    give_factor(alice)
    secret = Authenticator.objects.get(user=alice).data["secret"]

    assert secret.startswith("t2$")


def test_a_code_by_mail_leaves_through_the_outbox_sealed(alice, client):
    client.post("/accounts/login/code/", {"email": alice.email})
    message = Message.objects.get()

    assert (message.kind, message.recipient_id) == ("account.notice", alice.public_id)
    assert message.sealed_text


def test_an_unknown_address_is_told_the_same_and_gets_nothing(db, client, alice):
    known = client.post("/accounts/login/code/", {"email": alice.email})
    unknown = client.post("/accounts/login/code/", {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert Message.objects.count() == 1


def test_nobody_signs_up_by_themselves(db, client):
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD})

    assert not User.objects.exists()


def test_the_one_press_is_refused_outside_a_demonstration(alice, client):
    assert client.post("/demo/sign-in/", {"role": "facilitator"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_one_press_is_refused_where_there_is_a_real_municipality(settings, client, municipality):
    settings.IS_DEMO = True
    give_role(municipality=municipality, email="f@demo.example.org", role=Role.FACILITATOR, by=None, at=AT)

    assert client.post("/demo/sign-in/", {"role": "facilitator"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_role_is_given_once_and_written_down(municipality, adam):
    first = give_role(
        municipality=municipality, email="Ny@Example.org ", role=Role.PROFESSIONAL, by=adam, at=AT
    )
    second = give_role(
        municipality=municipality, email="ny@example.org", role=Role.PROFESSIONAL, by=adam, at=AT
    )

    assert first == second
    assert first.user.email == "ny@example.org"
    assert Membership.objects.filter(user=first.user).count() == 1
    assert AuditEvent.objects.about(first).get().actor_id == adam.public_id


def test_letters_that_look_alike_stay_apart():
    assert canonical_email(" Kari@Example.ORG ") == "kari@example.org"
    assert canonical_email("kаri@example.org") != canonical_email("kari@example.org")
