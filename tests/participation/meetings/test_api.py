"""Meetings over the API, closing included."""

import pytest

from config.core.accounts.services import give_role
from config.core.organisations.models import Role
from participation.claims.models import Claim
from participation.contributions.models import Contribution
from participation.meetings.models import Meeting
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_attendance, make_meeting, make_project, make_rate, make_unit

URL = "/api/v1/meetings/"


@pytest.fixture
def meeting(project):
    return make_meeting(project)


def _hold(paula, owner, **more):
    return {
        "held_on": "2026-03-10",
        "hours": "2.25",
        "professional_hours": "6",
        "attendances": [{"assignment": paula.public_id}],
        "contributions": [
            {"text": "Too long.", "owner": owner.public_id, "assignment": paula.public_id},
            {"text": "Together.", "owner": owner.public_id, "due_on": "2026-04-01"},
        ],
    } | more


def test_a_meeting_is_planned_edited_and_cancelled(project, alice, api_of):
    api = api_of(alice)
    made = api.post(URL, {"project": project.public_id, "title": "Kick-off", "held_on": "2026-05-04"})
    at = f"{URL}{made.json()['id']}/"

    assert made.status_code == 201
    assert api.patch(at, {"place": "Room 2"}).json()["place"] == "Room 2"
    assert api.post(f"{at}cancel/").json()["state"] == "cancelled"
    assert api.post(f"{at}cancel/").status_code == 409


def test_a_meeting_is_held_with_one_call(meeting, municipality, paula, owner, alice, api_of):
    make_rate(municipality)
    api = api_of(alice)

    answer = api.post(f"{URL}{meeting.public_id}/hold/", _hold(paula, owner), format="json")

    assert answer.status_code == 200, answer.json()
    shown = answer.json()
    assert (shown["state"], shown["present"], shown["attendances"][0]["hours"]) == ("held", 1, "2.25")
    assert [(one.text, one.is_from_group) for one in Contribution.objects.order_by("id")] == [
        ("Too long.", False),
        ("Together.", True),
    ]
    assert Claim.objects.get().amount == 887.50
    again = api.post(f"{URL}{meeting.public_id}/hold/", _hold(paula, owner), format="json")
    assert again.status_code == 409
    assert again.json()["detail"]


def test_a_meeting_is_corrected(meeting, paula, owner, alice, api_of):
    api, at = api_of(alice), f"{URL}{meeting.public_id}"
    api.post(f"{at}/hold/", _hold(paula, owner), format="json")
    absent = [{"assignment": paula.public_id, "was_present": False}]

    answer = api.post(f"{at}/correct/", _hold(paula, owner, attendances=absent), format="json")

    assert answer.json()["present"] == 0
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"hours": "-1"}, {"hours": "25"}, {"held_on": "soon"}, {"attendances": "none"}]
)
def test_what_cannot_be_is_refused(meeting, paula, owner, alice, api_of, wrong):
    answer = api_of(alice).post(
        f"{URL}{meeting.public_id}/hold/", _hold(paula, owner, **wrong), format="json"
    )

    assert answer.status_code == 400
    assert Meeting.objects.get().state == "planned"


def test_the_list_is_filtered_and_costs_the_same(project, unit, paula, alice, api_of):
    api = api_of(alice)
    make_meeting(make_project(unit, title="Another"), state="cancelled")

    def make(count):
        for _ in range(count):
            make_attendance(make_meeting(project, state="held"), paula)

    assert_constant_queries(make, lambda: api.get(URL))
    assert api.get(URL, {"state": "cancelled"}).json()["count"] == 1
    assert api.get(URL, {"project": project.public_id}).json()["count"] == 3


def test_a_professional_reads_how_many_and_writes_nothing(meeting, paula, pia, api_of):
    make_attendance(meeting, paula)
    api, at = api_of(pia), f"{URL}{meeting.public_id}/"

    shown = api.get(at).json()

    assert (shown["present"], shown["attendances"]) == (1, [])
    assert api.patch(at, {"place": "Mine"}).status_code == 403
    assert api.post(f"{at}hold/", {}).status_code == 403


def test_another_municipality_is_not_there(meeting, charlie, api_of):
    assert api_of(charlie).get(f"{URL}{meeting.public_id}/").status_code == 404


def test_a_facilitator_elsewhere_does_not_plan_in_projects_led_here(project, pia, other_municipality, api_of):

    give_role(
        municipality=other_municipality, email=pia.email, name=pia.name, role=Role.FACILITATOR, by=None, at=AT
    )
    make_unit(other_municipality)

    answer = api_of(pia).post(
        URL, {"project": project.public_id, "title": "Kick-off", "held_on": "2026-05-04"}
    )

    assert answer.status_code == 404
