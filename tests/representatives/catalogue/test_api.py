"""Terms over the API: the shared catalogue for all who work here, own terms for their municipality."""

import pytest

from representatives.catalogue.models import Term
from tests.make.people import make_term

ADDRESS = "/api/v1/terms/"


@pytest.fixture
def own(municipality):
    return Term.objects.create(
        municipality=municipality,
        kind="skill",
        key="own-skill",
        name_nb="Egen",
        name_nn="Eigen",
        name_en="Own",
    )


def _keys(answer) -> list[str]:
    return [row["key"] for row in answer.json()["results"]]


def test_terms_are_narrowed_by_kind_key_and_state(alice, api_of, own):
    make_term()
    make_term("skill", "writing", state="retired")
    api = api_of(alice)

    assert _keys(api.get(ADDRESS, {"kind": "experience"})) == ["dementia"]
    assert _keys(api.get(ADDRESS, {"key": "own-skill"})) == ["own-skill"]
    assert _keys(api.get(ADDRESS, {"state": "retired"})) == ["writing"]


def test_another_municipality_sees_the_shared_and_not_the_own(charlie, api_of, own):
    shared = make_term()
    api = api_of(charlie)

    assert _keys(api.get(ADDRESS)) == [shared.key]
    assert api.get(f"{ADDRESS}{own.public_id}/").status_code == 404
    assert api.get(f"{ADDRESS}{shared.public_id}/").json()["id"] == shared.public_id


def test_nobody_writes_terms_here(alice, api_of):
    assert api_of(alice).post(ADDRESS, {"key": "x"}, format="json").status_code in (403, 405)


def test_a_senior_manager_has_no_use_of_it(bob, api_of):
    assert api_of(bob).get(ADDRESS).status_code == 403
