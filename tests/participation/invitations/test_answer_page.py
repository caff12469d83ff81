"""The answer page: opening it changes nothing, a choice answers, and it says nothing of who was asked."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from config.core.audit.models import AuditEvent
from participation.invitations import services
from participation.invitations.models import Answer, Invitation
from tests.make.invitations import make_invitation, make_wanted
from tests.make.people import make_representative

PHONE = "+4740612000"


@pytest.fixture
def invitation(municipality) -> Invitation:
    municipality.facilitator_phone = PHONE
    municipality.save()
    at = timezone.now()
    wanted = make_wanted(municipality, seats=1, pay="1 200 kroner", times="Tirsdager", task="Lese brev")
    person = make_representative(municipality, "Paula Prøve", at=at, language="en")
    return make_invitation(wanted, person, at=at, reply_by=timezone.localdate(at) + timedelta(days=5))


@pytest.fixture
def url(invitation) -> str:
    return f"/answer/{services.token_of(invitation)}/"


def test_the_page_says_what_is_asked_and_not_who(client, url, invitation):
    answer = client.get(url)

    text = answer.content.decode()
    assert answer.status_code == 200
    for words in ("1 200 kroner", "Tirsdager", "Lese brev", "Hjemmetjenesten", "Granvik", "406 12 000"):
        assert words in text
    assert "Paula" not in text
    assert "Prøve" not in text
    assert invitation.representative.email not in text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer.headers["Cache-Control"]
    assert " checked" not in text


def test_twenty_looks_answer_nothing(client, url):
    before = AuditEvent.objects.count()
    for _time in range(20):
        client.get(url, headers={"Purpose": "prefetch"})
        client.head(url)
        client.options(url)

    assert not Answer.objects.exists()
    assert AuditEvent.objects.count() == before
    assert client.post(url, {"answer": "yes"}).status_code == 303
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("sent", [{}, {"answer": ""}, {"answer": "perhaps"}, {"message": "Er det trapp?"}])
def test_a_form_without_a_choice_asks_again(client, url, sent):
    answer = client.post(url, sent)

    assert answer.status_code == 422
    assert "Press one of the buttons" in answer.content.decode()
    assert sent.get("message", "") in answer.content.decode()
    assert not Answer.objects.exists()


def test_a_browser_without_cookies_may_answer_and_change(url):
    fresh = Client(enforce_csrf_checks=True)

    thanks = fresh.post(url, {"answer": "yes", "message": "Gleder meg"}, follow=True).content.decode()

    assert "you are in" in thanks
    assert "What is shared, and with whom" in thanks
    assert "Change my answer until" in thanks
    assert "Gleder meg" not in thanks
    Client(enforce_csrf_checks=True).post(url, {"answer": "no"})
    assert Invitation.objects.get().answer == "no"
    assert list(Answer.objects.values_list("answer", "by")) == [("yes", "link"), ("no", "link")]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example.org"},
    ],
)
def test_a_form_of_another_site_is_refused(client, url, headers):
    assert client.post(url, {"answer": "yes"}, headers=headers).status_code == 403
    assert not Answer.objects.exists()


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}])
def test_our_own_form_is_let_in(client, url, headers):
    assert client.post(url, {"answer": "maybe"}, headers=headers).status_code == 303


def test_a_yes_too_late_for_a_seat_is_told_politely(client, url, invitation):
    other = make_representative(invitation.municipality, "Berit To", at=timezone.now())
    services.answer(
        invitation=make_invitation(
            invitation.request, other, at=timezone.now(), reply_by=invitation.reply_by
        ),
        answer="yes",
        by="link",
        at=timezone.now(),
    )

    assert "we keep you as a reserve" in client.get(url).content.decode()
    assert "We keep you as a reserve" in client.post(url, {"answer": "yes"}, follow=True).content.decode()
    assert Invitation.objects.get(pk=invitation.pk).answer == "yes"


def test_each_reads_it_in_the_own_language_or_another(client, url, invitation):
    invitation.representative.language = "nn"
    invitation.representative.save()

    assert client.get(url).headers["Content-Language"] == "nn"
    assert client.get(f"{url}?language=en").headers["Content-Language"] == "en"
    assert client.post(f"{url}?language=nb", {"answer": "no"}).url.endswith("/?language=nb")


@pytest.mark.parametrize(("change", "words"), [("withdraw", "taken back"), ("date", "last day to answer")])
def test_a_closed_invitation_is_a_kind_page(client, url, invitation, change, words):
    if change == "withdraw":
        services.withdraw(invitation=invitation, by=None, at=timezone.now())
    else:
        day = timezone.localdate() - timedelta(days=1)
        Invitation.objects.filter(pk=invitation.pk).update(reply_by=day)

    for answer in (client.get(url), client.post(url, {"answer": "yes"}), client.post(url)):
        assert answer.status_code == 410
        assert words in answer.content.decode()
        assert f"tel:{PHONE}" in answer.content.decode()
    assert not Answer.objects.exists()


def test_a_wrong_link_is_a_kind_page_and_many_are_slowed(client, url, invitation):
    statuses = [client.get(f"/answer/{'x' * 20}{number:04}/?language=en").status_code for number in range(25)]
    answer = client.get("/answer/wrong/?language=en")

    assert statuses == [404] * 20 + [429] * 5
    assert "This link does not work" in answer.content.decode()
    assert f"tel:{PHONE}" in answer.content.decode()
    assert client.get(url).status_code == 200


def test_what_is_not_sent_has_no_page(client, municipality):
    ready = make_invitation(
        make_wanted(municipality),
        at=timezone.now(),
        reply_by=timezone.localdate() + timedelta(days=5),
        is_sent=False,
    )

    assert client.get(f"/answer/{services.token_of(ready)}/").status_code == 404


def test_a_letter_to_the_wrong_person_is_explained(client, url):
    assert f"{url}not-me/" in client.get(url).content.decode()

    answer = client.get(f"{url}not-me/")

    assert "wrong person" in answer.content.decode()
    assert "Paula" not in answer.content.decode()
    assert client.post(f"{url}not-me/").status_code == 405


def test_the_token_stands_in_no_log(client, url, caplog):
    caplog.set_level(logging.DEBUG)
    token = url.split("/")[2]

    client.post(url, {})
    client.options(url)
    client.get(f"/answer/{token}x/")

    assert caplog.records
    assert token not in caplog.text


@pytest.mark.parametrize(("address", "status"), [("/answer/", 200), ("/answer/abc/", 404)])
def test_a_link_cut_short_gets_the_kind_page(client, invitation, address, status):
    answer = client.get(address)

    assert answer.status_code == status
    assert f'href="tel:{PHONE}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("message", "words"), [("", "we will get in touch"), ("Is there a lift?", "you have a question")]
)
def test_a_question_without_words_is_a_wish_to_be_called(client, url, message, words):
    client.post(url, {"answer": "question", "message": message})

    page = client.get(url).content.decode()

    assert words in page
    # A link can be passed on, and what was written may be about illness.
    assert "lift" not in page
