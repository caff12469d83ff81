"""What a person has of the own meetings: the page behind the link, the start page, and the address of the feed."""

from datetime import UTC, date, datetime, time

import pytest
from time_machine import travel

from config.core.accounts.services import give_role
from config.core.organisations.models import Role
from participation.meetings import calendars, needs
from participation.meetings.calendars import Calendar
from participation.models import Meeting
from representatives.models import SupportNeed
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.chain import make_meeting

NOW = datetime(2026, 4, 20, 8, tzinfo=UTC)


@pytest.fixture
def meeting(project, paula):
    paula.request.pay = "355 kr i timen"
    paula.request.save(update_fields=["pay"])
    return make_meeting(
        project,
        held_on=date(2026, 5, 4),
        begins=time(9),
        ends=time(11),
        place="Rådhuset, rom 2",
        papers="https://example.org/brev.pdf",
        contact="Alice, 73 40 61 20",
    )


def test_date_place_papers_pay_and_contact_are_on_one_page(meeting, paula, client):
    token = calendars.of_person(paula.representative).token
    with travel(NOW):
        page = client.get(f"/answer/{token}/meetings/", {"language": "en"})

    words = page.content.decode()
    for said in ("from 09:00 to 11:00", "Rådhuset, rom 2", "brev.pdf", "355 kr i timen", "73 40 61 20"):
        assert said in words
    assert "Paula" not in words
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert client.post(f"/answer/{token}/meetings/").status_code == 405


def test_a_wrong_link_is_told_kindly(client, municipality):
    assert client.get("/answer/nothing/meetings/").status_code == 404


@pytest.fixture
def rita(paula, municipality):
    user = give_role(
        municipality=municipality,
        email="rita@example.org",
        name="Rita",
        role=Role.REPRESENTATIVE,
        by=None,
        at=AT,
    ).user
    person = paula.representative
    person.user = user
    person.save(update_fields=["user"])
    return user


def test_the_person_makes_an_address_and_a_new_one(meeting, paula, rita, client_of):
    client = client_of(rita)
    at = "/granvik/my-page/calendar/"
    client.get(at)
    assert not Calendar.objects.exists()

    client.post(at)
    first = Calendar.objects.get()
    assert first.feed_address in client.get(at).content.decode()
    client.post(at)

    assert Calendar.objects.get().feed_token != first.feed_token
    with travel(NOW):
        home = client.get("/granvik/").content.decode()
    assert f"/answer/{Calendar.objects.get().token}/meetings/" in home


def test_the_facilitator_has_an_own_address(alice, bob, client_of):
    client = client_of(alice)
    client.post("/granvik/calendar/")

    assert Calendar.objects.get().user == alice
    assert Calendar.objects.get().feed_address in client.get("/granvik/calendar/").content.decode()
    assert client_of(bob).get("/granvik/calendar/").status_code == 403


def test_the_api_gives_ones_own_alone(meeting, paula, rita, alice, api_of):
    made = api_of(rita).post("/api/v1/calendars/", {}).json()
    api_of(alice).post("/api/v1/calendars/", {"municipality": "granvik"})

    assert made["pages"].endswith(
        f"/{Calendar.objects.get(representative=paula.representative).token}/meetings/"
    )
    assert [one["id"] for one in api_of(rita).get("/api/v1/calendars/").json()["results"]] == [made["id"]]


def test_needs_are_counted_and_never_named(meeting, paula, rolf, alice, pia, uma, client_of, api_of):
    for seat, purpose in ((paula, "meetings"), (rolf, "both"), (rolf, "letters")):
        kind = "sight" if purpose == "letters" else "hearing"
        SupportNeed.objects.create(
            municipality=meeting.municipality,
            representative=seat.representative,
            kind=kind,
            purpose=purpose,
            added_at=AT,
        )
    at = f"/api/v1/meetings/{meeting.public_id}/needs/"

    assert [(one.kind, one.number, one.is_arranged) for one in needs.needed(meeting)] == [
        ("hearing", 2, False)
    ]
    meeting.arranged = ["hearing"]
    meeting.save(update_fields=["arranged"])
    assert api_of(pia).get(at).json()[0]["is_arranged"] is True
    assert api_of(alice).get(at).json()[0]["number"] == 2
    assert api_of(uma).get(at).status_code == 404
    assert "needed" in client_of(alice).get(f"/granvik/meetings/{meeting.public_id}/").context
    assert "needed" not in client_of(uma).get(f"/granvik/meetings/{meeting.public_id}/").context


def test_hours_that_cannot_be_lose_nothing(project, alice, client_of, api_of):
    sent = {
        "project": project.public_id,
        "title": "Kick-off",
        "held_on": "2026-05-04",
        "agenda": "1. Letters",
    }
    page = client_of(alice).post("/granvik/meetings/new/", sent | {"begins": "10.00", "ends": "0900"})

    assert page.status_code == 422
    assert page.context["form"].errors["ends"]
    for kept in ("Kick-off", "1. Letters"):
        assert kept in page.content.decode()
    answer = api_of(alice).post("/api/v1/meetings/", sent | {"begins": "10:00", "ends": "09:00"})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["ends"])
    assert not Meeting.objects.exists()


def test_a_meeting_with_hours_is_planned_and_seen(project, paula, alice, client_of):
    sent = {"project": project.public_id, "title": "Kick-off", "held_on": "2026-05-04", "begins": "10.00"}
    sent |= {"ends": "12:30", "agenda": "1. Letters", "arranged": ["hearing"], "contact": "Alice"}
    client_of(alice).post("/granvik/meetings/new/", sent)
    meeting = Meeting.objects.get()

    assert (meeting.begins, meeting.ends, meeting.arranged) == (time(10), time(12, 30), ["hearing"])
    page = client_of(alice).get(f"/granvik/meetings/{meeting.public_id}/").content.decode()
    assert "10:00–12:30" in page and "1. Letters" in page
    file = client_of(alice).get(f"/granvik/meetings/{meeting.public_id}/meeting.ics")
    assert b"SUMMARY:Kick-off" in file.content


def test_the_constraints(meeting, paula, alice, municipality):
    assert_refused(
        lambda: make_meeting(meeting.project, begins=time(10), ends=time(9)), "meeting_ends_after_it_begins"
    )
    assert_refused(lambda: make_meeting(meeting.project, begins=time(10)), "meeting_ends_after_it_begins")
    calendar = calendars.open_or_renew(municipality=municipality, user=alice)
    own = {"municipality": municipality, "key_id": "k"}
    assert_refused(
        lambda: Calendar.objects.create(user=alice, token_hash="a", feed_hash="b", **own), "calendar_one_each"
    )
    assert_refused(
        lambda: Calendar.objects.filter(pk=calendar.pk).update(user=None), "calendar_belongs_to_one"
    )


def test_the_same_over_the_api(meeting, rita, api_of):
    with travel(NOW):
        [told] = api_of(rita).get("/api/v1/my-meetings/").json()

    assert (told["id"], told["held_on"], told["begins"]) == (meeting.public_id, "2026-05-04", "09:00:00")
    assert (told["place"], told["pay"], told["contact"]) == (
        "Rådhuset, rom 2",
        "355 kr i timen",
        "Alice, 73 40 61 20",
    )
