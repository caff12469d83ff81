"""Possible duplicates over the API: candidates on entry, pairs, merges, undo, and who may."""

import pytest

from representatives.duplicates.models import Merge, NotSame
from representatives.registry.models import Representative
from tests.make.people import make_representative
from tests.representatives.duplicates.twins import make_twins

PEOPLE, PAIRS, MERGES = "/api/v1/representatives/", "/api/v1/duplicates/", "/api/v1/merges/"
TYPED = {"given_name": "Kari", "family_name": "Nordmann", "birth_year": 1958}


@pytest.fixture
def api(alice, api_of):
    return api_of(alice)


@pytest.fixture
def twins(municipality):
    return make_twins(municipality)


def _body(twins, **more):
    return {"representative": twins[0].public_id, "gone": twins[1].public_id, **more}


def test_candidates_come_with_409_and_their_ids_go_on(api, twins):
    asked = api.post(PEOPLE, TYPED, format="json")

    assert (asked.status_code, asked["Content-Type"]) == (409, "application/problem+json")
    ids = [one["id"] for one in asked.json()["candidates"]]
    assert set(ids) == {one.public_id for one in twins}
    assert Representative.objects.count() == 2
    assert api.post(PEOPLE, TYPED | {"seen": ids[:1]}, format="json").status_code == 409
    assert api.post(PEOPLE, TYPED | {"seen": ids}, format="json").status_code == 201


def test_pairs_are_listed_until_somebody_says_that_they_are_two(api, twins):
    (pair,) = api.get(PAIRS).json()
    assert {pair["one"], pair["other"]} == {one.public_id for one in twins}

    body = {"representative": pair["one"], "other": pair["other"]}
    assert api.post(PAIRS, body, format="json").status_code == 201
    assert api.get(PAIRS).json() == []
    assert NotSame.objects.count() == 1


def test_a_merge_is_looked_at_done_and_undone(api, twins):
    kari, double = twins
    seen = api.post(f"{MERGES}preview/", _body(twins, choices={"email": "goes"}), format="json")
    assert seen.status_code == 200 and not Merge.objects.exists()
    emails = next(one for one in seen.json()["fields_kept"] if one["name"] == "email")
    assert (emails["kept"], emails["can_be_chosen"]) == ("km@example.org", True)

    made = api.post(MERGES, _body(twins, choices={"email": "goes"}), format="json")
    assert made.status_code == 201 and "before" not in made.json()
    assert api.get(f"{PEOPLE}{double.public_id}/").status_code == 404
    assert [one["id"] for one in api.get(PEOPLE).json()["results"]] == [kari.public_id]
    assert api.post(MERGES, _body(twins), format="json").status_code == 404

    undo = f"{MERGES}{made.json()['id']}/undo/"
    assert api.post(undo).json()["undone_at"]
    assert api.post(undo).status_code == 409
    assert api.get(f"{PEOPLE}{double.public_id}/").status_code == 200


@pytest.mark.parametrize("choices", [{"most_at_once": "goes"}, {"email": "both"}, {"nothing": "goes"}])
def test_what_cannot_be_chosen_is_refused(api, twins, choices):
    assert api.post(MERGES, _body(twins, choices=choices), format="json").status_code == 400


def test_both_notes_can_be_kept(api, twins):
    for person, note in zip(twins, ("Ring først", "Helst etter tolv"), strict=True):
        person.note = note
        person.save()
    seen = api.post(f"{MERGES}preview/", _body(twins, choices={"note": "both"}), format="json").json()
    note = next(one for one in seen["fields_kept"] if one["name"] == "note")
    assert note["kept"] == "Ring først\nHelst etter tolv"
    assert api.post(MERGES, _body(twins, choices={"note": "both"}), format="json").status_code == 201
    assert str(Representative.objects.get(pk=twins[0].pk).note) == note["kept"]


def test_a_refusal_is_a_sentence(api, twins):
    same = {"representative": twins[0].public_id, "gone": twins[0].public_id}
    answer = api.post(MERGES, same, format="json")
    assert answer.status_code == 409 and answer.json()["detail"]


def test_another_municipality_and_other_roles_may_not(twins, other_municipality, charlie, bob, api_of):
    own = make_representative(other_municipality, "Kari Nordmann")
    mixed = {"representative": own.public_id, "gone": twins[0].public_id}
    assert api_of(charlie).post(MERGES, mixed, format="json").status_code == 404
    assert api_of(charlie).get(PAIRS).json() == []
    assert api_of(bob).get(PAIRS).status_code == 403
    assert api_of(bob).post(MERGES, _body(twins), format="json").status_code == 403
