"""Channels and applications over the API: the same rules, rows and refusals as the pages."""

import pytest

from representatives.consent.models import Consent
from representatives.recruitment.models import Application, RecruitmentChannel
from representatives.registry.models import Representative
from tests.make.people import make_representative, make_term
from tests.make.recruitment import make_application, make_channel

CHANNELS, APPLICATIONS = "/api/v1/channels/", "/api/v1/applications/"
PAPER = {
    "given_name": "Per",
    "phone": "406 00 000",
    "channel": "phone",
    "network": True,
    "evidence": "Skap 2",
    "signed_on": "2026-03-01",
}


@pytest.fixture
def api(alice, api_of):
    return api_of(alice)


@pytest.fixture
def channel(municipality):
    return make_channel(municipality)


def test_a_channel_is_made_changed_closed_and_opened(api):
    term = make_term()
    made = api.post(
        CHANNELS, {"name": "Kampanje", "kind": "campaign", "wanted": term.public_id}, format="json"
    )
    assert made.status_code == 201
    assert made.json()["wanted"] == term.public_id
    address = f"{CHANNELS}{made.json()['id']}/"

    assert api.patch(address, {"greeting": "Hei"}, format="json").json()["wanted"] == term.public_id
    assert api.post(address + "close/").json()["is_open"] is False
    assert api.post(address + "reopen/").json()["is_open"] is True
    assert RecruitmentChannel.objects.get().greeting == "Hei"


def test_a_name_in_use_is_a_conflict(api, channel):
    assert api.post(CHANNELS, {"name": channel.name, "kind": "notice"}, format="json").status_code == 409


def test_a_professional_passes_on_and_does_not_see_the_yield(api, api_of, pia, channel):
    theirs = api_of(pia)
    address = f"{CHANNELS}{channel.public_id}/"

    assert theirs.get(CHANNELS).json()["count"] == 1
    assert theirs.post(address + "pass-on/", {"count": 3}, format="json").json()["passed_on"] == 3
    assert theirs.post(address + "pass-on/", {"count": 5000}, format="json").status_code == 400
    assert theirs.get(address + "yield/").status_code == 403
    assert theirs.post(address + "close/").status_code == 403
    assert theirs.get(APPLICATIONS).status_code == 403
    assert api.get(address + "yield/").json() == {
        "passed_on": 3,
        "opened": 0,
        "applied": 0,
        "welcomed": 0,
        "lasting": 0,
        "still_active": 0,
    }


def test_a_paper_is_taken_in(api, channel):
    term, role = make_term(), make_term("role", "committee")
    sent = PAPER | {"through": channel.public_id, "experience_consent": "yes"}
    sent |= {"experience": [term.public_id], "roles": [role.public_id], "words": "Om mor"}
    made = api.post(APPLICATIONS, sent, format="json")

    assert made.status_code == 201
    assert made.json()["words"] == "Om mor"
    person = Representative.objects.get()
    assert (person.source, person.came_through) == ("paper", channel)
    assert {kept.term for kept in person.terms.all()} == {term, role}


@pytest.mark.parametrize(
    "wrong",
    [{"network": False}, {"phone": ""}, {"signed_on": "2999-01-01"}, {"experience": ["x"]}, {"through": "x"}],
)
def test_a_paper_that_is_not_right_is_refused(api, db, wrong):
    assert api.post(APPLICATIONS, PAPER | wrong, format="json").status_code in (400, 409)
    assert not Representative.objects.exists()


def test_the_steps_of_an_application(api, channel):
    application = make_application(channel)
    address = f"{APPLICATIONS}{application.public_id}/"

    assert api.post(address + "take/").json()["handled_by"]
    assert api.post(address + "start/").json()["state"] == "in_conversation"
    assert api.post(address + "start/").status_code == 409
    assert api.post(address + "forget-words/").status_code == 200
    assert api.post(address + "welcome/").json()["outcome"] == "welcomed"
    assert api.post(address + "decline/").status_code == 409
    assert api.get(f"{APPLICATIONS}?outcome=welcomed").json()["count"] == 1


def test_a_kind_no_and_a_changed_mind(api, channel):
    for step, outcome in (("decline", "declined"), ("withdraw", "withdrawn")):
        application = make_application(channel, f"{outcome.title()} Ny")
        assert api.post(f"{APPLICATIONS}{application.public_id}/{step}/").json()["outcome"] == outcome


def test_a_person_is_put_on_the_board_and_a_strangers_is_not_there(api, api_of, charlie, municipality):
    person = make_representative(municipality, state="in_conversation", consents=(Consent.Purpose.NETWORK,))
    sent = {"representative": person.public_id}

    assert api_of(charlie).post(APPLICATIONS + "add/", sent, format="json").status_code == 404
    assert api.post(APPLICATIONS + "add/", sent, format="json").json()["representative"] == person.public_id
    assert Application.objects.count() == 1
