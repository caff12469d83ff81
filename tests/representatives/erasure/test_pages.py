"""Erasing and handing out as pages and over the API."""

import pytest

from config.core.audit import reading
from config.core.audit.models import AuditEvent
from representatives.models import Representative
from tests.make.people import make_representative


@pytest.fixture
def paula(municipality):
    return make_representative(municipality, "Paula Prøve", phone="+4790000001")


def _address(person, last: str, place: str = "granvik") -> str:
    return f"/{place}/people/{person.public_id}/{last}/"


def test_the_page_says_what_goes_and_takes_a_typed_name(paula, alice, client_of):
    client = client_of(alice)

    page = client.get(_address(paula, "erase")).content.decode()
    wrong = client.post(_address(paula, "erase"), {"why": "asked", "typed": "Per"})
    assert "Paula Prøve" in page
    assert wrong.status_code == 422
    assert Representative.objects.get().erased_at is None
    right = client.post(_address(paula, "erase"), {"why": "asked", "typed": "paula prøve"})

    assert right.status_code == 303
    assert Representative.objects.get().erased_at
    assert client.get(_address(paula, "erase")).status_code == 404
    assert "Paula" not in client.get("/granvik/erasures/").content.decode()


def test_others_and_other_municipalities_erase_nobody(paula, bob, adam, charlie, client_of):
    for who, place in ((bob, "granvik"), (adam, "granvik"), (charlie, "lauvdal"), (charlie, "granvik")):
        answer = client_of(who).post(
            _address(paula, "erase", place), {"why": "asked", "typed": "Paula Prøve"}
        )
        assert answer.status_code in {403, 404}
    assert Representative.objects.get().erased_at is None


def test_the_api_erases_when_the_id_is_repeated(paula, alice, api_of):
    api = api_of(alice)
    body = {"representative": paula.public_id, "why": "asked", "confirm": "nei"}

    assert api.post("/api/v1/erasures/", body, format="json").status_code == 400
    done = api.post("/api/v1/erasures/", {**body, "confirm": paula.public_id}, format="json")
    assert done.status_code == 201
    again = api.post("/api/v1/erasures/", {**body, "confirm": paula.public_id}, format="json")
    assert again.status_code == 404


def test_a_form_by_hand_asks_for_the_new_word(paula, alice, client_of):
    client = client_of(alice)
    client.post(_address(paula, "erase"), {"why": "asked", "typed": "Paula Prøve"})
    typed = {
        "given_name": "Paula",
        "family_name": "P",
        "email": "paula@people.example.org",
        "channel": "email",
    }

    asked = client.post("/granvik/people/new/", typed)
    assert asked.status_code == 422
    assert 'name="has_word"' in asked.content.decode()
    client.post("/granvik/people/new/", {**typed, "has_word": "on"})

    assert Representative.objects.filter(erased_at=None).count() == 1


def test_the_paper_copy_is_handed_out_and_the_look_has_its_reason(paula, alice, client_of, api_of):
    client = client_of(alice)

    pdf, machine = client.get(_address(paula, "own-data/pdf")), client.get(_address(paula, "own-data/json"))
    api = api_of(alice).get(f"/api/v1/representatives/{paula.public_id}/own-data/")

    assert pdf.content.startswith(b"%PDF-")
    assert machine.json() == api.json()
    assert AuditEvent.objects.filter(kind="representative.read", purpose="access request").count() == 3


def test_the_person_can_read_who_looked_and_why(paula, alice, client_of):
    client_of(alice).get(_address(paula, "own-data"))

    [look] = reading.looks_at(paula)

    assert (look.name, look.role, look.unit) == ("Alice", "Tilrettelegger", "") or look.name == "Alice"
    assert look.why
