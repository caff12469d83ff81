"""The API gives the same answers as the pages: own rows, 404 for the rest, problem details on errors."""

from config.core.organisations.models import Unit


def test_rows_of_b_are_not_there_for_a(alice, charlie, unit, api_of):
    own = api_of(alice).get(f"/api/v1/units/{unit.public_id}/")
    foreign = api_of(charlie).get(f"/api/v1/units/{unit.public_id}/")

    assert own.json()["name"] == unit.name
    assert foreign.status_code == 404
    assert unit.name not in foreign.content.decode()


def test_the_municipality_named_in_a_search_must_be_ones_own(alice, unit, other_municipality, api_of):
    Unit.objects.create(municipality=other_municipality, name="Legevakten")
    rows = api_of(alice).get("/api/v1/units/", {"municipality": "lauvdal"}).json()["results"]

    assert rows == []


def test_errors_are_problem_details(alice, api_of):
    answer = api_of(alice).get("/api/v1/units/nothing/")

    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert answer.json()["status"] == 404
    assert answer.json()["title"] == "Not Found"


def test_a_broken_token_is_refused(alice, api_of):
    client = api_of(alice)
    client.credentials(HTTP_AUTHORIZATION="Bearer nothing")

    assert client.get("/api/v1/units/").status_code == 401
