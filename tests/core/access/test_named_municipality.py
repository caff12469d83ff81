"""A municipality that is named in a strange way is one that is not there, never an error of the server."""

import pytest

STRANGE = ["GRANVIK", "../x", "a" * 500, "%F0%9F%92%A9"]


@pytest.mark.parametrize("slug", STRANGE)
def test_rows_of_a_strangely_named_municipality_are_none(alice, unit, api_of, slug):
    answer = api_of(alice).get(f"/api/v1/units/?municipality={slug}")

    assert answer.status_code == 200
    assert answer.json()["results"] == []


@pytest.mark.parametrize("slug", ["gran\x00vik", ["granvik"], {"a": 1}, 7])
def test_a_row_for_a_strangely_named_municipality_is_refused(alice, api_of, slug):
    given = {"given_name": "Paula", "municipality": slug}
    answer = api_of(alice).post("/api/v1/representatives/", given, format="json")

    assert answer.status_code in (400, 404)


def test_a_page_to_go_back_to_that_is_no_address_leads_home(client, db):
    answer = client.post("/language/", {"language": "nn"}, headers={"referer": "http://[::1"})

    assert answer.url == "/"
