"""Calls over the API: the same steps with the same refusals, and no name before one is read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.core.audit.models import AuditEvent
from projects.calls import services
from projects.calls.models import Call, Interest
from projects.models import Choice
from tests.make.calls import fresh, make_call, make_interest, make_listener
from tests.projects.wanted import make_fitting, make_open_request

CALLS = "/api/v1/calls/"


@pytest.fixture
def wanted(municipality):
    return make_open_request(municipality)


@pytest.fixture
def api(alice, api_of):
    return api_of(alice)


@pytest.fixture
def now():
    return timezone.now()


def _post(api, path, **body):
    return api.post(path, body, format="json")


def test_a_call_from_draft_to_answered(api, wanted, municipality):
    person = make_fitting(municipality, "Anne Aas")
    make_listener(municipality, "Liv Lytt")
    last = (timezone.localdate() + timedelta(days=9)).isoformat()

    made = _post(api, CALLS, request=wanted.public_id, open_until=last, greeting="Hei").json()
    one = f"{CALLS}{made['id']}/"
    assert (made["state"], made["address"]) == ("draft", "")
    assert api.get(f"{one}reach/").json()["at_once"] == 1
    assert _post(api, f"{one}publish/").json() == {"letters": 1}
    assert api.patch(one, {"greeting": "Hallo"}, format="json").json()["greeting"] == "Hallo"
    assert _post(api, f"{one}way-in/").json()["channel"]
    said = _post(api, f"{one}interest/", representative=person.public_id, said_by="paper", words="Ja")
    assert said.status_code == 201
    [row] = api.get(f"{one}interest/").json()["interest"]
    assert (row["name"], row["representative"], row["said_by"], row["words"]) == ("", "", "", "Ja")
    assert _post(api, f"{one}close/").json()["state"] == "closed"
    mine = f"/api/v1/interest/{row['id']}/"
    assert _post(api, f"{mine}read/").json()["name"] == "Anne Aas"
    decided = _post(api, f"{mine}decide/", answer="candidate", reason="Passer").json()
    assert decided["answer"] == "candidate"
    assert Choice.objects.get().representative == person
    assert _post(api, f"{one}answer/").json() == {"letters": 1}
    assert api.get(one).json()["state"] == "answered"


def test_refusals_are_409_and_change_nothing(api, wanted, municipality, now):
    call = make_call(wanted, at=now)
    interest = make_interest(call, make_fitting(municipality), at=now)
    mine = f"/api/v1/interest/{interest.public_id}/"

    assert _post(api, f"{CALLS}{call.public_id}/publish/").status_code == 409
    assert _post(api, f"{CALLS}{call.public_id}/answer/").status_code == 409
    assert _post(api, f"{mine}decide/", answer="not_now").status_code == 409
    assert _post(api, f"{mine}told/").status_code == 409
    late = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert _post(api, f"{CALLS}{call.public_id}/reopen/", open_until=late).status_code == 409
    assert _post(api, CALLS, request=wanted.public_id, open_until=late).status_code == 409
    assert (fresh(call).state, Interest.objects.get().answer) == ("open", "")


def test_the_list_is_a_look_and_is_filtered_by_state(api, wanted, municipality, now):
    call = make_call(wanted, at=now)
    make_interest(call, at=now)

    assert len(api.get(CALLS, {"state": "open"}).json()["results"]) == 1
    assert api.get(CALLS, {"state": "closed"}).json()["results"] == []
    api.get(f"{CALLS}{call.public_id}/interest/")

    assert AuditEvent.objects.filter(kind="interest.listed", purpose="api").count() == 1


def test_others_and_another_municipality(api_of, bob, charlie, wanted, municipality, now):
    call = make_call(wanted, at=now)
    interest = make_interest(call, at=now)
    paths = (f"{CALLS}{call.public_id}/publish/", f"/api/v1/interest/{interest.public_id}/read/")

    assert [_post(api_of(bob), path).status_code for path in paths] == [403, 403]
    assert [_post(api_of(charlie), path).status_code for path in paths] == [404, 404]
    last = timezone.localdate().isoformat()
    theirs = _post(api_of(charlie), CALLS, request=wanted.public_id, open_until=last)
    assert theirs.status_code == 404
    assert Call.objects.count() == 1


def test_a_person_of_another_municipality_cannot_be_written_down(api, wanted, other_municipality, now):
    call = make_call(wanted, at=now)
    carl = make_fitting(other_municipality, "Carl Borte")

    answer = _post(api, f"{CALLS}{call.public_id}/interest/", representative=carl.public_id, said_by="phone")

    assert answer.status_code == 404
    services.close(call=call, by=None, at=now)
    assert not Interest.objects.exists()
