"""Asking for a sign-in code: a person in the network gets an account, and nobody learns who is known."""

import pytest
from django.core import mail
from django.utils import timezone

from config.core.accounts.models import User
from config.core.outbox import services as outbox
from tests.make.people import make_representative

CODE = "/accounts/login/code/"


@pytest.fixture
def paula(municipality):
    return make_representative(municipality)


def _deliver() -> None:
    for message in outbox.claim(at=timezone.now()):
        outbox.deliver(message, at=timezone.now())


def test_a_person_in_the_network_signs_in_by_a_code_alone(paula, client):
    client.post(CODE, {"email": paula.email})
    _deliver()
    (letter,) = mail.outbox
    code = next(
        word for line in letter.body.splitlines() if (word := line.strip()) and len(word) in (6, 7, 9)
    )

    client.post("/accounts/login/code/confirm/", {"code": code})

    assert letter.to == [paula.email]
    page = client.get("/granvik/my-page/")
    assert page.status_code == 200
    assert page.context["held"].person == paula


def test_known_and_unknown_addresses_are_answered_alike(paula, client):
    answers = []
    for address in (paula.email, "ukjent@people.example.org"):
        client.cookies.clear()
        answer = client.post(CODE, {"email": address})
        page = client.get(answer.url)
        answers.append((answer.status_code, answer.url, page.content.decode().replace(address, "")))

    assert answers[0][:2] == answers[1][:2]
    assert len(answers[0][2]) == len(answers[1][2])
    assert not User.objects.filter(email="ukjent@people.example.org").exists()
