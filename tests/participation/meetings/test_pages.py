"""Meetings as pages."""

from datetime import date

import pytest

from participation.meetings.models import Meeting
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_assignment, make_attendance, make_contribution, make_meeting, make_request
from tests.make.people import make_representative

URL = "/granvik/meetings/"


@pytest.fixture
def held(project, paula):
    meeting = make_meeting(project, state="held", hours=2, minutes="We read the letter.")
    make_attendance(meeting, paula)
    make_contribution(project, meeting=meeting, assignment=paula)
    return meeting


def test_the_list_counts_people_and_contributions(held, alice, client_of):
    page = client_of(alice).get(URL)

    assert [(m.title, m.present, m.said) for m in page.context["page"]] == [("Arbeidsmøte", 1, 1)]


def test_the_list_is_filtered(held, project, alice, client_of):
    make_meeting(project, title="Planned")

    page = client_of(alice).get(URL, {"state": "planned", "project": project.public_id})
    fragment = client_of(alice).get(URL, {"state": "cancelled"}, HTTP_HX_REQUEST="true").content.decode()

    assert [m.title for m in page.context["page"]] == ["Planned"]
    assert "<html" not in fragment
    assert "Planned" not in fragment


def test_an_empty_list_says_what_to_do(alice, client_of):
    assert "/granvik/meetings/new/" in client_of(alice).get(URL).content.decode()


def test_the_list_costs_the_same_for_more_meetings(project, municipality, alice, client_of):
    client, request = client_of(alice), make_request(project)

    def make(count):
        for number in range(count):
            meeting = make_meeting(project, state="held")
            person = make_representative(municipality, f"Nora {Meeting.objects.count()}{number}")
            make_attendance(meeting, make_assignment(request, person))

    assert_constant_queries(make, lambda: client.get(URL))


def test_a_meeting_shows_who_was_there_and_what_was_said(
    held, alice, client_of, django_assert_max_num_queries
):
    client = client_of(alice)
    with django_assert_max_num_queries(25):
        page = client.get(f"{URL}{held.public_id}/").content.decode()

    for words in ("Paula Prøve", "We read the letter.", "Brevet før innleggelse er for langt."):
        assert words in page


def test_a_professional_sees_how_many_and_not_who(held, pia, client_of):
    page = client_of(pia).get(f"{URL}{held.public_id}/").content.decode()

    assert "Paula" not in page
    assert "Brevet før innleggelse er for langt." in page


def test_a_meeting_is_planned_changed_and_cancelled(project, alice, client_of):
    client = client_of(alice)
    sent = {"project": project.public_id, "title": "Kick-off", "held_on": "2026-05-04", "place": ""}
    client.post(f"{URL}new/", sent)
    meeting = Meeting.objects.get()
    at = f"{URL}{meeting.public_id}/"

    client.post(f"{at}edit/", {"title": "Kick-off", "held_on": "2026-05-05", "place": "Room 2"})
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.place) == (date(2026, 5, 5), "Room 2")

    assert client.get(f"{at}cancel/").status_code == 200
    client.post(f"{at}cancel/")
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.CANCELLED
    answer = client.post(f"{at}edit/", {"title": "Again", "held_on": "2026-05-05"})
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_the_project_may_be_chosen_beforehand(project, alice, client_of):
    page = client_of(alice).get(f"{URL}new/", {"project": project.public_id}).content.decode()

    assert f'<option value="{project.public_id}" selected>' in page


def test_others_do_not_plan_and_other_municipalities_see_nothing(held, pia, bob, charlie, client_of):
    assert client_of(pia).get(f"{URL}new/").status_code == 403
    assert client_of(bob).get(URL).status_code == 403
    assert client_of(charlie).get(f"{URL}{held.public_id}/").status_code == 404
    assert client_of(charlie).get(f"/lauvdal/meetings/{held.public_id}/").status_code == 404
