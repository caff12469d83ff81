"""Letters, one reminder, and what is asked some months later: the clock's side of feedback."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from time_machine import travel

from config.core.outbox.kinds import CannotRender, kind_of
from config.core.outbox.models import Message
from participation.feedback import due, queries, services
from participation.feedback.due import ASKED, LATER, REMINDED
from participation.feedback.models import Pulse, PulseVoice
from tests.make.chain import make_attendance, make_meeting, make_project
from tests.participation.seats import LATER as NOW


def test_letters_are_queued_once_to_those_who_get_them_by_themselves(pulse, voice, rolf, owner, now):
    owner.email = "pia@staff.example.org"
    owner.save()

    assert (due.queue_due(at=NOW), due.queue_due(at=NOW)) == (2, 0)

    letters = {message.recipient_id: message for message in Message.objects.filter(kind=ASKED)}
    assert set(letters) == {voice.representative.public_id, owner.public_id}
    by_hand = {line.voice.person.public_id: line.by_hand for line in queries.lines(pulse) if line.by_hand}
    assert list(by_hand) == [rolf.representative.public_id]


def test_the_letter_names_no_project_outside_and_has_the_own_link(pulse, voice, now):
    due.queue_due(at=NOW)
    message = Message.objects.get(recipient_id=voice.representative.public_id)
    kind = kind_of(message)

    mail = kind.render(message, True)
    assert kind.still_allowed(message)
    assert pulse.project.title not in mail.subject and pulse.project.title in mail.text
    assert f"/answer/{voice.token}/feedback/" in mail.text
    assert voice.token not in kind.render(message, False).text
    assert "berre tilretteleggjaren" in mail.text  # Paula reads nynorsk
    with pytest.raises(CannotRender):
        kind.render_sms(message, True)


def test_a_letter_does_not_leave_after_an_answer_or_a_goodbye(pulse, voice, say, now):
    due.queue_due(at=NOW)
    message = Message.objects.get(recipient_id=voice.representative.public_id)

    say(voice)
    assert not kind_of(message).still_allowed(message)
    PulseVoice.objects.filter(pk=voice.pk).update(answered_at=None)
    assert kind_of(message).still_allowed(message)
    voice.representative.consents.all().delete()
    assert not kind_of(message).still_allowed(message)


def test_the_silent_are_reminded_once(pulse, voice, say, now):
    due.queue_due(at=NOW)
    assert due.remind_due(at=NOW + timedelta(days=5)) == 0
    after = NOW + timedelta(days=6)

    assert (due.remind_due(at=after), due.remind_due(at=after)) == (1, 0)
    message = Message.objects.get(kind=REMINDED)
    assert message.recipient_id == voice.representative.public_id
    with travel(after):
        assert kind_of(message).still_allowed(message)


def test_what_waits_when_the_last_day_has_passed_does_not_leave(pulse, voice, now):
    due.queue_due(at=NOW)
    assert due.take_back_due(at=NOW + timedelta(days=14)) == 0

    assert due.take_back_due(at=NOW + timedelta(days=15)) == 1
    assert Message.objects.get().state == "cancelled"


def test_whoever_has_answered_is_not_reminded(pulse, voice, say, now):
    due.queue_due(at=NOW)
    say(voice)

    assert due.remind_due(at=NOW + timedelta(days=7)) == 0


def test_who_is_asked_also_gets_a_letter_and_nobody_a_second(pulse, voice, owner, alice, unit, now):
    due.queue_due(at=NOW)
    owner.email = "pia@staff.example.org"
    owner.save()
    services.ask_also(pulse=pulse, professionals=[owner], by=alice, at=NOW)

    due.queue_due(at=NOW)

    assert Message.objects.filter(recipient_id=voice.representative.public_id).count() == 1
    assert Message.objects.filter(recipient_id=owner.public_id).count() == 1


@pytest.mark.parametrize(("days", "asked"), [(90, 0), (91, 1), (182, 1), (183, 0)])
def test_three_to_six_months_after_the_last_meeting_people_are_asked_what_became_of_it(
    project, paula, days, asked
):
    meeting = make_meeting(project, state="held", hours=2, held_on=NOW.date() - timedelta(days=days))
    make_attendance(meeting, paula)

    assert due.ask_later_due(at=NOW) == asked
    assert Pulse.objects.filter(kind="delayed", meeting=None, project=project).count() == asked


def test_a_seat_is_asked_about_once_and_who_leads_the_project_with_it(project, paula, owner, now):
    meeting = make_meeting(project, state="held", hours=2, held_on=date(2025, 11, 20))
    make_attendance(meeting, paula)

    assert (due.ask_later_due(at=NOW), due.ask_later_due(at=NOW + timedelta(days=1))) == (2, 0)

    pulse = Pulse.objects.get()
    assert pulse.voices.get(representative=paula.representative).delayed_for == paula
    assert pulse.voices.get(professional=owner)
    due.queue_due(at=NOW)
    message = Message.objects.get(kind=LATER)
    with translation.override("nb"):
        assert "Kva vart det til" in kind_of(message).render(message, True).subject


def test_an_ended_seat_counts_from_its_end_and_a_newer_meeting_puts_it_off(project, paula, rolf):
    old = make_meeting(project, state="held", hours=2, held_on=date(2025, 6, 1))
    for seat in (paula, rolf):
        make_attendance(old, seat)
    ended = {"state": "ended", "started_on": date(2025, 5, 1), "ended_on": date(2025, 11, 1)}
    type(paula).objects.filter(pk=paula.pk).update(**ended)
    make_attendance(make_meeting(project, state="held", hours=2, held_on=date(2026, 3, 1)), rolf)

    assert due.ask_later_due(at=NOW) == 1
    assert PulseVoice.objects.get().representative == paula.representative


def test_nobody_is_asked_who_never_came_or_has_left_or_of_a_cancelled_project(unit, project, paula, rolf):
    meeting = make_meeting(project, state="held", hours=2, held_on=date(2025, 11, 20))
    make_attendance(meeting, paula, was_present=False)
    make_attendance(meeting, rolf)
    type(rolf.representative).objects.filter(pk=rolf.representative_id).update(state="left")

    assert due.ask_later_due(at=NOW) == 0
    type(rolf.representative).objects.filter(pk=rolf.representative_id).update(state="active")
    type(project).objects.filter(pk=project.pk).update(state="cancelled")
    assert due.ask_later_due(at=NOW) == 0
    assert make_project(unit).pulses.count() == 0
