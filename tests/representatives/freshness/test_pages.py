"""Freshness as pages: whom to call, what was said, the numbers, and who sees what."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.core.audit.models import AuditEvent
from representatives.freshness import services
from representatives.freshness.models import Checkup, NetworkPolicy
from representatives.proxies import services as proxies
from tests.helpers.rows import assert_constant_queries
from tests.make.people import make_representative

LIST, POLICY = "/granvik/checkups/", "/granvik/network-policy/"
NUMBERS = {
    "confirm_after_days": 180,
    "rest_after_days": 30,
    "notice_after_days": 365,
    "delete_after_notice_days": 60,
    "erase_left_after_days": 365,
    "consent_months": 6,
}


def _ask(municipality, name="Finn Fjord", **profile):
    profile = {"channel": "phone", "phone": "+4790000001"} | profile
    at = timezone.now() - timedelta(days=400)
    return services.ask(person=make_representative(municipality, name, at=at, **profile), at=timezone.now())


@pytest.fixture
def checkup(municipality):
    return _ask(municipality)


@pytest.fixture
def facilitator(alice, client_of):
    return client_of(alice)


def _text(answer) -> str:
    return str(answer.content.decode())


def test_whoever_gets_no_mail_is_on_the_list_and_on_the_start_page(facilitator, checkup, municipality, alice):
    _ask(municipality, "Mona Mail", channel="email", email="mona@people.example.org")
    page = _text(facilitator.get(LIST))

    assert "Finn Fjord" in page
    assert "Mona Mail" not in page
    assert "Mona Mail" in _text(facilitator.get(LIST, {"show": "all"}))
    needs = {need.feed.key: need.count for need in facilitator.get("/granvik/").context["home"].needs}
    assert needs["checkups"] == 1
    line = AuditEvent.objects.filter(kind="checkup.listed").first()
    assert (line.actor_id, line.purpose) == (alice.public_id, "freshness")


def test_the_one_who_answers_for_the_person_is_called(facilitator, api_of, alice, checkup):
    act = {"name": "Lise Moen", "phone": "+4740612399", "by": alice, "at": timezone.now()}
    proxies.name(representative=checkup.representative, **act)

    page = _text(facilitator.get(LIST))
    assert "Finn Fjord" in page and "Lise Moen" in page
    assert "tel:+4740612399" in page and "tel:+4790000001" not in page
    for path in ("/api/v1/checkups/", f"/api/v1/checkups/{checkup.public_id}/"):
        told = api_of(alice).get(path).json()
        row = told["results"][0] if "results" in told else told
        assert row["to_call"] == {"name": "Lise Moen", "phone": "+4740612399", "is_proxy": True}


def test_a_proxy_with_mail_takes_the_person_off_the_list_of_calls(facilitator, alice, checkup):
    act = {"name": "Lise Moen", "email": "lise@people.example.org", "by": alice, "at": timezone.now()}
    proxies.name(representative=checkup.representative, **act)

    assert "Finn Fjord" not in _text(facilitator.get(LIST))
    proxies.end(representative=checkup.representative, by=alice, at=timezone.now())
    assert "Finn Fjord" in _text(facilitator.get(LIST))


def test_what_was_said_on_the_phone_is_written_down(facilitator, checkup, alice):
    address = f"{LIST}{checkup.public_id}/answer/"
    said = {"reply": "right", "channel": "oral", "consent_network": "yes"}
    refused = facilitator.post(address, said)
    assert refused.status_code == 422
    answer = facilitator.post(address, said | {"consent_experience": "no"}, follow=True)

    assert answer.redirect_chain[-1][0] == LIST
    checkup.refresh_from_db()
    assert checkup.is_settled
    assert checkup.representative.consents.in_force().get().recorded_by == alice


def test_a_call_in_vain_takes_the_person_off_the_list_of_calls(facilitator, checkup):
    facilitator.post(f"{LIST}{checkup.public_id}/tried/")

    assert "Finn Fjord" not in _text(facilitator.get(LIST))
    again = facilitator.post(f"{LIST}{checkup.public_id}/tried/", follow=True)
    assert [message.level_tag for message in again.context["messages"]] == ["error"]


def test_the_person_page_says_how_fresh_the_profile_is(facilitator, checkup):
    page = _text(facilitator.get(f"/granvik/people/{checkup.representative.public_id}/"))

    assert f"{LIST}{checkup.public_id}/answer/" in page
    assert POLICY in page


def test_the_numbers_are_sentences_for_both_and_a_form_for_the_administrator(
    facilitator, adam, client_of, municipality
):
    administrator = client_of(adam)
    for client in (facilitator, administrator):
        assert "365" in _text(client.get(POLICY))
    assert f"{POLICY}edit/" not in _text(facilitator.get(POLICY))
    assert facilitator.post(f"{POLICY}edit/", NUMBERS).status_code == 403
    answer = administrator.post(f"{POLICY}edit/", NUMBERS, follow=True)

    assert "180" in _text(answer)
    assert NetworkPolicy.objects.get().municipality == municipality
    assert administrator.post(f"{POLICY}edit/", NUMBERS | {"consent_months": 25}).status_code == 422
    assert NetworkPolicy.objects.get().consent_months == 6


@pytest.mark.parametrize("role", ["bob", "uma", "pia", "adam"])
def test_nobody_else_sees_whom_to_call(role, request, checkup, client_of):
    client = client_of(request.getfixturevalue(role))
    own = f"{LIST}{checkup.public_id}/"

    assert client.get(LIST).status_code == 403
    assert client.get(f"{own}answer/").status_code == 403
    assert client.post(f"{own}tried/").status_code == 403


def test_another_municipality_sees_and_changes_nothing(checkup, charlie, client_of):
    client, own = client_of(charlie), checkup.public_id

    assert client.get(LIST).status_code == 404
    assert client.get(f"/lauvdal/checkups/{own}/answer/").status_code == 404
    assert client.post(f"/lauvdal/checkups/{own}/tried/").status_code == 404
    assert "Finn Fjord" not in _text(client.get("/lauvdal/checkups/"))


def test_the_lists_cost_the_same_for_one_and_for_three(facilitator, api_of, alice, municipality):
    made = iter("ABCDEFGHIJ")

    def make_rows(count):
        for _row in range(count):
            asked = _ask(municipality, f"Finn {next(made)}", email="")
            act = {"name": "Lise Moen", "phone": "+4740612399", "by": None, "at": timezone.now()}
            proxies.name(representative=asked.representative, **act)

    assert_constant_queries(make_rows, lambda: facilitator.get(LIST))
    api = api_of(alice)
    assert_constant_queries(make_rows, lambda: api.get("/api/v1/checkups/"))


def test_the_api_lists_answers_and_tries(api_of, alice, checkup):
    api, own = api_of(alice), f"/api/v1/checkups/{checkup.public_id}/"
    rows = api.get("/api/v1/checkups/", {"open": "true", "kind": "renewal"}).json()["results"]
    assert [row["id"] for row in rows] == [checkup.public_id]

    assert api.post(f"{own}tried/").json()["reminded_at"]
    assert api.post(f"{own}tried/").status_code == 409
    said = {"reply": "right", "channel": "oral", "renewals": {"network": True}}
    assert api.post(f"{own}answer/", said, format="json").status_code == 409
    wrong = said | {"renewals": {"marketing": True}}
    assert api.post(f"{own}answer/", wrong, format="json").status_code == 400
    said["renewals"]["experience"] = True
    assert api.post(f"{own}answer/", said, format="json").json()["reply"] == "right"
    assert Checkup.objects.get().is_settled


def test_the_api_keeps_others_out(api_of, bob, charlie, checkup):
    own = f"/api/v1/checkups/{checkup.public_id}/"

    assert api_of(bob).get(own).status_code == 403
    assert api_of(charlie).get(own).status_code == 404
    assert api_of(charlie).post(f"{own}tried/").status_code == 404


def test_the_api_shows_the_numbers_and_lets_the_administrator_set_them(
    api_of, adam, alice, pia, municipality
):
    path = "/api/v1/network-policy/"
    shown = api_of(alice).get(path).json()
    assert [(row["municipality"], row["consent_months"]) for row in shown] == [("granvik", 12)]
    assert api_of(alice).post(path, {"consent_months": 6}, format="json").status_code == 403
    assert api_of(pia).get(path).status_code == 403

    answer = api_of(adam).post(path, {"consent_months": 6}, format="json")
    assert (answer.status_code, answer.json()["consent_months"]) == (201, 6)
    assert api_of(adam).post(path, {"consent_months": 60}, format="json").status_code == 400
    assert api_of(adam).get(path).json()[0]["confirm_after_days"] == 365
