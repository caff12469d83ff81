"""How much work it is to close a meeting: eight people who were there and six things that were said."""

from datetime import date
from decimal import Decimal

import pytest

from participation.claims.models import Claim
from participation.closing.forms import SAYINGS
from participation.contributions.models import Contribution
from participation.meetings.models import Attendance, Meeting
from tests.helpers import controls
from tests.make.chain import make_assignment, make_meeting, make_professional, make_rate, make_request
from tests.make.people import make_representative

MOST_INPUTS, MOST_LOADS = 25, 3
PEOPLE = 8


@pytest.fixture
def seats(project, municipality):
    """Eight people with a seat in the project."""
    return [
        make_assignment(make_request(project), make_representative(municipality, f"Person Nummer{number}"))
        for number in range(1, PEOPLE + 1)
    ]


@pytest.fixture
def nurse(unit):
    """Somebody else than who leads the project, who owes two of the answers."""
    return make_professional(unit, "Nora Sykepleier")


@pytest.fixture
def meeting(project, seats, owner):
    return make_meeting(project, held_on=date(2026, 3, 10))


def _typed(seats, nurse):
    """What the facilitator knows and the page cannot: who came, the hours of others, and what was said."""
    typed = {"professional_hours": "6", "facilitator_hours": "3"}
    typed |= {f"present_{one.public_id}": "on" for one in seats}
    for number in range(1, SAYINGS + 1):
        typed[f"text_{number}"] = f"Dette ble sagt som nummer {number}."
        typed[f"said_by_{number}"] = seats[number - 1].public_id
    return typed | {"owner_2": nurse.public_id, "owner_5": nurse.public_id}


def test_eight_people_and_six_contributions_are_twenty_five_inputs_at_most(
    meeting, seats, nurse, owner, municipality, alice, client_of
):
    make_rate(municipality)
    client, at = client_of(alice), f"/granvik/meetings/{meeting.public_id}"
    page = client.get(f"{at}/close/")
    before = controls.presented(page.content.decode(), having="held_on")
    typed = _typed(seats, nurse)

    sent_on = client.post(f"{at}/close/", controls.sent(before, typed))
    after = client.get(sent_on.url)

    loads = [page, sent_on, after]
    assert len(controls.changed(before, typed)) <= MOST_INPUTS
    assert len(loads) <= MOST_LOADS
    assert [one.status_code for one in loads] == [200, 303, 200] and sent_on.url == f"{at}/"
    meeting.refresh_from_db()
    assert (meeting.state, meeting.hours) == (Meeting.State.HELD, Decimal(2))
    assert (meeting.professional_hours, meeting.facilitator_hours) == (6, 3)
    there = Attendance.objects.filter(meeting=meeting, was_present=True, hours=2)
    assert set(there.values_list("assignment", flat=True)) == {one.pk for one in seats}
    fees = Claim.objects.filter(kind=Claim.Kind.FEE, attendance__in=there)
    assert [fee.amount for fee in fees] == [Decimal(710)] * PEOPLE
    said = Contribution.objects.filter(meeting=meeting).order_by("id")
    assert [(one.assignment, one.owner, one.due_on) for one in said] == [
        (seat, nurse if number in (2, 5) else owner, date(2026, 4, 9))
        for number, seat in enumerate(seats[:SAYINGS], start=1)
    ]


def test_the_page_presents_what_it_knows(meeting, seats, owner, alice, client_of):
    page = client_of(alice).get(f"/granvik/meetings/{meeting.public_id}/close/").content.decode()
    before = controls.presented(page, having="held_on")

    assert before["hours"] in ("2", "2.0", "2,0")
    assert before["ask_for_feedback"] == "on"
    # That somebody came is never taken for granted: a fee follows from it.
    assert {before[f"present_{one.public_id}"] for one in seats} == {""}
    assert {before[f"owner_{number}"] for number in range(1, SAYINGS + 1)} == {owner.public_id}
    assert {before[f"text_{number}"] for number in range(1, SAYINGS + 1)} == {""}
    assert len({before[f"due_on_{number}"] for number in range(1, SAYINGS + 1)} - {""}) == 1
    assert controls.changed(before, before | {"minutes": "Kaffe"}) == ["minutes"]
    with pytest.raises(AssertionError, match="text_7"):
        controls.changed(before, {"text_7": "x"})
