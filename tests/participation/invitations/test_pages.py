"""Rounds, list and one invitation as pages: what they say, who may see them, and what they do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.core.outbox.models import Message
from participation.invitations import services
from participation.invitations.models import Answer, Invitation
from tests.helpers.rows import assert_constant_queries
from tests.make.invitations import make_choice, make_invitation, make_wanted
from tests.make.people import make_representative


@pytest.fixture
def wanted(municipality, pia):
    wanted = make_wanted(municipality, seats=2)
    wanted.project.leader = pia
    wanted.project.save()
    return wanted


@pytest.fixture
def browser(alice, client_of):
    alice.language = "en"
    alice.save()
    return client_of(alice)


def _invite(wanted, name="Paula Prøve", **profile):
    at = timezone.now()
    person = make_representative(wanted.municipality, name, at=at, **profile)
    return make_invitation(wanted, person, at=at, reply_by=timezone.localdate(at) + timedelta(days=5))


def _url(wanted, end=""):
    return f"/granvik/requests/{wanted.public_id}/invitations/{end}"


def _day(days):
    day = timezone.localdate() + timedelta(days=days)
    return {"reply_by_day": day.day, "reply_by_month": day.month, "reply_by_year": day.year}


def test_the_counts_open_their_people(browser, wanted):
    said_yes, silent = _invite(wanted, "Anna Ja"), _invite(wanted, "Berit Stille")
    services.answer(invitation=said_yes, answer="yes", by="link", at=timezone.now())

    everyone = browser.get(_url(wanted)).content.decode()
    only_yes = browser.get(_url(wanted), {"show": "yes"}).content.decode()

    assert "1 of 2 seats taken" in everyone
    assert "?show=silent" in everyone
    assert "Anna Ja" in only_yes
    assert silent.representative.name not in only_yes


@pytest.mark.parametrize(("seconds", "is_hasty"), [(1, True), (60, False)])
def test_an_answer_within_seconds_of_the_letter_is_pointed_out(browser, wanted, seconds, is_hasty):
    invitation = _invite(wanted)
    at = timezone.now()
    Message.objects.update(state=Message.State.SENT, sent_at=at)
    services.answer(invitation=invitation, answer="yes", by="link", at=at + timedelta(seconds=seconds))

    assert ("call and confirm" in browser.get(_url(wanted)).content.decode()) == is_hasty


def test_an_answer_by_phone_is_written_down(browser, wanted, alice):
    invitation = _invite(wanted)
    url = f"/granvik/invitations/{invitation.public_id}/answers/new/"

    empty = browser.post(url, {})
    after = browser.post(url, {"answer": "question", "by": "phone", "message": "Er det heis?"}, follow=True)

    assert empty.status_code == 422
    assert "Er det heis?" in after.content.decode()
    assert Answer.objects.get().recorded_by == alice


def test_the_page_of_one_shows_its_history(browser, wanted):
    invitation = _invite(wanted)
    for answer in ("maybe", "yes"):
        services.answer(invitation=invitation, answer=answer, by="link", at=timezone.now())

    text = browser.get(f"/granvik/invitations/{invitation.public_id}/").content.decode()

    assert text.index('event-title">Yes') < text.index('event-title">Maybe') < text.index("Made ready")
    assert "Has a seat" in text


def test_withdrawing_and_sending_again(browser, wanted):
    invitation = _invite(wanted)
    base = f"/granvik/invitations/{invitation.public_id}/"

    assert "The link stops working" in browser.get(f"{base}withdraw/").content.decode()
    again = browser.post(f"{base}send-again/", _day(9), follow=True).content.decode()
    assert "The old link no longer works" in again
    assert "is withdrawn" in browser.post(f"{base}withdraw/", follow=True).content.decode()
    refusal = browser.post(f"{base}send-again/", _day(9), follow=True).content.decode()
    assert "Only an invitation that has been sent" in refusal


def test_what_is_ready_is_sent_from_the_round(browser, wanted, municipality):
    at = timezone.now()
    person = make_representative(municipality, "Anna En", at=at)
    reply_by = timezone.localdate(at) + timedelta(days=3)
    one = make_invitation(wanted, person, at=at, reply_by=reply_by, is_sent=False)

    browser.post(f"/granvik/invitations/{one.public_id}/send/")

    assert set(Invitation.objects.values_list("state", flat=True)) == {"sent"}


def test_the_list_filters_and_is_empty_at_first(browser, wanted, municipality):
    assert "Nobody has been asked yet" in browser.get("/granvik/invitations/").content.decode()
    services.answer(invitation=_invite(wanted, "Anna Ja"), answer="no", by="link", at=timezone.now())
    _invite(wanted, "Berit Stille")

    text = browser.get("/granvik/invitations/", {"answer": "silent"}).content.decode()

    assert "Berit Stille" in text
    assert "Anna Ja" not in text
    assert "No invitation fits" in browser.get("/granvik/invitations/?answer=maybe").content.decode()


def test_nobody_but_the_facilitator_sees_a_no(uma, wanted, client_of, pia, bob, adam, charlie):
    invitation = _invite(wanted)
    services.answer(invitation=invitation, answer="no", by="link", at=timezone.now())
    addresses = (_url(wanted), "/granvik/invitations/", f"/granvik/invitations/{invitation.public_id}/")

    for address in addresses:
        for person in (pia, uma, bob, adam):
            assert client_of(person).get(address).status_code == 403
        assert client_of(charlie).get(address).status_code == 404


@pytest.mark.parametrize("page", ["round", "list"])
def test_pages_cost_the_same_for_one_and_three(browser, wanted, page):
    url = _url(wanted) if page == "round" else "/granvik/invitations/"

    def make(count):
        for number in range(count):
            name = f"Person {Invitation.objects.count()}{number}"
            services.answer(
                invitation=_invite(wanted, name), answer="maybe", by="link", at=timezone.now(), message="Hm"
            )
            make_choice(wanted, make_representative(wanted.municipality, f"Ny {name}"))

    assert_constant_queries(make, lambda: browser.get(url))
