"""The list and the thread for the facilitator, and asking more by the link."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from config.core.audit.models import AuditEvent
from config.core.outbox.models import Message
from participation.invitations import services as invitations
from participation.questions import services
from participation.questions.models import QuestionWord
from tests.helpers.rows import assert_constant_queries


@pytest.fixture
def browser(alice, client_of):
    alice.language = "nb"
    alice.save()
    return client_of(alice)


def _thread(invitation) -> str:
    return f"/granvik/invitations/{invitation.public_id}/questions/"


def _open(invitation) -> str:
    return f"/answer/{invitations.token_of(invitation)}/question/"


def test_a_question_is_found_read_and_answered(browser, invitation, alice):
    waiting = browser.get("/granvik/questions/").content.decode()
    page = browser.get(_thread(invitation)).content.decode()
    after = browser.post(_thread(invitation), {"text": "Ja, ved inngangen.", "told": "mail"}, follow=True)

    assert "Paula Prøve" in waiting
    assert "1 spørsmål venter på svar" in waiting
    assert "Er det heis?" in page
    assert "Svaret er gitt." in after.content.decode()
    assert "Ingen spørsmål venter" in after.content.decode()
    assert "Paula Prøve" in browser.get("/granvik/questions/?show=all").content.decode()
    assert Message.objects.filter(kind="question.answered").count() == 1
    person = invitation.representative
    assert AuditEvent.objects.filter(kind="representative.read", subject_id=person.public_id).exists()


def test_the_start_page_counts_what_waits(browser, invitation, alice):
    assert "/granvik/questions/" in browser.get("/granvik/").content.decode()

    services.reply(invitation=invitation, text="Ja", told="phone", by=alice, at=timezone.now())

    assert 'href="/granvik/questions/"' not in browser.get("/granvik/").content.decode()


def test_an_empty_answer_is_refused_at_its_field_and_mail_is_not_offered_without_mail(browser, ask):
    invitation = ask("Turid Telefon", email="", phone="+4740612001")

    page = browser.get(_thread(invitation)).content.decode()
    empty = browser.post(_thread(invitation), {"text": " ", "told": "phone"})
    by_mail = browser.post(_thread(invitation), {"text": "Ja", "told": "mail"})

    assert "Send det som brev på e-post" not in page
    assert empty.status_code == 422
    assert by_mail.status_code == 422
    assert not QuestionWord.objects.exists()


def test_the_person_reads_the_answer_and_asks_more_without_cookies(invitation, alice):
    services.reply(
        invitation=invitation, text="Ja, ved inngangen.", told="phone", by=alice, at=timezone.now()
    )
    browser = Client(enforce_csrf_checks=True)

    page = browser.get(_open(invitation)).content.decode()
    onward = browser.post(_open(invitation), {"text": "Og parkering?"})
    after = browser.get(_open(invitation)).content.decode()

    assert "Ja, ved inngangen." in page
    assert "Er det heis?" not in page
    assert "Paula" not in page
    assert onward.status_code == 303
    assert "Vi har fått spørsmålet ditt." in after
    assert "Og parkering?" not in after
    assert QuestionWord.objects.get(side="person").text == "Og parkering?"
    assert browser.post(_open(invitation), {"text": ""}).status_code == 422


def test_looking_asks_nothing_and_another_site_cannot_ask(client, invitation):
    for _time in range(5):
        client.get(_open(invitation))
        client.head(_open(invitation))

    assert (
        client.post(_open(invitation), {"text": "x"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code
        == 403
    )
    assert not QuestionWord.objects.exists()


def test_a_dead_link_and_a_date_that_has_passed_say_so(client, invitation):
    assert client.get("/answer/wrong/question/").status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        closed = client.post(_open(invitation), {"text": "For sent?"})

    assert closed.status_code == 410
    assert not QuestionWord.objects.exists()


def test_the_answer_page_leads_to_the_thread(client, invitation):
    page = client.get(f"/answer/{invitations.token_of(invitation)}/").content.decode()

    assert f'href="{_open(invitation)}"' in page


def test_another_municipality_and_other_roles_have_no_thread(
    client_of, charlie, bob, pia, uma, adam, invitation
):
    assert (
        client_of(charlie).get(f"/lauvdal/invitations/{invitation.public_id}/questions/").status_code == 404
    )
    assert "Paula" not in client_of(charlie).get("/lauvdal/questions/").content.decode()
    for person in (bob, pia, uma, adam):
        assert client_of(person).get("/granvik/questions/").status_code == 403
        assert client_of(person).get(_thread(invitation)).status_code == 403


def test_the_list_costs_the_same_for_more_questions(browser, ask):
    made = iter(range(10))

    def add(count: int) -> None:
        for _turn in range(count):
            ask(f"Person{next(made)} Prøve")

    assert_constant_queries(add, lambda: browser.get("/granvik/questions/"))
