"""The form that closes a meeting."""

from datetime import date
from decimal import Decimal

import pytest

from participation.claims.models import Claim
from participation.contributions.models import Contribution
from participation.meetings.models import Attendance, Meeting
from tests.make.chain import make_meeting, make_rate


@pytest.fixture
def meeting(project):
    return make_meeting(project, held_on=date(2026, 3, 10))


def _sent(paula, rolf, owner, **more):
    return {
        "held_on": "2026-03-10",
        "hours": "2,5",
        "professional_hours": "6",
        "facilitator_hours": "3",
        f"present_{paula.public_id}": "on",
        f"present_{rolf.public_id}": "on",
        f"hours_{rolf.public_id}": "1.25",
        "text_1": "The letter is too long.",
        "said_by_1": paula.public_id,
        "owner_1": owner.public_id,
        "due_on_1": "2026-04-01",
        "text_3": "Meet in the afternoon.",
        "said_by_3": "group",
        "owner_3": owner.public_id,
        "due_on_3": "",
    } | more


def test_the_form_knows_who_has_a_seat_and_who_leads(meeting, paula, rolf, owner, alice, client_of):
    page = client_of(alice).get(f"/granvik/meetings/{meeting.public_id}/close/").content.decode()

    assert "Paula Prøve" in page
    assert "Rolf Ringes" in page
    assert f'<option value="{owner.public_id}" selected>' in page


def test_one_form_closes_the_meeting(meeting, paula, rolf, owner, municipality, alice, client_of):
    make_rate(municipality)

    answer = client_of(alice).post(
        f"/granvik/meetings/{meeting.public_id}/close/", _sent(paula, rolf, owner), follow=True
    )

    assert "887,50" in answer.content.decode()
    hours = dict(Attendance.objects.order_by("id").values_list("assignment", "hours"))
    assert hours == {paula.pk: Decimal("2.5"), rolf.pk: Decimal("1.25")}
    said = {one.text: one for one in Contribution.objects.all()}
    assert said["The letter is too long."].due_on == date(2026, 4, 1)
    assert said["Meet in the afternoon."].is_from_group
    assert said["Meet in the afternoon."].due_on == date(2026, 4, 9)
    assert Claim.objects.count() == 2


def test_a_contribution_needs_who_said_it_and_who_answers(meeting, paula, rolf, owner, alice, client_of):
    sent = _sent(paula, rolf, owner, said_by_1="", owner_3="")

    answer = client_of(alice).post(f"/granvik/meetings/{meeting.public_id}/close/", sent)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"said_by_1", "owner_3"}
    assert Meeting.objects.get().state == Meeting.State.PLANNED


@pytest.mark.parametrize("hours", ["-1", "25", "two", ""])
def test_hours_that_cannot_be_are_refused(meeting, paula, rolf, owner, alice, client_of, hours):
    answer = client_of(alice).post(
        f"/granvik/meetings/{meeting.public_id}/close/", _sent(paula, rolf, owner, hours=hours)
    )

    assert answer.status_code == 422
    assert "hours" in answer.context["form"].errors


def test_a_day_that_has_not_come_is_refused_by_the_service(meeting, paula, rolf, owner, alice, client_of):
    answer = client_of(alice).post(
        f"/granvik/meetings/{meeting.public_id}/close/", _sent(paula, rolf, owner, held_on="2099-03-10")
    )

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_a_closed_meeting_is_corrected_instead(meeting, paula, rolf, owner, municipality, alice, client_of):
    make_rate(municipality)
    client, at = client_of(alice), f"/granvik/meetings/{meeting.public_id}"
    client.post(f"{at}/close/", _sent(paula, rolf, owner))

    assert client.get(f"{at}/close/").url == f"{at}/"
    page = client.get(f"{at}/correct/").content.decode()
    assert page.count("checked") == 2
    client.post(f"{at}/correct/", _sent(paula, rolf, owner, **{f"present_{rolf.public_id}": ""}))

    assert Attendance.objects.get(assignment=rolf).was_present is False
    assert Contribution.objects.count() == 2


def test_only_those_who_write_meetings_close_them(meeting, pia, uma, charlie, client_of):
    at = f"/granvik/meetings/{meeting.public_id}/close/"

    assert client_of(pia).get(at).status_code == 403
    assert client_of(uma).post(at).status_code == 403
    assert client_of(charlie).get(at).status_code == 404
