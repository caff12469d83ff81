"""The pages behind an answer: why not, until when, something else. Nothing is asked before the answer is given."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from participation.invitations import services
from participation.invitations.models import Answer, Invitation
from tests.make.invitations import make_invitation, make_wanted
from tests.make.people import make_representative


@pytest.fixture
def invitation(municipality) -> Invitation:
    municipality.facilitator_phone = "+4740612000"
    municipality.save()
    at = timezone.now()
    person = make_representative(municipality, "Paula Prøve", at=at)
    return make_invitation(
        make_wanted(municipality, seats=1), person, at=at, reply_by=timezone.localdate(at) + timedelta(days=5)
    )


@pytest.fixture
def url(invitation) -> str:
    return f"/answer/{services.token_of(invitation)}/"


@pytest.fixture
def browser() -> Client:
    """Without cookies and form tokens, as a mail program opens it."""
    return Client(enforce_csrf_checks=True)


def _day(days):
    day = timezone.localdate() + timedelta(days=days)
    return {"until_day": day.day, "until_month": day.month, "until_year": day.year}


def test_reasons_are_asked_after_the_no_and_never_before(browser, url):
    assert "Tidspunktene passer ikke" not in browser.get(url).content.decode()

    after = browser.post(url, {"answer": "no"}, follow=True).content.decode()

    assert "Tidspunktene passer ikke" in after
    assert " checked" not in after
    told = browser.post(f"{url}why/", {"why": "time", "message": "Jobber kveld"}, follow=True)
    assert "Takk for at du sa hvorfor" in told.content.decode()
    # A link can be passed on.
    assert "Jobber kveld" not in told.content.decode()
    assert (Answer.objects.get().why, Answer.objects.get().message) == ("time", "Jobber kveld")


@pytest.mark.parametrize("sent", [{}, {"why": "", "message": "  "}, {"why": "because"}])
def test_an_empty_reason_is_no_reason(browser, url, sent):
    browser.post(url, {"answer": "no"})

    answer = browser.post(f"{url}why/", sent)

    assert answer.status_code == 422
    assert Answer.objects.get().why == ""


def test_a_maybe_gets_a_day(browser, url, invitation):
    after = browser.post(url, {"answer": "maybe"}, follow=True).content.decode()
    assert "Trenger du mer tid?" in after

    told = browser.post(f"{url}until/", _day(12), follow=True).content.decode()

    assert "Vi spør deg én gang til" in told
    invitation.refresh_from_db()
    assert invitation.maybe_until == timezone.localdate() + timedelta(days=12)


@pytest.mark.parametrize("sent", [{}, {"until_day": "31", "until_month": "2", "until_year": "2027"}])
def test_a_day_that_is_none_is_told(browser, url, invitation, sent):
    browser.post(url, {"answer": "maybe"})

    assert browser.post(f"{url}until/", sent).status_code == 422
    assert browser.post(f"{url}until/", _day(200)).status_code == 422
    assert "Velg en dag fra i morgen" in browser.post(f"{url}until/", _day(200)).content.decode()
    invitation.refresh_from_db()
    assert invitation.maybe_until is None


def test_something_else_leads_to_what_one_wants_to_hear_about(browser, url, invitation):
    after = browser.post(url, {"answer": "other", "message": "Noe om skole"}, follow=True).content.decode()

    assert "ikke dette, men noe annet" in after
    assert "/granvik/my-page/topics/" in after
    assert "skole" not in after
    invitation.refresh_from_db()
    assert invitation.answer == "other"


@pytest.mark.parametrize("page", ["why", "until"])
def test_these_pages_open_and_change_nothing_and_close_with_the_invitation(browser, url, invitation, page):
    for _time in range(3):
        assert browser.get(f"{url}{page}/").status_code == 200
        browser.head(f"{url}{page}/")
        browser.options(f"{url}{page}/")
    assert not Answer.objects.exists()
    assert browser.get(f"/answer/nothing/{page}/").status_code == 404
    foreign = browser.post(f"{url}{page}/", {"why": "time"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403

    services.withdraw(invitation=invitation, by=None, at=timezone.now())

    assert browser.get(f"{url}{page}/").status_code == 410
    assert browser.post(f"{url}{page}/", {"why": "time"}).status_code == 410


def test_a_reason_without_a_no_is_refused_in_words(browser, url):
    browser.post(url, {"answer": "yes"})

    answer = browser.post(f"{url}why/", {"why": "time"})

    assert answer.status_code == 422
    assert "sammen med et nei" in answer.content.decode()
