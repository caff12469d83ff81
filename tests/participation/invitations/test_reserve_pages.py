"""The reserve as the facilitator sees it, the page of an offered seat, and the API."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from participation.assignments.models import Assignment
from participation.invitations import services
from participation.invitations.models import Invitation, Offer
from tests.make.invitations import make_invitation, make_wanted
from tests.make.people import make_representative


@pytest.fixture
def wanted(municipality):
    return make_wanted(municipality, seats=1)


@pytest.fixture
def waiting(wanted, municipality):
    at = timezone.now()
    rows = []
    for name, profile in (("Anna En", {}), ("Berit To", {}), ("Cato Tre", {"email": "", "channel": "phone"})):
        person = make_representative(municipality, name, at=at, phone="+4740612345", **profile)
        day = timezone.localdate(at) + timedelta(days=5)
        rows.append(make_invitation(wanted, person, at=at, reply_by=day))
    for row in rows:
        services.answer(invitation=row, answer="yes", by="phone", at=timezone.now())
    services.answer(invitation=rows[0], answer="no", by="phone", at=timezone.now())
    return rows[1:]


def _round(wanted, end=""):
    return f"/granvik/requests/{wanted.public_id}/invitations/{end}"


def test_one_press_offers_the_seat_to_the_first(wanted, waiting, alice, client_of):
    browser = client_of(alice)
    before = browser.get(_round(wanted)).content.decode()

    after = browser.post(_round(wanted, "promote/"), follow=True).content.decode()

    assert "1 plass er ledig" in before
    assert "2 personer står i reserve, i denne rekkefølgen:" in before
    assert "Tilby plassen til Berit To, som har ventet lengst" in before
    assert "Plassen er tilbudt Berit To" in after
    assert "Er tilbudt plass, og har til" in after
    assert Offer.objects.get().invitation == waiting[0]
    again = browser.post(_round(wanted, "promote/"), follow=True).content.decode()
    assert "Ingen plass er ledig nå" in again
    assert Offer.objects.count() == 1


def test_another_is_offered_it_with_a_reason(wanted, waiting, alice, client_of):
    browser = client_of(alice)
    address = f"/granvik/invitations/{waiting[1].public_id}/promote/"
    day = timezone.localdate() + timedelta(days=4)
    form = {"until_day": day.day, "until_month": day.month, "until_year": day.year}

    without = browser.post(address, form)
    browser.post(address, form | {"reason": "Trenger en som bor i Nordre"})

    assert without.status_code == 422
    assert "Noen andre har ventet lenger" in without.content.decode()
    assert (Offer.objects.get().invitation, Offer.objects.get().until) == (waiting[1], day)
    page = browser.get(f"/granvik/invitations/{waiting[1].public_id}/").content.decode()
    assert "Trenger en som bor i Nordre" in page
    # No mail: somebody has to ring.
    assert Invitation.objects.waiting_for("call", timezone.localdate()).get() == waiting[1]
    assert "tel:+4740612345" in browser.get(_round(wanted)).content.decode()


def test_the_start_page_says_that_a_seat_is_free(wanted, waiting, alice, client_of):
    browser = client_of(alice)
    today = timezone.localdate()
    assert set(Invitation.objects.waiting_for("seat", today)) == set(waiting)
    assert "?waits=seat" in browser.get("/granvik/").content.decode()
    assert "Berit To" in browser.get("/granvik/invitations/?waits=seat").content.decode()

    services.promote(invitation=waiting[0], by=alice, at=timezone.now())

    assert not Invitation.objects.waiting_for("seat", today).exists()


def test_the_page_behind_the_same_link_asks_once_more(waiting):
    browser, address = Client(enforce_csrf_checks=True), f"/answer/{services.token_of(waiting[0])}/"
    # Words only: nobody is told how many are before them.
    reserve = browser.get(address).content.decode()
    assert "Du trenger ikke gjøre noe" in reserve
    services.promote(invitation=waiting[0], by=None, at=timezone.now())

    page = browser.get(address).content.decode()
    assert "En plass er blitt ledig" in page
    assert " checked" not in page
    assert not Assignment.objects.running().exists()
    without = browser.post(address, {})
    assert (without.status_code, without.content.decode().count('id="id_answer"')) == (422, 1)
    assert "du er med" in browser.post(address, {"answer": "yes"}, follow=True).content.decode()
    assert Assignment.objects.running().get().invitation == waiting[0]


def test_a_question_about_an_offered_seat(waiting):
    browser, address = Client(enforce_csrf_checks=True), f"/answer/{services.token_of(waiting[0])}/"
    services.promote(invitation=waiting[0], by=None, at=timezone.now())

    page = browser.post(address, {"answer": "question", "message": "Når?"}, follow=True).content.decode()

    assert "Vi har fått spørsmålet ditt" in page
    assert 'value="yes"' in page
    assert "Når?" not in page


def test_the_same_over_the_api(waiting, alice, charlie, pia, api_of):
    api, one = api_of(alice), f"/api/v1/invitations/{waiting[1].public_id}/"

    refused = api.post(f"{one}promote/", {}, format="json")
    made = api.post(f"{one}promote/", {"reason": "Bor der"}, format="json")

    assert (refused.status_code, made.status_code) == (409, 200)
    assert made.json()["now"] == "promoted"
    assert made.json()["offered_until"] == (timezone.localdate() + timedelta(days=3)).isoformat()
    assert api_of(charlie).post(f"{one}promote/", {}, format="json").status_code == 404
    assert api_of(pia).post(f"{one}promote/", {}, format="json").status_code == 403
    assert api.get("/api/v1/invitations/").json()["results"][0]["now"]


def test_others_cannot_offer_a_seat(wanted, waiting, pia, charlie, client_of):
    for address in (_round(wanted, "promote/"), f"/granvik/invitations/{waiting[0].public_id}/promote/"):
        assert client_of(charlie).post(address).status_code == 404
        assert client_of(pia).post(address).status_code == 403
    assert client_of(pia).get(f"/granvik/invitations/{waiting[0].public_id}/promote/").status_code == 403
    assert not Offer.objects.exists()


def test_nobody_on_the_reserve_is_told_in_words(wanted, alice, client_of):
    answer = client_of(alice).post(_round(wanted, "promote/"), follow=True)

    assert "Ingen står i reserve" in answer.content.decode()
