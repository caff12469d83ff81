"""Proposals over the API, for staff and for the person whose own they are."""

from projects.models import Proposal
from tests.make.people import make_representative
from tests.projects.proposals.test_services import WORDS, propose, with_account

ADDRESS = "/api/v1/proposals/"
MINE = "/api/v1/me/proposals/"


def test_a_professional_proposes_and_the_facilitator_takes_it_up(api_of, pia, alice, unit):
    made = api_of(pia).post(ADDRESS, WORDS | {"unit": unit.public_id}, format="json")
    address = f"{ADDRESS}{made.data['id']}/"
    body = {"title": "Brevet", "unit": unit.public_id, "leader": pia.public_id, "reason": "Så bra!"}
    taken = api_of(alice).post(f"{address}take-up/", body, format="json")
    again = api_of(alice).post(f"{address}decline/", {"reason": "Nei"}, format="json")

    assert (made.status_code, made.data["answer"], made.data["source"]) == (201, "waiting", "professional")
    assert (taken.data["answer"], taken.data["project_state"], taken.data["reason"]) == (
        "taken_up",
        "planned",
        "Så bra!",
    )
    assert again.status_code == 409


def test_bad_bodies_are_refused_and_nothing_is_made(api_of, pia, alice, unit):
    api = api_of(pia)

    empty = api.post(ADDRESS, WORDS | {"trouble": ""}, format="json")
    long = api.post(ADDRESS, WORDS | {"better": "x" * 601}, format="json")
    nowhere = api.post(ADDRESS, WORDS | {"unit": "z" * 22}, format="json")

    assert {empty.status_code, long.status_code, nowhere.status_code} == {400}
    assert not Proposal.objects.exists()


def test_an_answer_needs_words(api_of, alice, pia, municipality, unit):
    address = f"{ADDRESS}{propose(municipality, by=pia).public_id}/"

    silent = api_of(alice).post(f"{address}sharpen/", {}, format="json")
    asked = api_of(alice).post(f"{address}sharpen/", {"reason": "Hvilket brev?"}, format="json")
    anew = api_of(pia).patch(address, {"title": "Innkallingen"}, format="json")

    assert (silent.status_code, asked.data["answer"]) == (400, "sharpen")
    assert (anew.data["title"], anew.data["answer"]) == ("Innkallingen", "waiting")


def test_whose_rows_and_who_may(api_of, alice, pia, bob, charlie, municipality, unit):
    own = propose(municipality, by=pia)
    other = propose(municipality, representative=make_representative(municipality))

    assert [row["id"] for row in api_of(pia).get(ADDRESS).data["results"]] == [own.public_id]
    assert api_of(pia).get(f"{ADDRESS}{other.public_id}/").status_code == 404
    assert api_of(pia).post(f"{ADDRESS}{own.public_id}/decline/", {"reason": "x"}).status_code == 403
    assert api_of(bob).get(ADDRESS).status_code == 403
    assert api_of(charlie).get(f"{ADDRESS}{own.public_id}/").status_code == 404
    assert api_of(alice).patch(f"{ADDRESS}{other.public_id}/", {"title": "Nei"}).status_code == 404
    assert {row["id"] for row in api_of(alice).get(ADDRESS).data["results"]} == {
        own.public_id,
        other.public_id,
    }


def test_a_representative_has_the_own_alone(api_of, municipality, unit):
    paula = with_account(make_representative(municipality))
    other = propose(municipality, representative=make_representative(municipality, "Kari Prøve"))
    api = api_of(paula.user)

    made = api.post(MINE, WORDS, format="json")
    rows = api.get(MINE).data["results"]
    anew = api.patch(f"{MINE}{made.data['id']}/", {"trouble": "Innkallingen."}, format="json")

    assert (made.status_code, anew.data["trouble"]) == (201, "Innkallingen.")
    assert [row["id"] for row in rows] == [made.data["id"]]
    assert api.patch(f"{MINE}{other.public_id}/", {"trouble": "x"}, format="json").status_code == 404
    assert api.get(ADDRESS).status_code == 403
