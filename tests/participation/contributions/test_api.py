"""The chain over the API."""

import pytest

from config.core.outbox.models import Message
from participation.contributions.models import Contribution
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_contribution, make_meeting, make_professional, make_project, make_unit

URL = "/api/v1/contributions/"


@pytest.fixture
def said(project, paula, owner):
    return make_contribution(project, assignment=paula, owner=owner)


def _at(said):
    return f"{URL}{said.public_id}/"


def test_a_contribution_is_written_down(project, paula, owner, alice, api_of):
    meeting = make_meeting(project, state="held")
    sent = {
        "project": project.public_id,
        "meeting": meeting.public_id,
        "assignment": paula.public_id,
        "owner": owner.public_id,
        "text": "Too long.",
        "said_on": "2026-03-10",
    }

    made = api_of(alice).post(URL, sent, format="json")

    assert made.status_code == 201, made.json()
    assert made.json()["due_on"] == "2026-04-09"
    assert made.json()["assignment"] == paula.public_id
    assert api_of(alice).post(URL, sent | {"said_on": "2099-01-01"}, format="json").status_code == 409
    assert api_of(alice).post(URL, sent | {"owner": "nobody"}, format="json").status_code == 404
    assert api_of(alice).post(URL, sent | {"owner": None}, format="json").status_code == 400


def test_the_whole_chain(said, alice, api_of):
    api = api_of(alice)
    answer = {"answer": "partly", "reason": "The law says so.", "answered_on": "2026-03-11"}
    assert api.post(f"{_at(said)}responses/", answer).status_code == 201
    assert api.post(f"{_at(said)}responses/", answer | {"reason": ""}).status_code == 400
    assert api.post(f"{_at(said)}responses/", answer | {"answered_on": "2099-01-01"}).status_code == 409
    decision = {"text": "New letter", "forum": "Leaders", "decided_on": "2026-03-12"}
    assert api.post(f"{_at(said)}decisions/", decision).status_code == 201
    change = {
        "text": "Two pages",
        "kind": "information",
        "attribution": "decisive",
        "evidence_level": 2,
        "changed_on": "2026-03-13",
    }
    made = api.post(f"{_at(said)}changes/", change).json()
    at = f"/api/v1/changes/{made['id']}/"
    assert api.post(f"{at}evidence/", {"evidence_level": 4}).status_code == 409
    effect = {"indicator": "Calls", "after": "22", "measured_on": "2026-03-14"}
    assert api.post(f"{at}effects/", effect).status_code == 201
    assert api.post(f"{at}evidence/", {"evidence_level": 4}).json() == {"evidence_level": 4}

    shown = api.get(_at(said)).json()
    assert [row["answer"] for row in shown["responses"]] == ["partly"]
    assert shown["changes"][0]["effects"][0]["indicator"] == "Calls"
    assert [told["step"] for told in shown["tellings"]] == ["answered", "decided", "changed"]
    assert Message.objects.count() == 3
    assert api.get(at).json()["contribution"] == said.public_id


def test_a_call_is_recorded(project, rolf, owner, alice, api_of):
    said = make_contribution(project, assignment=rolf, owner=owner)
    api = api_of(alice)
    answer = {"answer": "adopted", "reason": "Yes.", "answered_on": "2026-03-11"}
    response = api.post(f"{_at(said)}responses/", answer).json()
    sent = {"step": "answered", "about": response["id"], "channel": "phone"}

    told = api.post(f"{_at(said)}tellings/", sent)

    assert told.status_code == 201, told.json()
    assert told.json()["assignment"] == rolf.public_id
    assert api.post(f"{_at(said)}tellings/", sent | {"channel": "email"}).status_code == 400
    assert api.post(f"{_at(said)}tellings/", sent | {"about": "nothing"}).status_code == 409


def test_a_promise_is_handed_over(said, unit, alice, api_of):
    another = make_professional(unit, "Odd")

    shown = api_of(alice).patch(_at(said), {"owner": another.public_id}).json()

    assert (shown["owner"], shown["due_on"]) == (another.public_id, "2026-04-10")


def test_the_same_filters_as_the_board(said, unit, municipality, owner, alice, api_of):
    elsewhere = make_project(make_unit(municipality, "Skole"))
    make_contribution(elsewhere, due_on="2099-01-01")
    api = api_of(alice)

    def number(**asked):
        return api.get(URL, asked).json()["count"]

    assert number() == 2
    assert number(project=elsewhere.public_id) == 1
    assert number(unit=unit.public_id) == 1
    assert number(owner=owner.public_id) == 1
    assert (number(overdue="true"), number(overdue="false")) == (1, 1)
    assert (number(state="waiting"), number(state="answered")) == (2, 0)
    assert number(due_by="2026-12-31") == 1


def test_the_list_costs_the_same(project, owner, alice, api_of):
    api = api_of(alice)

    def make(count):
        for _ in range(count):
            said = make_contribution(project, owner=owner)
            answer = {"answer": "adopted", "reason": "Yes.", "answered_on": "2026-03-11"}
            api.post(f"{_at(said)}responses/", answer)

    assert_constant_queries(make, lambda: api.get(URL))


def test_a_professional_answers_and_never_learns_who(said, pia, api_of):
    api = api_of(pia)
    answer = {"answer": "adopted", "reason": "Yes.", "answered_on": "2026-03-11"}

    assert api.post(f"{_at(said)}responses/", answer).status_code == 201
    shown = api.get(_at(said)).json()

    assert shown["assignment"] is None
    assert [told["assignment"] for told in shown["tellings"]] == [None]
    assert api.post(f"{_at(said)}decisions/", {}).status_code == 403
    assert api.post(URL, {}).status_code == 403


def test_others_see_nothing(said, bob, charlie, api_of):
    assert api_of(charlie).get(_at(said)).status_code == 404
    assert api_of(charlie).get(URL).json()["count"] == 0
    assert api_of(bob).get(URL).status_code == 403
    assert Contribution.objects.visible_to(bob).count() == 0
