"""The page behind the link: looking answers nothing, a press does, and nothing that was told stands on it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from representatives.consent.models import Consent
from representatives.freshness import links, services
from representatives.freshness.models import Checkup
from representatives.registry.models import Representative
from tests.make.people import make_representative, make_term

State = Representative.State
NOW = timezone.now


@pytest.fixture
def person(municipality):
    """Confirmed more than a year ago, with consents of that day."""
    municipality.facilitator_phone = "+4740612000"
    municipality.save()
    return make_representative(
        municipality,
        at=NOW() - timedelta(days=400),
        experience=((make_term(name="Demens"), "own"),),
        area="Fjellgrenda",
        phone="+4790000001",
        note="Har vært syk",
        language="en",
    )


@pytest.fixture
def checkup(person):
    found = services.ask(person=person, at=NOW() - timedelta(days=1))
    assert found is not None
    return found


@pytest.fixture
def url(checkup):
    return f"/still-right/{links.make(checkup)}/"


def _said(reply="right", network="yes", experience="yes", **more):
    given = {"reply": reply, "consent_network": network, "consent_experience": experience} | more
    return {name: value for name, value in given.items() if value}


def test_the_page_says_what_is_kept_by_kind_and_never_what_it_says(client, url, person):
    answer = client.get(url)
    page = answer.content.decode()

    assert answer.status_code == 200
    for kind in ("Your name", "How to reach you", "Where you live", "know and can do"):
        assert kind in page
    for told in (person.given_name, "Demens", "Fjellgrenda", "90000001", "syk", person.email):
        assert told not in page
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "checked" not in page


def test_twenty_looks_answer_nothing(client, url, person, checkup):
    for look in (client.get, client.head):
        for path in ("", "pause/", "leave/"):
            for _time in range(3):
                assert look(url + path).status_code == 200
    checkup.refresh_from_db()

    assert checkup.reply == ""
    assert Representative.objects.get(pk=person.pk).state == State.ACTIVE


def test_one_press_by_a_browser_without_cookies(url, person, checkup):
    fresh = Client(enforce_csrf_checks=True)
    answer = fresh.post(url, _said(experience="no"), follow=True)

    assert answer.redirect_chain == [(url, 303)]
    assert "Thank you for answering" in answer.content.decode()
    checkup.refresh_from_db()
    assert checkup.reply == "right"
    assert list(Consent.objects.in_force().values_list("purpose", "channel")) == [("network", "form")]
    assert not person.terms.exists()


def test_a_consent_without_a_word_is_asked_about_again(client, url, checkup):
    answer = client.post(url, _said(experience=""))
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Say yes or no here" in page
    checkup.refresh_from_db()
    assert checkup.reply == ""


@pytest.mark.parametrize("sent", [{}, {"reply": ""}, {"reply": "leave"}, {"reply": "perhaps"}], ids=str)
def test_a_form_without_a_choice_asks_again(client, url, sent):
    answer = client.post(url, sent)

    assert answer.status_code == 422
    assert "Press one of the buttons" in answer.content.decode()


def test_a_call_is_wished_for_without_answering_the_consents(client, url, checkup):
    page = client.post(url, {"reply": "changes"}, follow=True).content.decode()

    assert "we will call you" in page
    checkup.refresh_from_db()
    assert (checkup.reply, checkup.closed_at) == ("changes", None)


def test_a_pause_until_a_day(client, url, person):
    until = timezone.localdate() + timedelta(days=90)
    day = {"until_day": until.day, "until_month": until.month, "until_year": until.year}
    said = {"consent_network": "yes", "consent_experience": "yes"}
    assert client.post(url + "pause/", said).status_code == 422
    assert client.post(url + "pause/", said | day | {"until_year": 2001}).status_code == 422
    page = client.post(url + "pause/", said | day, follow=True).content.decode()

    assert "You have a pause" in page
    person.refresh_from_db()
    assert (person.state, person.resting_until) == (State.RESTING, until)


def test_leaving_says_first_what_happens_and_then_does_it(client, url, person):
    page = client.get(url + "leave/").content.decode()
    assert "This is what happens" in page
    assert "365 days" in page
    page = client.post(url + "leave/", follow=True).content.decode()

    assert "You have left the network" in page
    person.refresh_from_db()
    assert person.state == State.LEFT


@pytest.mark.parametrize("path", ["", "pause/", "leave/"])
def test_a_form_of_another_site_is_refused(client, url, path, checkup):
    answer = client.post(url + path, _said(), headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    checkup.refresh_from_db()
    assert checkup.reply == ""


@pytest.mark.parametrize("path", ["/still-right/", "/still-right/wrong/", "/still-right/wrong/leave/"])
def test_a_link_that_opens_nothing_gets_a_kind_page_with_whom_to_call(client, person, path):
    answer = client.get(path)
    page = answer.content.decode()

    assert answer.status_code == 404
    assert "done nothing wrong" in page or "ikke gjort noe galt" in page
    assert "tel:+4740612000" in page


def test_a_full_stop_after_the_link_does_no_harm(client, url):
    assert client.get(url.rstrip("/") + "./").status_code == 200


def test_an_old_link_says_that_a_newer_letter_has_come(client, url, checkup):
    Checkup.objects.filter(pk=checkup.pk).update(closed_at=NOW())
    Checkup.objects.create(
        municipality=checkup.municipality,
        representative=checkup.representative,
        kind="notice",
        asked_at=NOW(),
        due_on=timezone.localdate(),
    )
    answer = client.get(url)

    assert answer.status_code == 410
    assert "newer letter" in answer.content.decode()
    assert client.post(url, _said()).status_code == 410


def test_a_link_that_was_called_off_opens_nothing(client, url, checkup):
    services.call_off(checkup=checkup, at=NOW())

    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("chosen", "word"), [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "Is it still right?")]
)
def test_the_language_is_chosen_on_the_page_and_kept(client, url, chosen, word):
    answer = client.get(url, {"language": chosen})
    assert answer.headers["Content-Language"] == chosen
    assert word in answer.content.decode()
    onward = client.post(f"{url}?language={chosen}", {"reply": "changes"})
    assert onward.headers["Location"].endswith(f"?language={chosen}")


def test_the_notice_says_the_day(client, person):
    numbers = {"confirm_after_days": 300, "rest_after_days": 14, "notice_after_days": 30}
    services.set_policy(municipality=person.municipality, by=None, at=NOW(), **numbers)
    services.ask(person=person, at=NOW() - timedelta(days=60))
    services.go_round(at=NOW() - timedelta(days=45))
    services.go_round(at=NOW())
    notice = Checkup.objects.get(kind="notice")
    page = client.get(f"/still-right/{links.make(notice)}/").content.decode()

    assert "we delete what we keep about you" in page
