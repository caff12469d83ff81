"""The facilitator's year: what recurs and what is due, on the page, in the feed and over the API."""

from datetime import UTC, date, datetime, time, timedelta

import ics
import pytest
from hypothesis import given
from hypothesis import strategies as st
from time_machine import travel

from config.core.audit.models import AuditEvent
from participation.meetings import calendars
from participation.occasions import queries, services
from participation.occasions.models import Occasion
from participation.occasions.rhythm import days, later
from tests.helpers.constraints import assert_refused
from tests.make.chain import make_contribution, make_meeting
from tests.make.polls import make_poll
from tests.participation.seats import LATER

NOW = datetime(2026, 4, 20, 8, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def occasion(municipality, alice):
    return services.add(
        municipality=municipality, title="Rådet", on=date(2026, 1, 31), every=3, by=alice, at=LATER
    )


@pytest.fixture
def full(project, paula, owner, occasion):
    project.ends_on = date(2026, 12, 1)
    project.save(update_fields=["ends_on"])
    make_meeting(project, held_on=date(2026, 5, 4), begins=time(9), ends=time(10))
    make_meeting(project, title="Called off", held_on=date(2026, 5, 5), state="cancelled")
    for _ in range(2):
        make_contribution(project, owner=owner, due_on=date(2026, 6, 1))
    make_poll(project, paula.representative, at=NOW)


def test_what_is_on_the_last_day_is_on_the_last_day_of_a_shorter_month():
    found = days(date(2026, 1, 31), 1, first=date(2026, 2, 1), last=date(2026, 4, 30))

    assert found == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]
    assert days(TODAY, 0, first=TODAY, last=TODAY) == [TODAY]


@given(
    on=st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    every=st.sampled_from([1, 3, 6, 12]),
    first=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    length=st.integers(0, 800),
)
def test_the_days_are_those_that_counting_from_the_first_gives(on, every, first, length):
    last = first + timedelta(days=length)
    counted = [day for number in range(700) if first <= (day := later(on, number * every)) <= last]

    assert days(on, every, first=first, last=last) == counted


def test_the_year_has_everything_in_its_month(full, alice, municipality):
    months = queries.year(user=alice, municipality=municipality, today=TODAY)

    assert (len(months), months[0].first, months[-1].first) == (12, date(2026, 4, 1), date(2027, 3, 1))
    found = {(item.day.isoformat(), item.label) for month in months for item in month.items}
    assert {day for day, label in found if label == "Rådet"} == {
        "2026-04-30",
        "2026-07-31",
        "2026-10-31",
        "2027-01-31",
    }
    assert ("2026-05-04", "09:00 Arbeidsmøte") in found
    assert any(day == "2026-06-01" and label.startswith("2 answers are owed") for day, label in found)
    assert any(day == "2026-12-01" and "finished" in label for day, label in found)
    assert any(label.startswith("Answers about days") for _day, label in found)
    assert not any("Called off" in label for _day, label in found)


def test_the_page_links_to_each_and_costs_the_same_for_more(full, project, owner, alice, client_of):
    client = client_of(alice)
    with travel(NOW):
        page = client.get("/granvik/year/").content.decode()
        for part in ("Rådet", "/granvik/meetings/", "/granvik/polls/", "/granvik/projects/"):
            assert part in page


def test_the_feed_has_what_is_due_and_stays_the_same(full, alice, bob, municipality, client):
    at = f"/answer/{calendars.open_or_renew(municipality=municipality, user=alice).feed_token}/calendar.ics"
    with travel(NOW):
        first = client.get(at)
    with travel(NOW + timedelta(days=5)):
        again = client.get(at, HTTP_IF_NONE_MATCH=first["ETag"])
    names = {event.name for event in ics.Calendar(first.content.decode()).events}

    assert {"Rådet", "Arbeidsmøte"} <= names
    assert again.status_code == 304
    other = calendars.open_or_renew(municipality=municipality, user=bob)
    with travel(NOW):
        assert b"VEVENT" not in client.get(f"/answer/{other.feed_token}/calendar.ics").content


def test_what_recurs_is_written_down_and_taken_away(municipality, alice, pia, charlie, client_of):
    client, at = client_of(alice), "/granvik/year/recurring/"
    sent = {"title": "Rådet", "on": "2026-03-10", "every": "12", "until": ""}

    wrong = client.post(at, sent | {"until": "2026-03-01"})
    assert wrong.status_code == 422 and "Rådet" in wrong.content.decode()
    client.post(at, sent)
    occasion = Occasion.objects.get()
    assert "Rådet" in client.get(at).content.decode()
    assert client_of(pia).post(f"{at}{occasion.public_id}/drop/").status_code == 403
    assert client_of(charlie).post(f"/lauvdal/year/recurring/{occasion.public_id}/drop/").status_code == 404
    client.post(f"{at}{occasion.public_id}/drop/")

    assert not Occasion.objects.exists()
    assert AuditEvent.objects.filter(kind="occasion.dropped", object_id=occasion.public_id).exists()


def test_the_api_has_the_same(full, alice, charlie, api_of):
    api = api_of(alice)
    made = api.post("/api/v1/occasions/", {"title": "Report", "on": "2026-09-01", "every": 12})
    at = f"/api/v1/occasions/{made.json()['id']}/"

    with travel(NOW):
        found = {(item["day"], item["name"]) for item in api.get("/api/v1/occasions/year/").json()}
    assert ("2026-09-01", "Report") in found
    assert api_of(charlie).get(at).status_code == 404
    wrong = {"title": "Report", "on": "2026-09-01", "every": 12, "until": "2026-01-01"}
    assert api.post("/api/v1/occasions/", wrong).status_code == 409
    assert api.delete(at).status_code == 204


def test_the_constraints(occasion):
    rows = Occasion.objects.filter(pk=occasion.pk)

    assert_refused(lambda: rows.update(until=date(2020, 1, 1)), "occasion_ends_after_it_begins")
    assert_refused(lambda: rows.update(every=5), "occasion_has_a_rhythm")
