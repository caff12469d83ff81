"""Invitations over the API: the whole way, refusals, filters, and who sees what."""

from datetime import timedelta

import pytest
from django.utils import timezone

from participation.assignments.models import Assignment
from participation.invitations.models import Invitation
from tests.helpers.rows import assert_constant_queries
from tests.make.invitations import make_invitation, make_wanted
from tests.make.people import make_representative

URL = "/api/v1/invitations/"


@pytest.fixture
def wanted(municipality):
    return make_wanted(municipality, seats=2)


@pytest.fixture
def body(wanted, municipality):
    person = make_representative(municipality, at=timezone.now())
    reply_by = timezone.localdate() + timedelta(days=7)
    return {
        "request": wanted.public_id,
        "representative": person.public_id,
        "reply_by": reply_by.isoformat(),
    }


def _invite(wanted, name):
    at = timezone.now()
    person = make_representative(wanted.municipality, name, at=at)
    return make_invitation(wanted, person, at=at, reply_by=timezone.localdate(at) + timedelta(days=5))


def test_the_whole_way_from_asking_to_a_seat(api_of, alice, body):
    api = api_of(alice)

    made = api.post(URL, body, format="json")
    one = f"{URL}{made.json()['id']}/"
    sent = api.post(f"{one}send/")
    answered = api.post(
        f"{one}answers/", {"answer": "yes", "by": "phone", "message": "Gjerne"}, format="json"
    )

    assert (made.status_code, made.json()["state"]) == (201, "ready")
    assert (sent.status_code, sent.json()["state"]) == (200, "sent")
    assert answered.status_code == 201
    assert answered.json()["answer"] == "yes"
    assert answered.json()["assignment"] == Assignment.objects.get().public_id
    (kept,) = api.get(one).json()["answers"]
    assert (kept["answer"], kept["by"], kept["message"]) == ("yes", "phone", "Gjerne")
    assert api.post(f"{one}withdraw/").status_code == 409
    assert "token" not in made.content.decode()


def test_refusals_say_why(api_of, alice, body):
    api = api_of(alice)
    one = f"{URL}{api.post(URL, body, format='json').json()['id']}/"

    twice = api.post(URL, body, format="json")
    early = api.post(f"{one}answers/", {"answer": "yes", "by": "phone"}, format="json")

    assert (twice.status_code, early.status_code) == (409, 409)
    assert twice.json()["detail"]
    for wrong in ({"answer": "yes", "by": "link"}, {"answer": "perhaps", "by": "phone"}, {}):
        assert api.post(f"{one}answers/", wrong, format="json").status_code == 400
    assert api.post(URL, body | {"reply_by": "snart"}, format="json").status_code == 400
    assert api.post(f"{one}withdraw/").json()["state"] == "withdrawn"


def test_sending_again_takes_a_date(api_of, alice, wanted):
    invitation = _invite(wanted, "Anna En")
    day = timezone.localdate() + timedelta(days=20)

    answer = api_of(alice).post(
        f"{URL}{invitation.public_id}/send-again/", {"reply_by": day.isoformat()}, format="json"
    )

    assert answer.json()["reply_by"] == day.isoformat()
    assert Invitation.objects.get().generation == 2


def test_filters_are_those_of_the_page(api_of, alice, wanted, municipality):
    _invite(wanted, "Anna En")
    other = _invite(make_wanted(municipality, title="En annen"), "Berit To")
    api = api_of(alice)

    def found(**query):
        return [row["name"] for row in api.get(URL, query).json()["results"]]

    assert found(request=other.request.public_id) == ["Berit To"]
    assert found(representative=other.representative.public_id) == ["Berit To"]
    assert found(answer="yes") == []
    assert sorted(found(answer="silent", state="sent")) == ["Anna En", "Berit To"]


def test_others_see_and_do_nothing(api_of, charlie, pia, uma, bob, wanted, body):
    invitation = _invite(wanted, "Anna En")
    one = f"{URL}{invitation.public_id}/"

    for person in (pia, uma, bob):
        assert api_of(person).get(URL).status_code == 403
        assert api_of(person).post(f"{one}answers/", {"answer": "yes", "by": "phone"}).status_code == 403
    assert api_of(charlie).get(URL).json()["results"] == []
    assert api_of(charlie).get(one).status_code == 404
    assert api_of(charlie).post(URL, body, format="json").status_code == 404


def test_a_list_costs_the_same_for_one_and_three(api_of, alice, wanted):
    api = api_of(alice)

    def make(count):
        for number in range(count):
            _invite(wanted, f"Person {Invitation.objects.count()}{number}")

    assert_constant_queries(make, lambda: api.get(URL))
