"""Writing together and copying over the API."""

from projects.models import Request
from tests.make.chain import make_project
from tests.make.people import make_term
from tests.projects.wanted import make_open_request

ADDRESS = "/api/v1/requests/"


def test_a_professional_files_and_hands_over(api_of, pia, alice, charlie, unit):
    project = make_project(unit, leader=pia)
    own, facilitator = api_of(pia), api_of(alice)
    body = {"project": project.public_id, "title": "To pårørende", "task": "Lese", "influence": "Brevet"}
    terms = [{"term": make_term().public_id, "importance": "must"}]
    made = own.post(ADDRESS, body | {"terms": terms}, format="json")
    address = f"{ADDRESS}{made.data['id']}/"

    early = facilitator.patch(address, {"title": "Alices"}, format="json")
    handed = own.post(f"{address}notes/", {"text": "Ferdig?", "hand_over": True}, format="json")
    late = own.patch(address, {"title": "Pias"}, format="json")
    thread = own.get(f"{address}notes/").data
    not_own = own.post(f"{address}open/")
    opened = facilitator.post(f"{address}open/")
    moves = own.get(f"{address}moves/").data

    assert (made.status_code, made.data["pen"]) == (201, "filer")
    assert (early.status_code, late.status_code, not_own.status_code) == (409, 409, 403)
    assert (handed.status_code, handed.data["pen_to"]) == (201, "facilitator")
    assert [note["text"] for note in thread] == ["Ferdig?"]
    assert opened.data["state"] == "open"
    assert [(row["was"], row["to"], row["by"]) for row in moves] == [("draft", "open", "Alice")]
    assert api_of(charlie).get(f"{address}notes/").status_code == 404


def test_the_pen_is_taken_by_the_facilitator_alone(api_of, pia, alice, municipality, unit):
    wanted = make_open_request(
        municipality, state="draft", filed_by=pia, pen="filer", project=make_project(unit, leader=pia)
    )
    address = f"{ADDRESS}{wanted.public_id}/pen/"

    assert api_of(pia).post(address).status_code == 403
    assert api_of(alice).post(address).data["pen"] == "facilitator"
    assert api_of(alice).post(address).status_code == 409


def test_advice_and_what_is_missing(api_of, alice, municipality):
    wanted = make_open_request(municipality, state="draft", seats=1, influence="")

    found = api_of(alice).get(f"{ADDRESS}{wanted.public_id}/advice/").data

    assert len(found["missing"]) == 1
    assert {one["code"] for one in found["advice"]} == {"one_seat", "no_influence", "no_times", "no_pay"}


def test_a_copy(api_of, alice, pia, charlie, municipality, unit):
    wanted = make_open_request(municipality)
    foreign = make_open_request(charlie.memberships.get().municipality)
    address = f"{ADDRESS}{wanted.public_id}/copy/"
    api = api_of(alice)

    same = api.post(address)
    away = api.post(address, {"project": foreign.project.public_id}, format="json")

    assert (same.status_code, same.data["state"], same.data["title"]) == (201, "draft", wanted.title)
    assert same.data["project"] == wanted.project.public_id
    assert away.status_code == 404
    assert api_of(pia).post(address).status_code == 404
    assert Request.objects.count() == 3
