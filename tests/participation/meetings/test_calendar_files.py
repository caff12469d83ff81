"""Calendar files and feeds: two parsers that did not write them read the same, and nothing new is no new byte."""

from datetime import UTC, date, datetime, time, timedelta

import ics
import pytest
import vobject
from time_machine import travel

from participation.meetings import calendars, files, services
from participation.meetings.files import Entry
from participation.meetings.models import Meeting
from tests.make.chain import make_assignment, make_meeting, make_project, make_request
from tests.make.people import make_representative
from tests.participation.seats import LATER

DAY = date(2026, 5, 4)
HOURS = {"begins": time(9), "ends": time(11, 30)}
WORDS = "Æ, ø; å \\ «sitat» 🙂\nlinje to: " + "lang tekst " * 20


@pytest.fixture
def meeting(project, paula):
    return make_meeting(
        project, held_on=DAY, title="Møte, om; brev", place="Rådhuset, rom 2", agenda=WORDS, **HOURS
    )


def _read(content: bytes) -> tuple:
    """UID, title, place, words, from and to and status, as each of the two sees them; they agree."""
    [first] = ics.Calendar(content.decode()).events
    event = vobject.readOne(content.decode()).vevent
    seen = (event.uid.value, event.summary.value, event.location.value, event.description.value)
    assert seen == (first.uid, first.name, first.location, first.description)
    assert (event.dtstart.value, event.dtend.value) == (first.begin.datetime, first.end.datetime)
    assert event.status.value == first.status
    return (*seen, first.begin.datetime, first.end.datetime, first.status, int(event.sequence.value))


def test_two_parsers_read_the_file_as_it_was_meant(meeting, paula, client):
    calendar = calendars.of_person(paula.representative)
    file = client.get(f"/answer/{calendar.token}/meetings/{meeting.public_id}.ics")

    uid, title, place, words, begins, ends, status, version = _read(file.content)

    assert file["Content-Type"] == files.TYPE
    assert (uid, title, place) == (f"{meeting.public_id}@medvirk", "Møte, om; brev", "Rådhuset, rom 2")
    assert WORDS in words
    assert (begins, ends) == (datetime(2026, 5, 4, 7, tzinfo=UTC), datetime(2026, 5, 4, 9, 30, tzinfo=UTC))
    assert (status, version) == ("CONFIRMED", 0)


def test_a_change_and_a_cancellation_keep_the_uid_and_raise_the_sequence(meeting, paula, alice, client):
    calendar = calendars.of_person(paula.representative)
    at = f"/answer/{calendar.token}/meetings/{meeting.public_id}.ics"
    first = _read(client.get(at).content)

    services.edit(meeting=meeting, changes={"begins": time(10)}, by=alice, at=LATER)
    moved = _read(client.get(at).content)
    services.cancel(meeting=meeting, by=alice, at=LATER)
    off = client.get(at).content

    assert (moved[0], moved[-1], moved[4].hour) == (first[0], 1, 8)
    assert (_read(off)[0], _read(off)[-1], _read(off)[-2]) == (first[0], 2, "CANCELLED")
    assert b"METHOD:CANCEL" in off


def test_a_meeting_without_hours_is_a_whole_day():
    at = datetime(2026, 3, 1, 8, tzinfo=UTC)
    content = files.file(Entry(uid="one@medvirk", title="Møte", day=DAY, changed_at=at))

    event = vobject.readOne(content.decode()).vevent

    assert (event.dtstart.value, event.dtend.value) == (DAY, DAY + timedelta(days=1))
    assert next(iter(ics.Calendar(content.decode()).events)).all_day


