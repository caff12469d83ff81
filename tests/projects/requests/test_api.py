"""Requests over the API, with nested terms."""

from projects.models import Request
from tests.make.chain import make_project
from tests.make.people import make_term
from tests.projects.wanted import make_open_request

ADDRESS = "/api/v1/requests/"


def test_a_request_is_made_with_terms_and_opened(api_of, alice, unit):
    api = api_of(alice)
    terms: list[dict[str, object]] = [
        {"term": make_term().public_id, "importance": "must", "level": 2, "relation": "next_of_kin"},
    ]
    for number in range(4):
        terms.append({"term": make_term("skill", f"skill-{number}").public_id, "importance": "wish"})
    body: dict[str, object] = {
        "project": make_project(unit).public_id,
        "title": "To pårørende",
        "task": "Lese brevet",
        "influence": "Brevet",
        "seats": 2,
        "terms": terms,
    }

    made = api.post(ADDRESS, body, format="json")
    opened = api.post(f"{ADDRESS}{made.data['id']}/open/")

    assert made.status_code == 201
    first = made.data["terms"][0]
    assert (first["term"], first["importance"], first["level"], first["relation"]) == (
        terms[0]["term"],
        "must",
        2,
        "next_of_kin",
    )
    assert len(made.data["terms"]) == 5
    assert opened.data["state"] == "open"


def test_terms_are_added_and_removed(api_of, alice, municipality):
    wanted = make_open_request(municipality)
    api = api_of(alice)
    address = f"{ADDRESS}{wanted.public_id}/terms/"

    added = api.post(
        address, {"term": make_term("skill", "talks").public_id, "importance": "wish"}, format="json"
    )
    again = api.post(
        address, {"term": make_term("skill", "talks").public_id, "importance": "wish"}, format="json"
    )
    removed = api.delete(f"{address}{added.data['terms'][0]['id']}/")
    last = api.delete(f"{address}{added.data['terms'][1]['id']}/")

    assert [response.status_code for response in (added, again, removed, last)] == [201, 409, 204, 409]
    assert wanted.terms.count() == 1


def test_refusals_are_problem_details(api_of, alice, municipality, unit):
    api = api_of(alice)
    drafted = make_open_request(municipality, state="draft", task="")
    project = make_project(unit).public_id

    opened = api.post(f"{ADDRESS}{drafted.public_id}/open/")
    too_many = api.post(ADDRESS, {"project": project, "title": "X", "seats": 51}, format="json")
    unknown = api.post(
        ADDRESS,
        {"project": project, "title": "X", "terms": [{"term": "nothing", "importance": "must"}]},
        format="json",
    )

    assert (opened.status_code, too_many.status_code, unknown.status_code) == (409, 400, 400)
    assert Request.objects.count() == 1


def test_the_list_narrows(api_of, alice, municipality):
    one = make_open_request(municipality, title="Pårørende")
    make_open_request(municipality, title="Erfarne", state="draft", project=one.project)
    api = api_of(alice)

    def titles(**query):
        return {row["title"] for row in api.get(ADDRESS, query).data["results"]}

    assert titles(project=one.project.public_id) == {"Pårørende", "Erfarne"}
    assert titles(state="draft") == {"Erfarne"}
    assert titles(text="pårør") == {"Pårørende"}


def test_whose_rows_and_who_may(api_of, bob, pia, charlie, municipality, unit):
    other = make_open_request(municipality)
    own = make_open_request(municipality, project=make_project(unit, leader=pia))

    assert api_of(bob).get(ADDRESS).status_code == 403
    assert api_of(charlie).get(f"{ADDRESS}{other.public_id}/").status_code == 404
    assert [row["id"] for row in api_of(pia).get(ADDRESS).data["results"]] == [own.public_id]
    assert api_of(pia).post(f"{ADDRESS}{own.public_id}/cancel/").status_code == 403
    assert api_of(charlie).post(ADDRESS, {"project": own.project.public_id, "title": "X"}).status_code == 404
