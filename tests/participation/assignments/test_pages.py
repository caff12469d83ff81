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


def test_a_list_costs_the_same_for_one_and_three(browser, municipality):
    wanted = make_wanted(municipality)

    def make(count):
        for number in range(count):
            name = f"Person {Assignment.objects.count()}{number}"
            make_assignment(wanted, make_representative(municipality, name))

    assert_constant_queries(make, lambda: browser.get(LIST))
