"""The gap view over the API."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.core.audit.models import AuditEvent
from tests.make.chain import make_unit
from tests.make.people import make_representative, make_term
from tests.projects.wanted import make_open_request

ADDRESS = "/api/v1/gaps/"


def test_the_same_figures_as_the_page(municipality, other_municipality, alice, api_of):
    for place in (municipality, other_municipality):
        make_open_request(place, at=timezone.now() - timedelta(days=40))
    make_representative(municipality, experience=((make_term(), "own"),), area="Øyane")

    told = api_of(alice).get(ADDRESS).json()

    (need,) = told["needs"]
    assert need | {"words": "", "channels": []} == {
        "term": make_term().public_id,
        "name": "Dementia",
        "kind": "experience",
        "relation": "",
        "level": 1,
        "requests": 1,
        "musts": 1,
        "seats": 2,
        "not_filled": 1,
        "people": 1,
        "people_below": 0,
        "verdict": "one",
        "words": "",
        "channels": [],
    }
    assert told["months"] == 12
    assert [(area["area"], area["people"], area["verdict"]) for area in told["areas"]] == [("Øyane", 1, None)]
    assert told["groups"][0]["key"] == "never_asked"
    assert "Paula" not in str(told)


def test_it_is_narrowed_by_period_unit_and_area(municipality, alice, api_of):
    make_open_request(municipality, at=timezone.now() - timedelta(days=250), must_area="Øyane")
    make_representative(municipality, area="Sentrum")
    away = make_unit(municipality, "Legevakta")
    client = api_of(alice)

    assert len(client.get(ADDRESS).json()["needs"]) == 1
    for query in ({"months": 6}, {"unit": away.public_id}, {"area": "Sentrum"}):
        assert client.get(ADDRESS, query).json()["needs"] == []


@pytest.mark.parametrize("query", [{"months": 5}, {"unit": "nowhere"}, {"area": "Atlantis"}])
def test_what_is_not_there_is_refused_with_the_field(municipality, alice, api_of, query):
    answer = api_of(alice).get(ADDRESS, query)

    assert answer.status_code == 400
    assert answer.json()["errors"].keys() == query.keys()


def test_nobody_else_reads_it(municipality, bob, uma, pia, adam, charlie, api_of):
    for user in (bob, uma, pia, adam):
        assert api_of(user).get(ADDRESS).status_code == 403
    assert api_of(charlie).get(ADDRESS, {"municipality": municipality.slug}).status_code == 404


def test_the_people_of_a_group_are_found_over_the_api_too(municipality, alice, api_of):
    make_representative(municipality, "Glemt Moe")
    make_representative(municipality, "Ny Moe", at=timezone.now())

    rows = api_of(alice).get("/api/v1/representatives/", {"group": "never_asked"}).json()["results"]

    assert [row["given_name"] for row in rows] == ["Glemt"]


def test_one_term_from_near(municipality, other_municipality, alice, bob, api_of):
    wanted = make_open_request(municipality, at=timezone.now() - timedelta(days=40), must_area="Øyane")
    for place, name in ((municipality, "Paula Prøve"), (other_municipality, "Fremmed Prøve")):
        make_representative(place, name, experience=((make_term(), "own"),), area="Øyane")
    client, address = api_of(alice), f"{ADDRESS}{make_term().public_id}/"

    told = client.get(address).json()

    assert [(one["id"], one["seats"], one["empty_seats"]) for one in told["requests"]] == [
        (wanted.public_id, 2, 2)
    ]
    assert [one["name"] for one in told["people"]] == ["Paula Prøve"]
    assert (told["people_count"], told["below_count"], told["left"]) == (1, 0, 0)
    assert told["need"]["verdict"] == "one"
    line = AuditEvent.objects.order_by("-id").first()
    assert (line.kind, line.purpose, line.actor_id) == ("representative.listed", "gaps", alice.public_id)
    assert client.get(ADDRESS).json()["terms_in_areas"] == [
        {"term": make_term().public_id, "area": "Øyane", "people": 1, "seats": 2}
    ]
    assert client.get(address, {"relation": "bereaved"}).json()["need"] is None
    assert client.get(address, {"relation": "neighbour"}).json()["errors"].keys() == {"relation"}
    assert client.get(f"{ADDRESS}nowhere/").status_code == 404
    assert api_of(bob).get(address).status_code == 403


def test_the_requests_behind_a_figure_are_found_over_the_api_too(municipality, alice, api_of):
    there = make_open_request(municipality, must_area="Øyane", must_language=make_term("skill", "arabic"))
    plain = make_open_request(municipality, project=there.project)
    client = api_of(alice)

    def found(**query):
        return {row["id"] for row in client.get("/api/v1/requests/", query).json()["results"]}

    assert found(must_area="Øyane") == found(term=make_term("skill", "arabic").public_id) == {there.public_id}
    assert found(term=make_term().public_id) == {there.public_id, plain.public_id}
    assert found(term="nowhere") == set()
