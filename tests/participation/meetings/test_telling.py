"""Letters about meetings: one to each, about what holds now, and a reminder a week before."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject
from time_machine import travel

from config.core.outbox import services as outbox
from config.core.outbox.envelope import envelope
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from participation.meetings import services, telling
from participation.meetings.models import Meeting
from projects.signals import project_cancelled
from tests.make.chain import make_assignment, make_request
from tests.participation.seats import LATER

DAY = date(2026, 5, 4)
PLAN = {"held_on": DAY, "begins": time(9), "ends": time(11), "place": "Room 1"}


@pytest.fixture
def meeting(project, paula, rolf, alice):
    return services.plan_meeting(project=project, title="Kick-off", by=alice, at=LATER, **PLAN)


def _kinds(**more) -> list[str]:
    return list(Message.objects.filter(**more).order_by("id").values_list("kind", flat=True))


def _mail(message):
    with travel(LATER):
        kind = kind_of(message)
        assert kind.still_allowed(message)
        return kind.render(message, True)


def test_a_meeting_is_told_once_to_each_and_who_gets_no_mail_is_on_the_page(meeting, project, paula, rolf):
    make_assignment(make_request(project, title="Second seat"), paula.representative)

    assert [(m.kind, m.recipient_id) for m in Message.objects.order_by("id")] == [
        (telling.SET, paula.representative.public_id)
    ]
    people = telling.coming(meeting)
    assert people == [paula.representative, rolf.representative]
    assert [(one.person, one.way) for one in telling.untold(people)] == [(rolf.representative, "call")]


def test_the_letter_has_the_facts_and_the_file_in_the_persons_language(meeting, paula):
    message = Message.objects.get()
    mail = _mail(message)

    assert "Kick-off" not in mail.subject
    for words in ("Kick-off", "09:00", "Room 1", "/meetings/"):
        assert words in mail.text
    name, content, kind = mail.attachments[0]
    assert (name, kind) == ("meeting.ics", "text/calendar; method=PUBLISH")
    assert vobject.readOne(content.decode()).vevent.summary.value == "Kick-off"
    sent = envelope(message, mail).message()
    [part] = [one for one in sent.walk() if one.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "PUBLISH"
    assert vobject.readOne(part.get_payload(decode=True).decode()).vevent.uid.value.endswith("@medvirk")


def test_whoever_has_not_heard_of_it_hears_of_it_as_it_is_now(meeting, alice):
    services.edit(meeting=meeting, changes={"place": "Room 2"}, by=alice, at=LATER)

    assert _kinds(state="cancelled") == [telling.SET]
    [message] = Message.objects.exclude(state="cancelled")
    assert message.kind == telling.SET
    assert "Room 2" in _mail(message).text

    services.cancel(meeting=meeting, by=alice, at=LATER)
    assert not Message.objects.exclude(state="cancelled").exists()


def test_a_move_and_a_cancellation_are_told_to_those_who_have_heard(meeting, alice):
    Message.objects.update(state="sent", sent_at=LATER)

    services.edit(meeting=meeting, changes={"begins": time(10)}, by=alice, at=LATER)
    [moved] = Message.objects.filter(state="queued")
    assert moved.kind == telling.MOVED
    assert "10:00" in _mail(moved).text
    Message.objects.update(state="sent", sent_at=LATER)
    services.cancel(meeting=meeting, by=alice, at=LATER)

    [off] = Message.objects.filter(state="queued")
    assert off.kind == telling.CANCELLED
    assert _mail(off).attachments[0][2] == "text/calendar; method=CANCEL"
    assert not kind_of(moved).still_allowed(moved)


def test_a_cancelled_project_calls_its_meetings_off_and_tells_those_who_had_a_seat(
    meeting, project, paula, alice
):
    Message.objects.update(state="sent", sent_at=LATER)

    project_cancelled.send(sender=type(project), project=project, by=alice, at=LATER)

    meeting.refresh_from_db()
    paula.refresh_from_db()
    assert (meeting.state, paula.state) == ("cancelled", "ended")
    [off] = Message.objects.filter(kind=telling.CANCELLED)
    assert _mail(off).attachments


def test_a_new_agenda_is_in_calendars_and_no_letter(meeting, alice):
    services.edit(meeting=meeting, changes={"agenda": "1. Letters"}, by=alice, at=LATER)

    meeting.refresh_from_db()
    assert (meeting.version, _kinds()) == (1, [telling.SET])
    assert "1. Letters" in _mail(Message.objects.get()).text


@pytest.mark.parametrize("why", ["left", "consent", "seat"])
def test_nothing_leaves_to_one_who_is_not_coming_any_more(meeting, paula, why):
    message = Message.objects.get()
    person = paula.representative
    if why == "left":
        person.state = "left"
        person.save(update_fields=["state"])
    elif why == "consent":
        person.consents.update(withdrawn_at=LATER)
    else:
        paula.state, paula.ended_on = "ended", LATER.date()
        paula.save(update_fields=["state", "ended_on"])

    with travel(LATER):
        assert not kind_of(message).still_allowed(message)


def test_a_letter_waits_for_the_morning(meeting):
    message = Message.objects.get()
    night = datetime(2026, 3, 20, 22, 30, tzinfo=UTC)

    assert kind_of(message).leaves_from(message, night) > night


def test_of_a_day_that_has_passed_nobody_is_told(project, paula, alice):
    services.plan_meeting(project=project, title="Before", held_on=date(2026, 3, 1), by=alice, at=LATER)

    assert not Message.objects.exists()


def test_people_are_told_to_prepare_once_a_whole_week_before(meeting, alice):
    Message.objects.update(state="sent", sent_at=LATER)
    week = datetime(2026, 4, 26, 8, tzinfo=UTC)

    early = telling.remind_due(at=week - timedelta(days=1))
    now, again = telling.remind_due(at=week), telling.remind_due(at=week + timedelta(hours=1))

    assert (early, now, again) == (0, 1, 0)
    [message] = Message.objects.filter(kind=telling.PREPARE)
    with travel(week):
        assert kind_of(message).still_allowed(message)
        services.edit(meeting=meeting, changes={"held_on": date(2026, 5, 20)}, by=alice, at=week)
        assert not kind_of(message).still_allowed(message)
    assert telling.remind_due(at=datetime(2026, 5, 13, 8, tzinfo=UTC)) == 1


def test_who_has_just_heard_of_a_meeting_is_not_told_to_prepare(project, paula, alice):
    at = datetime(2026, 4, 29, 8, tzinfo=UTC)
    services.plan_meeting(project=project, title="Soon", by=alice, at=at, **PLAN)

    assert telling.remind_due(at=at + timedelta(hours=1)) == 0


def test_an_agenda_written_just_before_stops_nobody_from_being_told(meeting, alice):
    Message.objects.update(state="sent", sent_at=LATER)
    day = datetime(2026, 4, 26, 8, tzinfo=UTC)
    services.edit(meeting=meeting, changes={"agenda": "1. Letters"}, by=alice, at=day)

    assert telling.remind_due(at=day + timedelta(hours=1)) == 1


def test_papers_that_come_late_are_told_and_only_the_newest_letter_leaves(meeting, alice):
    Message.objects.update(state="sent", sent_at=LATER)
    week = datetime(2026, 4, 26, 8, tzinfo=UTC)
    telling.remind_due(at=week)
    Message.objects.update(state="sent", sent_at=week)

    services.edit(meeting=meeting, changes={"papers": "The draft"}, by=alice, at=week + timedelta(days=3))
    services.edit(meeting=meeting, changes={"papers": "The plan"}, by=alice, at=week + timedelta(days=4))

    [waiting] = Message.objects.filter(state="queued")
    assert waiting.kind == telling.PREPARE
    assert "The plan" in _mail(waiting).text


def test_no_letter_leaves_about_a_meeting_that_is_over(meeting):
    message = Message.objects.get()

    with travel(datetime(2026, 5, 5, 8, tzinfo=UTC)):
        assert not kind_of(message).still_allowed(message)


def test_the_facilitator_sees_what_is_missing_two_weeks_before(meeting, client_of, alice):
    with travel(datetime(2026, 4, 22, 8, tzinfo=UTC)):
        client = client_of(alice)
        assert "/meetings/?state=to_prepare" in client.get("/granvik/").content.decode()
        listed = client.get("/granvik/meetings/?state=to_prepare").content.decode()
        page = client.get(f"/granvik/meetings/{meeting.public_id}/").content.decode()
        Meeting.objects.update(agenda="1. Letters", papers="None")
        after = client.get("/granvik/meetings/?state=to_prepare").content.decode()

    assert "Kick-off" in listed and "Kick-off" not in after
    assert "saksliste, papirer" in page
    assert (len(meeting.missing), meeting.prepared_on) == (2, date(2026, 4, 26))


def test_a_text_message_names_no_project(meeting, paula):
    message, person = Message.objects.get(), paula.representative
    person.phone = "+4740612345"
    person.save(update_fields=["phone"])

    text = kind_of(message).render_sms(message, True).text

    assert "Kick-off" not in text and "/meetings/" in text


def test_the_outbox_sends_it(meeting, mailoutbox):
    morning = datetime(2026, 3, 23, 9, tzinfo=UTC)
    with travel(morning):
        for message in outbox.claim(at=morning):
            outbox.deliver(message, at=morning)

    assert Message.objects.get().state == "sent"
    assert Meeting.objects.get().version == 0
    assert len(mailoutbox) == 1
