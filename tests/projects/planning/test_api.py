"""Projects over the API: the same rules as on the pages."""

from projects.models import Project
from tests.make.chain import make_project, make_unit

ADDRESS = "/api/v1/projects/"


def test_a_project_is_made_changed_moved_and_planned(api_of, alice, pia, municipality, unit):
    api = api_of(alice)

    made = api.post(
        ADDRESS, {"title": "Trygg hjem", "unit": unit.public_id, "leader": pia.public_id}, format="json"
    )
    address = f"{ADDRESS}{made.data['id']}/"
    api.patch(address, {"title": "Trygt hjem"}, format="json")
    api.post(f"{address}plan/", {"phase": "execution", "planned": "partner"}, format="json")
    moved = api.post(f"{address}move/", {"to": "running"}, format="json")

    assert made.status_code == 201
    assert (made.data["unit"], made.data["leader"]) == (unit.public_id, pia.public_id)
    assert (moved.data["title"], moved.data["state"]) == ("Trygt hjem", "running")
    assert moved.data["planned_roles"] == [{"phase": "execution", "planned": "partner", "actual": ""}]


def test_refusals_are_problem_details(api_of, alice, bob, other_municipality, unit):
    api = api_of(alice)
    closed = make_project(unit, state="closed")
    foreign = make_unit(other_municipality)

    elsewhere = api.post(ADDRESS, {"title": "X", "unit": foreign.public_id}, format="json")
    led_by_bob = api.post(
        ADDRESS, {"title": "X", "unit": unit.public_id, "leader": bob.public_id}, format="json"
    )
    moved = api.post(f"{ADDRESS}{closed.public_id}/move/", {"to": "planned"}, format="json")
    actual_only = api.post(
        f"{ADDRESS}{closed.public_id}/plan/",
        {"phase": "execution", "planned": "", "actual": "partner"},
        format="json",
    )

    assert (elsewhere.status_code, led_by_bob.status_code) == (400, 400)
    assert (moved.status_code, actual_only.status_code) == (409, 409)
    assert moved["Content-Type"] == "application/problem+json"
    assert Project.objects.count() == 1


def test_the_list_narrows_as_the_page_does(api_of, alice, municipality, unit):
    make_project(unit, title="Trygg hjem")
    make_project(make_unit(municipality, "Legevakta"), title="Kortere kø", state="closed")
    api = api_of(alice)

    def titles(**query):
        return {row["title"] for row in api.get(ADDRESS, query).data["results"]}

    assert titles() == {"Trygg hjem", "Kortere kø"}
    assert titles(text="trygg") == {"Trygg hjem"}
    assert titles(state="closed") == {"Kortere kø"}
    assert titles(unit=unit.public_id) == {"Trygg hjem"}


def test_whose_rows_and_who_may(api_of, alice, bob, pia, charlie, unit):
    project = make_project(unit)
    own = make_project(unit, leader=pia)
    address = f"{ADDRESS}{project.public_id}/"

    assert api_of(bob).get(ADDRESS).status_code == 403
    assert api_of(charlie).get(address).status_code == 404
    assert api_of(pia).get(address).status_code == 404
    assert [row["id"] for row in api_of(pia).get(ADDRESS).data["results"]] == [own.public_id]
    assert api_of(pia).patch(f"{ADDRESS}{own.public_id}/", {"title": "Nei"}, format="json").status_code == 403
