"""Terms over the API: the shared catalogue for all who work here, own terms for their municipality."""

import pytest

from representatives.catalogue import services as catalogue
from representatives.catalogue.models import Term
from tests.helpers.rows import assert_constant_queries
from tests.make.catalogue import make_own_term
from tests.make.people import make_representative, make_term

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


def test_words_find_terms_best_first_within_the_kind(alice, api_of):
    catalogue.load_starter_catalogue()
    answer = api_of(alice).get(ADDRESS, {"q": "demnes", "kind": "experience"})

    assert _keys(answer)[0] == "dementia"
    assert {row["kind"] for row in answer.json()["results"]} == {"experience"}
    assert _keys(api_of(alice).get(ADDRESS, {"q": "xqzw"})) == []
    assert api_of(alice).get(ADDRESS, {"q": "x" * 101}).status_code == 400


def test_a_term_goes_its_whole_way(alice, api_of, municipality):
    api, shared = api_of(alice), make_term(name="Demens")
    given = {"kind": "experience", "name_nb": "Fiskerihelse", "name_nn": "Fiskarhelse", "name_en": "Fishing"}
    made = api.post(ADDRESS, {**given, "parent": shared.public_id}, format="json")
    assert (made.status_code, made.json()["municipality"]) == (201, "granvik")
    assert made.json()["parent"] == shared.public_id
    address = f"{ADDRESS}{made.json()['id']}/"

    assert api.patch(address, {"name_nb": "Havhelse"}, format="json").json()["version"] == 2
    assert api.patch(address, {"parent": None}, format="json").json()["parent"] is None
    assert api.post(f"{address}synonyms/", {"text": "trålerliv"}, format="json").json()["synonyms"] == [
        "trålerliv"
    ]
    assert api.post(f"{address}synonyms/", {"text": "trålerliv"}, format="json").status_code == 409
    assert api.delete(f"{address}synonyms/?text=trålerliv").status_code == 204
    assert api.post(f"{address}retire/").json()["state"] == "retired"
    assert api.post(f"{address}restore/").json()["state"] == "active"
    make_representative(
        municipality, experience=((Term.objects.get(kind="experience", name_nb="Havhelse"), "own"),)
    )
    told = api.post(f"{address}merge-preview/", {"into": shared.public_id}, format="json").json()
    assert [(one["field"], one["number"]) for one in told] == [("representatives.ProfileTerm.term", 1)]
    assert api.get(f"{address}uses/").json() == told
    merged = api.post(f"{address}merge/", {"into": shared.public_id}, format="json").json()
    assert (merged["state"], merged["merged_into"]) == ("merged", shared.public_id)
    kinds = [one["kind"] for one in api.get(f"{address}changes/").json()]
    assert kinds[0] == "merged"
    assert kinds[-1] == "added"


def test_a_shared_term_is_refused_with_a_sentence(alice, api_of):
    address = f"{ADDRESS}{make_term().public_id}/"
    api, other = api_of(alice), make_term(key="other")
    answers = [
        api.patch(address, {"name_nb": "Nytt"}, format="json"),
        api.post(f"{address}retire/"),
        api.post(f"{address}merge/", {"into": other.public_id}, format="json"),
    ]

    assert [answer.status_code for answer in answers] == [409] * 3
    assert all("Medvirk" in answer.json()["detail"] for answer in answers)


def test_the_words_of_another_municipality_are_not_told(alice, charlie, api_of, municipality):
    term = make_term()
    catalogue.learn(term=term, text="hemmelig ord", municipality=municipality)

    assert api_of(alice).get(f"{ADDRESS}{term.public_id}/").json()["synonyms"] == ["hemmelig ord"]
    assert api_of(charlie).get(f"{ADDRESS}{term.public_id}/").json()["synonyms"] == []


def test_who_reads_does_not_write_and_the_administrator_is_told_of_no_people(
    pia, adam, api_of, municipality, own
):
    make_representative(municipality, skills=(own,))
    address = f"{ADDRESS}{own.public_id}/"

    assert api_of(pia).get(address).status_code == 200
    for step in ("retire/", "merge/", "merge-preview/", "synonyms/"):
        assert api_of(pia).post(address + step, {}, format="json").status_code == 403
    assert api_of(pia).patch(address, {"name_nb": "Ny"}, format="json").status_code == 403
    assert api_of(adam).get(f"{address}uses/").json() == []


def test_a_list_costs_the_same_for_one_term_and_for_three(alice, api_of, municipality):
    api, counter = api_of(alice), iter(range(9))

    def make(count: int) -> None:
        for _number in range(count):
            make_own_term(
                municipality, f"Ord {next(counter)}", parent=make_term(), synonyms=[f"x{next(counter)}"]
            )

    assert_constant_queries(make, lambda: api.get(ADDRESS))


def test_a_senior_manager_has_no_use_of_it(bob, api_of):
    assert api_of(bob).get(ADDRESS).status_code == 403