def test_the_feed_of_a_person_has_the_own_meetings_alone_and_the_pay(meeting, paula, unit, client):
    make_meeting(make_project(unit, title="Another"), title="Not mine", held_on=DAY)
    paula.request.pay = "355 kr i timen"
    paula.request.save(update_fields=["pay"])
    token = calendars.of_person(paula.representative).feed_token

    with travel(datetime(2026, 4, 20, 8, tzinfo=UTC)):
        content = client.get(f"/answer/{token}/calendar.ics").content.decode()

    [event] = ics.Calendar(content).events
    assert event.name == "Møte, om; brev"
    assert "355 kr i timen" in event.description
    assert "Not mine" not in content


def test_a_feed_is_the_same_bytes_until_something_changes(meeting, paula, alice, client):
    token = calendars.of_person(paula.representative).feed_token
    at = f"/answer/{token}/calendar.ics"
    with travel(datetime(2026, 4, 20, 8, tzinfo=UTC)):
        first = client.get(at)
    with travel(datetime(2026, 4, 28, 19, tzinfo=UTC)):
        again = client.get(at)
        known = client.get(at, HTTP_IF_NONE_MATCH=first["ETag"])
        services.edit(meeting=meeting, changes={"place": "Room 3"}, by=alice, at=LATER)
        changed = client.get(at, HTTP_IF_NONE_MATCH=first["ETag"])

    assert first.content == again.content
    assert (known.status_code, known.content) == (304, b"")
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


def test_a_facilitators_feed_has_what_the_person_may_see_now(meeting, alice, municipality, client):
    calendar = calendars.open_or_renew(municipality=municipality, user=alice)
    at = f"/answer/{calendar.feed_token}/calendar.ics"

    with travel(datetime(2026, 4, 20, 8, tzinfo=UTC)):
        before = client.get(at).content.decode()
        alice.memberships.update(ended_at=LATER)
        after = client.get(at).content.decode()

    assert "Møte" in before
    assert "VEVENT" not in after


def test_new_links_end_the_old_ones_and_the_feed_opens_no_page(meeting, paula, municipality, client):
    old = calendars.of_person(paula.representative)
    pages, feed = old.token, old.feed_token
    assert client.get(f"/answer/{feed}/meetings/").status_code == 404
    assert client.get(f"/answer/{pages}/calendar.ics").status_code == 404

    new = calendars.open_or_renew(municipality=municipality, representative=paula.representative)

    assert client.get(f"/answer/{pages}/meetings/").status_code == 404
    assert client.get(f"/answer/{feed}/calendar.ics").status_code == 404
    assert client.get(f"/answer/{new.feed_token}/calendar.ics").status_code == 200


def test_whoever_has_left_has_no_feed(meeting, paula, client):
    calendar = calendars.of_person(paula.representative)
    person = paula.representative
    person.state = "left"
    person.save(update_fields=["state"])

    for at in (
        f"/answer/{calendar.feed_token}/calendar.ics",
        f"/answer/{calendar.token}/meetings/",
        f"/answer/{calendar.token}/meetings/{meeting.public_id}.ics",
    ):
        assert client.get(at).status_code == 404


def test_a_feed_of_a_year_costs_the_same_for_more_meetings(
    project, paula, client, django_assert_max_num_queries
):
    token = calendars.of_person(paula.representative).feed_token
    days = [DAY + timedelta(days=number) for number in range(200)]
    common = {"municipality": project.municipality, "project": project, "created_at": LATER}
    Meeting.objects.bulk_create([Meeting(title="Møte", held_on=day, **HOURS, **common) for day in days])

    with django_assert_max_num_queries(4):
        content = client.get(f"/answer/{token}/calendar.ics").content.decode()

    assert content.count("BEGIN:VEVENT") == 200


def test_one_persons_link_opens_no_others_meeting(meeting, unit, municipality, client):
    request = make_request(make_project(unit, title="Another"))
    stranger = make_assignment(request, make_representative(municipality, "Nora Ny"))
    token = calendars.of_person(stranger.representative).token

    assert client.get(f"/answer/{token}/meetings/{meeting.public_id}.ics").status_code == 404
    assert b"brev" not in client.get(f"/answer/{token}/meetings/").content
