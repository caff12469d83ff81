"""Who has a seat, as pages and over the API."""

import pytest

from participation.assignments.models import Assignment
from participation.assignments.queries import seats_of
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_assignment
from tests.make.invitations import make_wanted
from tests.make.people import make_representative

LIST = "/granvik/assignments/"
API = "/api/v1/assignments/"


@pytest.fixture
def assignment(municipality, pia) -> Assignment:
    wanted = make_wanted(municipality)
    wanted.project.leader = pia
    wanted.project.save()
    return make_assignment(wanted, make_representative(municipality))


@pytest.fixture
def browser(alice, client_of):
    alice.language = "en"
    alice.save()
    return client_of(alice)


def test_an_assignment_is_read_and_ended(browser, assignment):
    page = f"{LIST}{assignment.public_id}/"

    assert "Paula Prøve" in browser.get(LIST).content.decode()
    assert "Trygg hjem" in browser.get(page).content.decode()
    assert browser.post(f"{page}end/", {}).status_code == 422
    after = browser.post(f"{page}end/", {"reason": "Flytter"}, follow=True).content.decode()
    assert "the seat is free" in after
    assert "Flytter" in after
    again = browser.post(f"{page}end/", {"reason": "Flytter"}, follow=True).content.decode()
    assert "has ended already" in again


def test_the_list_is_empty_at_first_and_filters(browser, municipality):
    assert "Nobody has a seat yet" in browser.get(LIST).content.decode()
    make_assignment(make_wanted(municipality), make_representative(municipality))

    assert "Paula Prøve" in browser.get(f"{LIST}?state=running").content.decode()
    assert "No assignment fits" in browser.get(f"{LIST}?state=ended").content.decode()


def test_a_professional_sees_who_comes_to_the_own_project(client_of, pia, municipality, assignment):
    make_assignment(
        make_wanted(municipality, title="En annen"), make_representative(municipality, "Berit To")
    )
    client = client_of(pia)

    text = client.get(LIST).content.decode()

    assert "Paula Prøve" in text
    assert "Berit To" not in text
    page = client.get(f"{LIST}{assignment.public_id}/").content.decode()
    assert "/people/" not in page
    assert client.post(f"{LIST}{assignment.public_id}/end/", {"reason": "x"}).status_code == 403


def test_others_see_nothing(client_of, bob, adam, uma, charlie, assignment):
    for person in (bob, adam, uma):
        assert client_of(person).get(LIST).status_code == 403
    assert client_of(charlie).get(f"{LIST}{assignment.public_id}/").status_code == 404


def test_the_same_over_the_api(api_of, alice, pia, charlie, assignment):
    one = f"{API}{assignment.public_id}/"
    (row,) = api_of(pia).get(API).json()["results"]

    assert (row["name"], row["state"]) == ("Paula Prøve", "running")
    assert api_of(alice).get(API, {"state": "ended"}).json()["results"] == []
    assert api_of(charlie).get(one).status_code == 404
    assert api_of(pia).post(f"{one}end/", {"reason": "x"}).status_code == 403
    assert api_of(alice).post(f"{one}end/", {}).status_code == 400
    assert api_of(alice).post(f"{one}end/", {"reason": "Ferdig"}).json()["state"] == "ended"
    assert api_of(alice).post(f"{one}end/", {"reason": "Ferdig"}).status_code == 409


def test_a_persons_seats_come_with_the_running_first(municipality, alice, charlie, assignment):
    person = assignment.representative
    ended = make_assignment(
        make_wanted(municipality, title="Før"), person, state="ended", ended_on=assignment.started_on
    )

    assert seats_of(person, user=alice) == [assignment, ended]
    assert seats_of(person, user=charlie) == []


def test_a_project_leader_says_the_projects_wish_alone(client_of, api_of, pia, assignment):
    page, api = f"{LIST}{assignment.public_id}/role/", f"{API}{assignment.public_id}/role/"
    client_of(pia).post(page, {"execution-project_wants": "advisor", "execution-agreed": "partner"})

    row = assignment.phase_roles.get()
    assert (row.project_wants, row.agreed) == ("advisor", "")
    assert api_of(pia).post(api, {"phase": "execution", "agreed": "partner"}).status_code == 403
    assert api_of(pia).post(api, {"phase": "execution", "project_wants": "partner"}).status_code == 200
    for end in ("terms/", "pause/", "certificate.pdf"):
        assert client_of(pia).get(f"{LIST}{assignment.public_id}/{end}").status_code == 403


def test_terms_a_pause_and_the_role_are_written_down(browser, assignment):
    page = f"{LIST}{assignment.public_id}/"
    wants = {"execution-person_wants": "partner", "execution-project_wants": "listener"}

    assert "Drosje" in browser.post(f"{page}terms/", {"terms": "Drosje"}, follow=True).content.decode()
    assert "Talk about it" in browser.post(f"{page}role/", wants, follow=True).content.decode()
    paused = browser.post(f"{page}pause/", {}, follow=True).content.decode()
    assert "Until further notice" in paused
    assert "The pause is over" in browser.post(f"{page}resume/", follow=True).content.decode()
    assert "no pause to end" in browser.post(f"{page}resume/", follow=True).content.decode()
    wrong = {"until_day": "1", "until_month": "1", "until_year": "2020"}
    assert "Choose a day that is ahead" in browser.post(f"{page}pause/", wrong).content.decode()
    assert browser.get(f"{page}certificate.pdf").content.startswith(b"%PDF")


def test_the_rest_over_the_api(api_of, alice, assignment):
    api, one = api_of(alice), f"{API}{assignment.public_id}/"

    assert api.post(f"{one}terms/", {"terms": "Drosje"}).json()["terms"] == "Drosje"
    assert api.post(f"{one}pause/", {}).json()["paused_on"]
    assert api.post(f"{one}resume/").json()["paused_on"] is None
    assert api.post(f"{one}resume/").status_code == 409
    assert api.post(f"{one}pause/", {"until": "2020-01-01"}).status_code == 409
    assert api.post(f"{one}noted/").json()["has_left"] is False
    assert api.get(f"{one}certificate/").content.startswith(b"%PDF")


def test_a_list_costs_the_same_for_one_and_three(browser, municipality):
    wanted = make_wanted(municipality)

    def make(count):
        for number in range(count):
            name = f"Person {Assignment.objects.count()}{number}"
            make_assignment(wanted, make_representative(municipality, name))

    assert_constant_queries(make, lambda: browser.get(LIST))
