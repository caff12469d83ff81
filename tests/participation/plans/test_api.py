"""Plans over the API: the same steps, the same refusals."""

import pytest

from participation.models import ParticipationPlan, PlanLine
from tests.cast import AT
from tests.make.chain import make_contribution, make_project, make_unit
from tests.participation.plans.conftest import LINE, WORDS, YEAR

URL = "/api/v1/participation-plans/"

pytestmark = pytest.mark.usefixtures("now")


def test_a_plan_is_begun_and_changed(unit, uma, api_of):
    api = api_of(uma)
    made = api.post(URL, {"unit": unit.public_id, "year": YEAR, **WORDS}, format="json")
    address = f"{URL}{made.json()['id']}/"
    changed = api.patch(address, {"can_change": "Tidene"}, format="json")
    empty = api.patch(address, {"can_change": ""}, format="json")
    again = api.post(URL, {"unit": unit.public_id, "year": YEAR, **WORDS}, format="json")

    assert (made.status_code, made.json()["state"], made.json()["lines"]) == (201, "draft", [])
    assert changed.json()["can_change"] == "Tidene"
    assert changed.json()["cannot_change"] == "Loven"
    assert (empty.status_code, again.status_code) == (400, 409)
    assert ParticipationPlan.objects.get().can_change == "Tidene"


def test_lines_and_agreeing(plan, project, alice, api_of):
    api, address = api_of(alice), f"{URL}{plan.public_id}/"
    bare = api.post(f"{address}agree/")
    made = api.post(f"{address}lines/", {**LINE, "project": project.public_id}, format="json")
    one = f"{address}lines/{made.json()['id']}/"
    changed = api.patch(one, {"seats": 5}, format="json")
    agreed = api.post(f"{address}agree/")
    refused = api.delete(one)
    api.post(f"{address}reopen/")
    copied = api.post(f"{address}copy/")
    gone = api.delete(one)

    assert bare.status_code == 409
    assert (made.status_code, made.json()["project"]) == (201, project.public_id)
    assert (changed.json()["seats"], changed.json()["project"]) == (5, project.public_id)
    assert (agreed.json()["state"], agreed.json()["agreed_on"]) == ("agreed", "2026-03-02")
    assert refused.status_code == 409
    assert (copied.status_code, copied.json()["year"], copied.json()["lines"][0]["seats"]) == (201, 2027, 5)
    assert gone.status_code == 204
    assert list(PlanLine.objects.values_list("plan__year", flat=True)) == [2027]


def test_a_project_of_another_unit_is_not_there(plan, municipality, alice, api_of):
    elsewhere = make_project(make_unit(municipality, "Sykehjemmet"))
    answer = api_of(alice).post(
        f"{URL}{plan.public_id}/lines/", {**LINE, "project": elsewhere.public_id}, format="json"
    )

    assert answer.status_code == 400
    assert not PlanLine.objects.exists()


def test_who_may(plan, municipality, uma, bob, pia, charlie, api_of):
    address = f"{URL}{plan.public_id}/"
    unit = make_unit(municipality, "Sykehjemmet")

    reads = {user.name: api_of(user).get(address).status_code for user in (uma, bob, pia, charlie)}
    writes = {
        user.name: api_of(user).patch(address, {"purpose": "x"}, format="json").status_code
        for user in (uma, bob, pia, charlie)
    }
    away = api_of(uma).post(URL, {"unit": unit.public_id, "year": YEAR, **WORDS}, format="json")

    assert reads == {"Uma": 200, "Bob": 200, "Pia": 403, "Charlie": 404}
    assert writes == {"Uma": 200, "Bob": 403, "Pia": 403, "Charlie": 404}
    assert away.status_code == 404


def test_plans_are_found_by_year_and_unit(plan, unit, alice, api_of):
    api = api_of(alice)

    found = [
        api.get(f"{URL}?{query}").json()["count"]
        for query in ("year=2026", "year=2025", f"unit={unit.public_id}")
    ]
    assert found == [1, 0, 1]


def test_the_map_and_a_place_of_it(line, project, unit, alice, bob, api_of):
    said = make_contribution(project, said_on=AT.date())
    api = api_of(alice)

    found = api.get("/api/v1/coverage/?year=2026").json()
    place = api.get(f"/api/v1/coverage/{unit.public_id}/?year=2026&stage=design").json()
    reader = api_of(bob).get(f"/api/v1/coverage/{unit.public_id}/?year=2026&stage=design").json()

    assert (found["gaps"], found["rows"][0]["plan"]) == (1, line.plan.public_id)
    assert found["rows"][0]["places"][0] == {
        "stage": "design",
        "verdict": "missing",
        "words": "Ingen er med",
        "planned": 2,
        "covered": 0,
        "lacking": 2,
        "beyond": 0,
        "seats": 0,
        "meetings": 0,
        "contributions": 1,
    }
    assert found["whole"][0]["lacking"] == 2
    assert place["lines"][0]["id"] == line.public_id
    assert place["behind"][0]["contribution_ids"] == [said.public_id]
    assert (reader["behind"][0]["contributions"], reader["behind"][0]["contribution_ids"]) == (1, [])
    assert api.get("/api/v1/coverage/?year=12").status_code == 400
    assert api.get(f"/api/v1/coverage/{unit.public_id}/?stage=x").status_code == 404


def test_the_map_as_a_file(line, alice, bob, api_of):
    answer = api_of(bob).get("/api/v1/coverage/file/?kind=csv&year=2026")

    assert answer.status_code == 200
    assert "Hjemmetjenesten" in answer.getvalue().decode()
    assert api_of(alice).get("/api/v1/coverage/file/?kind=pdf").status_code == 400


def test_projects_that_nobody_is_in(project, alice, bob, charlie, api_of):
    address = "/api/v1/projects-without-representatives/"

    rows = api_of(alice).get(address).json()["results"]

    assert [(row["id"], row["request"]) for row in rows] == [(project.public_id, None)]
    assert api_of(bob).get(address).status_code == 403
    assert api_of(charlie).get(address).json()["count"] == 0
