"""When the database is away while somebody answers: 503 in words, no thank-you that is not true, no bare 500."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.utils import timezone

from participation.invitations import services
from participation.invitations.models import Answer, Invitation
from tests.make.invitations import make_invitation, make_wanted
from tests.make.people import make_representative


@pytest.fixture
def invitation(municipality) -> Invitation:
    at = timezone.now()
    person = make_representative(municipality, "Paula Prøve", at=at)
    day = timezone.localdate(at) + timedelta(days=5)
    return make_invitation(make_wanted(municipality), person, at=at, reply_by=day)


@pytest.fixture
def url(invitation) -> str:
    return f"/answer/{services.token_of(invitation)}/"


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False)


@contextmanager
def _lost_after(statements: int, error: type[Exception] = OperationalError):
    """The connection is lost after so many statements; each one after that fails."""
    left = [statements]

    def run(execute: Callable[..., Any], *given: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise error("server closed the connection unexpectedly")
        return execute(*given)

    with connection.execute_wrapper(run):
        yield


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_the_page_says_kindly_when_to_come_back(browser, url, error):
    with _lost_after(0, error):
        answer = browser.get(url)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    text = answer.content.decode()
    assert "Vi er borte et øyeblikk" in text
    assert f'href="{url}"' in text
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statements", [1, 4, 9, 14])
def test_an_answer_that_was_not_kept_is_never_thanked_for(browser, url, statements):
    with _lost_after(statements):
        answer = browser.post(url, {"answer": "yes"}, follow=True)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "Takk" not in answer.content.decode()
    # All of it or nothing.
    assert Answer.objects.count() == Invitation.objects.filter(answer="yes").count() == 0

    again = browser.post(url, {"answer": "yes"}, follow=True)
    assert "du er med" in again.content.decode()


def test_it_is_said_in_the_language_that_was_chosen(browser, url):
    with _lost_after(0):
        text = browser.post(f"{url}?language=en", {"answer": "no"}).content.decode()

    assert "We are away for a moment" in text
    assert f'href="{url}?language=en"' in text


def test_those_who_work_here_get_it_too(alice, client_of):
    browser = client_of(alice)
    browser.raise_request_exception = False

    with _lost_after(0):
        pages = [browser.get("/granvik/"), browser.post("/granvik/invitations/")]

    assert [page.status_code for page in pages] == [503, 503]
    assert 'href="/"' in pages[1].content.decode()


def test_the_api_gets_a_problem(api_of, alice):
    api = api_of(alice)
    api.raise_request_exception = False

    with _lost_after(0):
        answer = api.get("/api/v1/invitations/")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 503


def test_another_fault_is_still_a_fault(browser, url, monkeypatch):
    def fail(*given: Any, **more: Any) -> None:
        raise ValueError("something else")

    monkeypatch.setattr(services, "answer", fail)

    assert browser.post(url, {"answer": "yes"}).status_code == 500
