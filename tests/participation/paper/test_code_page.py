"""The short address: a right code leads on, everything else gets one answer, and guessing leads nowhere."""

import difflib
import random
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from participation.invitations import services as invitations
from participation.invitations.models import Answer
from participation.paper import codes
from tests.make.paper import make_paper_letter

# The token of the form that sets large text is another one each time.
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": "[^"]+"')


@pytest.fixture
def code(invitation) -> str:
    return codes.code_of(make_paper_letter(invitation))


@pytest.mark.parametrize("address", ["/svar/", "/answer/"])
def test_a_code_leads_to_the_answer_page_without_cookies(address, code, invitation):
    browser = Client(enforce_csrf_checks=True)

    page = browser.get(address).content.decode()
    onward = browser.post(address, {"code": code.lower()})

    assert "Svar med koden i brevet" in page
    assert "406 12 000" in page
    assert onward.status_code == 303
    assert onward["Location"] == f"/answer/{invitations.token_of(invitation)}/"
    assert "Paula" not in page
    assert not Answer.objects.exists()


def test_the_language_that_was_chosen_goes_along(client, code):
    onward = client.post("/svar/?language=en", {"code": code})

    assert onward["Location"].endswith("?language=en")
    assert "Answer with the code" in client.get("/svar/?language=en").content.decode()


def test_wrong_expired_and_withdrawn_get_the_same_page(client, code, invitation, ask):
    other = codes.code_of(make_paper_letter(ask("Rolf Post")))
    wrong = client.post("/svar/", {"code": "2222-2222"})
    invitations.withdraw(invitation=invitation, by=None, at=timezone.now())
    withdrawn = client.post("/svar/", {"code": code})
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        expired = client.post("/svar/", {"code": other})

    pages = {
        TOKEN.sub("", answer.content.decode().replace(typed, ""))
        for answer, typed in ((wrong, "2222-2222"), (withdrawn, code), (expired, other))
    }
    assert {answer.status_code for answer in (wrong, withdrawn, expired)} == {422}
    first, *others = sorted(pages)
    assert [list(difflib.unified_diff(first.splitlines(), one.splitlines(), n=0)) for one in others] == []
    assert "Denne koden åpner ingenting." in first


def test_a_form_of_another_site_is_refused(client, code):
    assert client.post("/svar/", {"code": code}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_thousand_guesses_hit_nothing(client, code, ask):
    for number in range(4):
        make_paper_letter(ask(f"Person{number} Post"))
    guess = random.Random(5)  # noqa: S311  # the same guesses each time
    statuses = []
    for _turn in range(1000):
        typed = "".join(guess.choice(codes.ALPHABET) for _sign in range(codes.LENGTH))
        statuses.append(client.post("/svar/", {"code": typed}).status_code)

    assert statuses[:20] == [422] * 20
    assert set(statuses[20:]) == {429}
    # A right one is not looked up either: whoever guesses learns nothing for ten minutes.
    assert client.post("/svar/", {"code": code}).status_code == 429
