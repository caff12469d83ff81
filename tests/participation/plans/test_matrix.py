"""Roles by phase: planned, agreed on, and what it was, with the difference in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.models import PhaseRole
from participation.plans.matrix import Difference, difference, lines
from projects.models import PlannedRole
from projects.planning.models import Involvement
from tests.cast import AT
from tests.make.chain import make_assignment, make_request
from tests.make.people import make_representative

PARTS = st.sampled_from(Involvement.values)
OPPOSITE = {Difference.SMALLER: Difference.LARGER, Difference.LARGER: Difference.SMALLER}


@given(PARTS, PARTS)
def test_what_is_smaller_one_way_is_larger_the_other(one, other):
    there, back = difference(one, other), difference(other, one)

    assert back == OPPOSITE.get(there, there)
    assert (there == Difference.SAME) == (one == other)


@pytest.mark.parametrize(
    ("planned", "actual", "word"),
    [
        ("", "", "open"),
        ("partner", "", "waits"),
        ("", "partner", "unplanned"),
        ("partner", "partner", "same"),
        ("partner", "co_thinker", "smaller"),
        ("listener", "advisor", "larger"),
    ],
)
def test_differences(planned, actual, word):
    assert difference(planned, actual) == word


@pytest.fixture
def roles(municipality, project):
    """Two seats with roles in the first phase, and the project's plan."""
    common = {"municipality": municipality, "phase": "preparation"}
    PlannedRole.objects.create(project=project, planned="partner", actual="co_thinker", **common)
    for name, agreed, actual in (("Paula", "partner", "listener"), ("Rolf", "partner", "")):
        person = make_representative(municipality, f"{name} Prøve", email=f"{name}@x.example.org")
        seat = make_assignment(make_request(project), person)
        PhaseRole.objects.create(assignment=seat, agreed=agreed, actual=actual, changed_at=AT, **common)


def test_the_lines_of_a_project(roles, project, alice):
    first, second, _third = lines(project, user=alice)

    assert (first.planned, first.actual, first.difference, first.is_now) == (
        "partner",
        "co_thinker",
        "smaller",
        True,
    )
    assert [(part.part, part.seats) for part in first.agreed] == [("partner", 2)]
    assert [(part.part, part.seats) for part in first.ended] == [("listener", 1)]
    assert (second.planned, second.difference, second.agreed) == ("", "open", [])


def test_what_people_agreed_on_is_seen_by_those_who_see_seats(roles, project, uma, pia):
    project.leader = pia
    project.save(update_fields=["leader"])

    assert lines(project, user=uma)[0].agreed == []
    assert lines(project, user=uma)[0].planned == "partner"
    assert lines(project, user=pia)[0].agreed[0].seats == 2


def test_the_page_says_the_difference_and_whose_idea_it_is(roles, project, alice, client_of):
    content = client_of(alice).get(f"/granvik/projects/{project.public_id}/roles/").content.decode()

    assert "Mindre rolle enn planlagt" in content
    assert "Partner × 2" in content
    assert "Smits og andre 2020" in content


def test_the_project_leads_there(project, alice, client_of):
    content = client_of(alice).get(f"/granvik/projects/{project.public_id}/").content.decode()

    assert f"/granvik/projects/{project.public_id}/roles/" in content


def test_the_api_has_the_same(roles, project, alice, charlie, api_of):
    address = f"/api/v1/role-matrices/{project.public_id}/"
    answer = api_of(alice).get(address)

    first = answer.json()["lines"][0]
    assert (first["planned"], first["actual"], first["difference"]) == ("partner", "co_thinker", "smaller")
    assert first["agreed"] == [{"part": "partner", "seats": 2}]
    assert api_of(charlie).get(address).status_code == 404
