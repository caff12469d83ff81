"""The registry over the API: the same people, searches, bounds and refusals as the pages."""

import pytest

from config.core.audit.models import AuditEvent
from representatives.registry.models import Representative
from tests.helpers.rows import assert_constant_queries
from tests.make.people import make_representative, make_term

ADDRESS = "/api/v1/representatives/"


@pytest.fixture
def paula(municipality):
    return make_representative(municipality, phone="+4740612001", experience=((make_term(), "own"),))


@pytest.fixture
def api(alice, api_of):
    return api_of(alice)


def _names(answer) -> list[str]:
    return sorted(row["name"] for row in answer.json()["results"])


def test_a_person_is_taken_in_and_shown_by_public_id(api, municipality):
    given = {"given_name": "Alma", "email": "Alma@Example.org", "phone": "406 12 001"}
    answer = api.post(ADDRESS, given, format="json")
    person = Representative.objects.get()

    assert answer.status_code == 201
    assert answer.json()["id"] == person.public_id
    assert (person.municipality, person.email, person.phone) == (
        municipality,
        "alma@example.org",
        "+4740612001",
    )
    assert api.get(f"{ADDRESS}{person.public_id}/").json()["name"] == "Alma"


def test_looking_leaves_lines_with_its_purpose(api, paula, alice):
    api.get(ADDRESS)
    api.get(f"{ADDRESS}{paula.public_id}/")
    lines = AuditEvent.objects.filter(actor_id=alice.public_id, purpose="api").order_by("id")

    assert [line.kind for line in lines] == ["representative.listed", "representative.read"]
    assert lines[1].object_id == paula.public_id


@pytest.mark.parametrize(
    "wrong",
    [
        {"given_name": ""},
        {"given_name": "x" * 81},
        {"given_name": "a\x00b"},
        {"birth_year": 99999},
        {"birth_year": -1},
        {"most_at_once": 10**12},
        {"email": "nothing"},
        {"phone": "12"},
        {"note": "x" * 2001},
        {"language": "tlh"},
        {"last_contact_on": "soon"},
    ],
    ids=lambda wrong: f"{next(iter(wrong))} {str(next(iter(wrong.values())))[:12]!r}",
)
def test_values_out_of_bounds_are_refused_by_field(api, paula, wrong):
    made = api.post(ADDRESS, {"given_name": "Alma"} | wrong, format="json")
    changed = api.patch(f"{ADDRESS}{paula.public_id}/", wrong, format="json")

    assert (made.status_code, changed.status_code) == (400, 400)
    assert set(made.json()["errors"]) == set(changed.json()["errors"]) == set(wrong)
    assert Representative.objects.count() == 1


@pytest.mark.parametrize("field", ["state", "source", "confirmed_on", "resting_until", "id", "municipality"])
def test_what_has_a_service_of_its_own_is_not_set(api, paula, field):
    before = api.get(f"{ADDRESS}{paula.public_id}/").json()
    api.patch(f"{ADDRESS}{paula.public_id}/", {field: "left"}, format="json")

    assert api.get(f"{ADDRESS}{paula.public_id}/").json() == before


def test_a_change_is_kept_and_named_in_the_trail(api, paula):
    answer = api.patch(f"{ADDRESS}{paula.public_id}/", {"area": "Nord"}, format="json")

    assert answer.json()["area"] == "Nord"
    assert AuditEvent.objects.about(paula).get(kind="representative.updated").fields == ["area"]


def test_steps_and_confirmation_have_addresses_of_their_own(api, paula):
    step = {"to": "resting", "reason": "Reise"}
    unclear = api.post(f"{ADDRESS}{paula.public_id}/move/", step, format="json")
    assert (unclear.status_code, list(unclear.json()["errors"])) == (400, ["until"])
    step["until_further_notice"] = True
    moved = api.post(f"{ADDRESS}{paula.public_id}/move/", step, format="json")
    refused = api.post(f"{ADDRESS}{paula.public_id}/move/", {"to": "applied", "reason": "x"}, format="json")
    assert (moved.json()["state"], refused.status_code) == ("resting", 409)

    Representative.objects.update(confirmed_on=None)
    assert api.post(f"{ADDRESS}{paula.public_id}/confirm/").json()["confirmed_on"]


def test_nobody_is_deleted_by_a_client(api, paula):
    assert api.delete(f"{ADDRESS}{paula.public_id}/").status_code in (403, 405)
    assert Representative.objects.exists()


def test_people_are_found_as_on_the_page(api, paula, municipality):
    make_representative(municipality, "Berit Berg", area="Nord")

    assert _names(api.get(ADDRESS, {"text": "berit"})) == ["Berit Berg"]
    assert _names(api.get(ADDRESS, {"text": "40612001"})) == ["Paula Prøve"]
    assert _names(api.get(ADDRESS, {"term": make_term().public_id})) == ["Paula Prøve"]
    assert _names(api.get(ADDRESS, {"area": "Nord", "state": "active"})) == ["Berit Berg"]


@pytest.mark.parametrize("query", ["text=%00", "state=gone", "term=" + "x" * 30, "text=" + "a+" * 200])
def test_a_search_that_cannot_be_is_refused(api, paula, query):
    assert api.get(f"{ADDRESS}?{query}").status_code == 400


@pytest.mark.parametrize("role", ["bob", "uma", "pia", "adam"])
def test_other_roles_are_refused(role, request, paula, api_of):
    api = api_of(request.getfixturevalue(role))
    own = f"{ADDRESS}{paula.public_id}/"

    assert {api.get(ADDRESS).status_code, api.get(own).status_code} == {403}
    assert api.post(ADDRESS, {"given_name": "Alma"}, format="json").status_code == 403
    assert api.patch(own, {"area": "Nord"}, format="json").status_code == 403
    assert api.post(f"{own}move/", {"to": "left", "reason": "x"}, format="json").status_code == 403


def test_another_municipality_sees_and_changes_nothing(paula, charlie, api_of):
    api, own = api_of(charlie), f"{ADDRESS}{paula.public_id}/"

    assert _names(api.get(ADDRESS)) == []
    assert _names(api.get(ADDRESS, {"municipality": "granvik"})) == []
    assert api.get(own).status_code == 404
    assert api.patch(own, {"area": "Nord"}, format="json").status_code == 404
    assert api.post(f"{own}move/", {"to": "left", "reason": "x"}, format="json").status_code == 404
    assert api.post(ADDRESS, {"given_name": "A", "municipality": "granvik"}, format="json").status_code == 404
    assert Representative.objects.count() == 1


def test_without_a_token_nothing_is_answered(db, client):
    assert client.get(ADDRESS).status_code == 401


def test_the_list_costs_the_same_for_one_and_for_three(api, municipality):
    numbers = iter("ABCDEFGH")

    def more(count: int) -> None:
        for letter, _turn in zip(numbers, range(count), strict=False):
            make_representative(municipality, f"Per{letter}", experience=((make_term(), "own"),))

    assert_constant_queries(more, lambda: api.get(ADDRESS))
