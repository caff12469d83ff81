"""The season over the API: the same proposals, words and refusals as the page."""

import pytest

from config.core.audit.models import AuditEvent
from projects.models import Choice, SeasonPlan
from projects.season import services
from representatives.registry import services as registry
from tests.cast import AT
from tests.projects.season.plans import make_plan, make_two_projects, seat_of

PLANS, SEATS = "/api/v1/season-plans/", "/api/v1/season-seats/"


def test_a_plan_is_asked_for_and_read(municipality, alice, api_of):
    make_two_projects(municipality)
    client = api_of(alice)

    asked = client.post(PLANS)
    assert (asked.status_code, asked.json()["state"]) == (201, "making")
    assert client.post(PLANS).status_code == 409
    assert client.get(f"{PLANS}{asked.json()['id']}/").json()["requests"] is None

    assert client.post(f"{PLANS}{asked.json()['id']}/cancel/").json()["state"] == "cancelled"
    assert client.post(f"{PLANS}{asked.json()['id']}/cancel/").status_code == 409
    assert [one["state"] for one in client.get(PLANS).json()["results"]] == ["cancelled"]


def test_the_same_proposals_as_the_page_without_points(municipality, alice, api_of):
    make_two_projects(municipality)
    plan = make_plan(municipality, alice)

    told = api_of(alice).get(f"{PLANS}{plan.public_id}/").json()

    assert [one["title"] for one in told["requests"]] == ["En", "To"]
    (proposal,) = told["requests"][1]["proposals"]
    assert proposal["representative"]["name"] == "Alt Mulig"
    assert proposal["fits"]
    assert proposal.keys() == {
        "id",
        "representative",
        "decision",
        "fits",
        "gaps",
        "rest",
        "load",
        "against",
    }
    assert [one["name"] for one in told["difference"]["asked_besides"]] == ["Bare Demens"]
    assert told["is_old"] is False
    assert AuditEvent.objects.filter(kind="representative.listed", purpose="candidates").count() == 1


def test_a_seat_is_taken_skipped_and_put_back(municipality, alice, api_of):
    make_two_projects(municipality)
    plan = make_plan(municipality, alice)
    first, second = seat_of(plan, "En"), seat_of(plan, "To")
    client = api_of(alice)

    assert client.post(f"{SEATS}{second.public_id}/take/").json()["decision"] == "taken"
    assert client.post(f"{SEATS}{second.public_id}/take/").status_code == 409
    assert client.post(f"{SEATS}{first.public_id}/skip/").json()["decision"] == "skipped"
    assert client.post(f"{SEATS}{first.public_id}/put-back/").json()["decision"] == "open"
    assert Choice.objects.get().representative == second.representative


def test_what_stands_against_it_is_said(municipality, alice, api_of):
    make_two_projects(municipality)
    seat = seat_of(make_plan(municipality, alice), "En")
    registry.move(representative=seat.representative, to="resting", by=None, at=AT)

    answer = api_of(alice).post(f"{SEATS}{seat.public_id}/take/", {"reason": "likevel"}, format="json")

    assert answer.status_code == 409
    assert answer.json()["detail"]
    assert not Choice.objects.exists()


@pytest.mark.parametrize("who", ["pia", "bob", "uma"])
def test_others_may_not(municipality, alice, api_of, request, who):
    client = api_of(request.getfixturevalue(who))
    make_two_projects(municipality)
    plan = make_plan(municipality, alice)

    assert client.get(PLANS).status_code == 403
    assert client.get(f"{PLANS}{plan.public_id}/").status_code == 403
    assert client.post(PLANS).status_code == 403
    assert client.post(f"{SEATS}{seat_of(plan, 'En').public_id}/take/").status_code == 403


def test_another_municipality_is_not_there(municipality, alice, charlie, api_of):
    make_two_projects(municipality)
    plan = services.ask(municipality=municipality, by=alice, at=AT)
    client = api_of(charlie)

    assert client.get(PLANS).json()["results"] == []
    assert client.get(f"{PLANS}{plan.public_id}/").status_code == 404
    assert client.post(f"{PLANS}{plan.public_id}/cancel/").status_code == 404
    assert SeasonPlan.objects.get().state == "making"
