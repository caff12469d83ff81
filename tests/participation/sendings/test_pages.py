"""Sendings as pages: the bar, every letter before it leaves, the stop, the number, and who may see it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.core.letters.models import LetterText
from config.core.outbox.models import Message
from participation.invitations.models import Invitation
from participation.sendings import leaving, services
from participation.sendings.models import Sending, SendingLine
from tests.cast import AT, make_user
from tests.helpers.rows import assert_constant_queries
from tests.make.invitations import make_choice, make_invitation, make_wanted
from tests.make.people import make_representative
from tests.participation.sendings.test_services import make_crowd


@pytest.fixture
def browser(alice, client_of):
    alice.language = "en"
    alice.save()
    return client_of(alice)


def _request(wanted, end=""):
    return f"/granvik/requests/{wanted.public_id}/{end}"


def _page(sending, end=""):
    return f"/granvik/sendings/{sending.public_id}/{end}"


def _day(days):
    day = timezone.localdate() + timedelta(days=days)
    return {"reply_by_day": day.day, "reply_by_month": day.month, "reply_by_year": day.year}


@pytest.mark.parametrize("page", ["", "candidates/", "invitations/"])
def test_the_bar_says_what_is_decided_on_every_page_of_the_request(browser, wanted, people, page):
    text = browser.get(_request(wanted, page)).content.decode()

    assert "not told to anyone yet" in text
    assert "3 people to ask" in text


def test_two_presses_ask_everyone_and_every_letter_is_seen_first(browser, wanted, people):
    review = browser.post(_request(wanted, "sending/start/"), follow=True)
    text = review.content.decode()

    assert "3 people are written to" in text
    assert text.count("/answer/…/") == 2
    assert "you call: " in text
    assert not Invitation.objects.exists()

    sending = Sending.objects.get()
    held = browser.post(_page(sending, "send/"), follow=True).content.decode()
    assert "Leaves at" in held
    leaving.leave_due(at=timezone.now() + services.pause())
    after = browser.get(_page(sending)).content.decode()

    assert "3 have been asked" in after
    assert Message.objects.count() == 2


def test_a_press_on_the_bar_opens_the_draft_that_is_there(browser, wanted, people, draft):
    opened = browser.post(_request(wanted, "sending/start/"))

    assert opened.url == _page(draft)
    assert draft.lines.count() == 3


def test_whom_to_write_to_is_chosen_and_kept(browser, wanted, people, municipality):
    make_choice(wanted, make_representative(municipality, "Rolf Rest", state="resting"))
    start = browser.get(_request(wanted, "sending/")).content.decode()
    assert "Anna En – gets an e-mail" in start
    assert "Turid Telefon – you call" in start
    assert "Rolf Rest: This person is taking a break" in start

    browser.post(_request(wanted, "sending/"), {"ask": [people[1].public_id], **_day(12)})
    sending = Sending.objects.get()
    again = browser.get(_request(wanted, "sending/")).content.decode()

    page = browser.get(_page(sending)).content.decode()

    assert [line.representative for line in sending.lines.all()] == [people[1]]
    assert "not in this sending: Anna En, Turid Telefon." in " ".join(page.split())
    assert sending.reply_by == timezone.localdate() + timedelta(days=12)
    assert again.count("checked") == 1


@pytest.mark.parametrize(("days", "asks"), [(-1, True), (5, False)])
def test_a_form_that_is_not_right_asks_again(browser, wanted, people, days, asks):
    answer = browser.post(
        _request(wanted, "sending/"), {"ask": [people[0].public_id] if asks else [], **_day(days)}
    )

    assert answer.status_code == 422
    assert "Something is missing or not right" in answer.content.decode()
    assert not Sending.objects.exists()


def test_nobody_to_write_to_says_what_to_do(browser, municipality):
    empty = make_wanted(municipality)

    assert "Nobody to write to" in browser.get(_request(empty, "sending/")).content.decode()
    assert browser.post(_request(empty, "sending/start/")).url == _request(empty, "sending/")
    assert "not told to anyone" not in browser.get(_request(empty)).content.decode()


def test_it_is_stopped_and_thrown_away(browser, wanted, draft):
    services.send(sending=draft, by=None, at=timezone.now())

    stopped = browser.post(_page(draft, "stop/"), follow=True).content.decode()
    thrown = browser.post(_page(draft, "discard/"), follow=True).content.decode()

    assert "Nothing has been sent" in stopped
    assert "choices are as they were" in thrown
    assert not Sending.objects.exists()


def test_the_page_asks_again_by_itself_while_it_leaves(browser, draft):
    services.send(sending=draft, by=None, at=timezone.now())

    whole = browser.get(_page(draft))
    part = browser.get(_page(draft), headers={"HX-Request": "true"}).content.decode()

    assert whole.headers["Refresh"] == "5"
    assert "<html" not in part
    assert "Leaves at" in part


def test_above_a_hundred_the_number_is_typed_on_the_page(browser, wanted):
    draft = make_crowd(wanted, 101)

    page = browser.get(_page(draft)).content.decode()
    empty = browser.post(_page(draft, "send/"))
    wrong = browser.post(_page(draft, "send/"), {"number": 99})
    right = browser.post(_page(draft, "send/"), {"number": 101}, follow=True)

    assert 'name="number"' in page
    assert (empty.status_code, wrong.status_code) == (422, 422)
    assert "101" in wrong.content.decode()
    assert "Leaves at" in right.content.decode()


def test_a_second_person_lets_it_go(browser, wanted, alice, municipality, client_of):
    draft = make_crowd(wanted, 3)
    Sending.objects.filter(pk=draft.pk).update(state="approval", sent_by=alice)
    other = make_user("Ada", municipality, "facilitator")

    own = browser.get(_page(draft)).content.decode()
    refused = browser.post(_page(draft, "approve/"), follow=True).content.decode()
    client_of(other).post(_page(draft, "approve/"))
    draft.refresh_from_db()

    assert "Ask another facilitator" in own
    assert "Somebody else than the one who sent it" in refused
    assert (draft.state, draft.approved_by) == ("held", other)


def test_who_gets_no_mail_is_told_with_one_press(browser, wanted, municipality, prepare, gone):
    silent = make_representative(municipality, "Telefon Tor", email="", phone="+4740612001")
    invitation = make_invitation(wanted, silent)
    wanted.state = "filled"
    wanted.save()
    sending = gone(prepare(thank=[invitation]))
    [line] = SendingLine.objects.to_tell()

    before = browser.get(_page(sending)).content.decode()
    listed = browser.get("/granvik/sendings/?show=tell").content.decode()
    browser.post(_page(sending, f"told/{line.public_id}/"))

    assert "tel:+4740612001" in before
    assert wanted.title in listed
    assert not SendingLine.objects.to_tell().exists()


def test_a_line_is_told_at_its_own_sending_alone(browser, wanted, municipality, prepare, gone):
    silent = make_representative(municipality, "Telefon Tor", email="", phone="+4740612001")
    by_phone = make_invitation(wanted, silent)
    by_mail = make_invitation(wanted, make_representative(municipality, "Post Pia"))
    wanted.state = "filled"
    wanted.save()
    other = gone(prepare(thank=[by_mail]))
    gone(prepare(thank=[by_phone]))
    [line] = SendingLine.objects.to_tell()

    assert browser.post(_page(other, f"told/{line.public_id}/")).status_code == 404
    assert SendingLine.objects.to_tell().get() == line


def test_words_that_cannot_be_made_are_said_and_nothing_leaves(browser, wanted, draft, municipality):
    LetterText.objects.create(
        municipality=municipality, kind="invitation.asked", language="nb", number=1, opening="{borte}", at=AT
    )

    page = browser.get(_page(draft)).content.decode()
    after = browser.post(_page(draft, "send/"), follow=True).content.decode()

    assert "{borte}" in page
    assert "{borte}" in after
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_pages_ask_no_more_of_the_database_when_more_are_written_to(browser, wanted, municipality, prepare):
    def grow(number):
        for _one in range(number):
            people.append(make_representative(municipality, f"Person {len(people)}"))
            make_choice(wanted, people[-1])
        prepare(ask=people)

    people = []
    assert_constant_queries(grow, lambda: browser.get(_page(Sending.objects.get())))
    assert_constant_queries(grow, lambda: browser.get(_request(wanted, "sending/")))


def test_other_roles_and_other_municipalities_see_nothing(client_of, bob, charlie, pia, draft, wanted):
    for user, code in ((bob, 403), (pia, 403), (charlie, 404)):
        client = client_of(user)
        assert client.get(_page(draft)).status_code == code
        assert client.post(_page(draft, "send/")).status_code == code
        assert client.post(_request(wanted, "sending/start/")).status_code in (403, 404)
    draft.refresh_from_db()
    assert draft.state == "draft"
