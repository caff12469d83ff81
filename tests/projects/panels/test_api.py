"""A draw over the API: the same capability, shapes and refusals as on the pages."""

import pytest

from projects.models import Panel, PopulationShare
from tests.cast import AT
from tests.projects.panels.pool import AREAS, draw, make_drawn, make_one, make_pool


def of(panel, end=""):
    return f"/api/v1/panels/{panel.public_id}/{end}"


def quotas(*names, minimum=1, maximum=1):
    return [{"category": "area", "value": name, "minimum": minimum, "maximum": maximum} for name in names]


def test_the_whole_way_by_api(api_of, alice, municipality):
    wanted = make_pool(municipality)
    api = api_of(alice)

    made = api.post("/api/v1/panels/", {"request": wanted.public_id, "quotas": quotas(*AREAS)}, format="json")
    assert made.status_code == 201, made.json()
    panel = Panel.objects.get()
    checked = api.get(of(panel, "check/")).json()
    published = api.post(of(panel, "publish/")).json()
    draw(Panel.objects.get())
    record = api.get(of(panel, "record/")).json()

    assert (made.json()["state"], made.json()["seats"]) == ("draft", 3)
    assert (checked["exists"], checked["people"], checked["sentences"]) == (True, 9, [])
    assert {"category": "area", "value": "Sentrum", "name": "Sentrum", "have": 3} in checked["choosable"]
    assert (published["state"], len(published["seed"])) == ("published", 22)
    assert set(record) == {"sentences", "quotas", "seats", "quotas_csv", "people_csv", "lottery"}
    assert len(record["seats"]) == 3
    assert record["lottery"]["seed"] == published["seed"]
    assert {row["chance"] for row in record["quotas"]} == {"omtrent én av 3"}
    assert api.get("/api/v1/panels/").json()["results"][0]["state"] == "drawn"


def test_refusals_are_409_and_unknown_values_400(api_of, alice, municipality):
    wanted = make_pool(municipality)
    api = api_of(alice)
    api.post("/api/v1/panels/", {"request": wanted.public_id}, format="json")
    panel = Panel.objects.get()

    unknown = api.patch(of(panel), {"quotas": quotas("Atlantis")}, format="json")
    clash = api.patch(
        of(panel), {"quotas": quotas("Sentrum", "Nordbyen", minimum=2, maximum=3)}, format="json"
    )
    refused = api.post(of(panel, "publish/"))
    replaced = api.post(of(panel, "replace/"))

    assert (unknown.status_code, clash.status_code) == (400, 200)
    assert (refused.status_code, replaced.status_code) == (409, 409)
    assert "Sentrum" in refused.json()["detail"]
    assert api.post(of(panel, "stop/")).status_code == 204
    assert not Panel.objects.exists()


def test_the_population_by_api(api_of, alice, municipality):
    wanted = make_pool(municipality)
    api = api_of(alice)
    api.post("/api/v1/panels/", {"request": wanted.public_id}, format="json")
    panel = Panel.objects.get()
    line = {"category": "area", "value": "Sentrum", "people": 10}

    made = api.post("/api/v1/population-shares/", [line], format="json")
    suggested = api.post(of(panel, "suggest/")).json()["quotas"]
    whole = api.put("/api/v1/population-shares/replace/", [line | {"value": "Nordbyen"}], format="json")
    bad = api.post("/api/v1/population-shares/", [line | {"people": -1}], format="json")

    assert (made.status_code, whole.status_code, bad.status_code) == (201, 200, 400)
    assert suggested == quotas("Sentrum", minimum=3, maximum=3)
    row = PopulationShare.objects.get()
    assert row.value == "Nordbyen"
    assert api.delete(f"/api/v1/population-shares/{row.public_id}/").status_code == 204
    assert not PopulationShare.objects.exists()


@pytest.mark.parametrize("role", ["bob", "pia", "adam"])
def test_who_may_not_see_candidates_sees_no_draw(request, api_of, role, alice, municipality):
    panel = make_drawn(make_pool(municipality), alice)
    api = api_of(request.getfixturevalue(role))

    codes = [api.get(of(panel)).status_code, api.get(of(panel, "record/")).status_code]
    codes += [api.post(of(panel, end)).status_code for end in ("publish/", "stop/", "replace/", "suggest/")]
    codes += [api.get("/api/v1/population-shares/").status_code]

    assert set(codes) == {403}


def test_another_municipality_finds_no_draw(api_of, charlie, other_municipality, alice, municipality):
    panel = make_drawn(make_pool(municipality), alice)
    make_one(other_municipality, 1)
    api = api_of(charlie)

    assert api.get(of(panel)).status_code == 404
    assert api.post(of(panel, "replace/")).status_code == 404
    assert api.get("/api/v1/panels/").json()["results"] == []
    wanted = {"request": panel.request.public_id}
    assert api.post("/api/v1/panels/", wanted, format="json").status_code == 404
    assert Panel.objects.filter(created_at=AT).count() == 1
