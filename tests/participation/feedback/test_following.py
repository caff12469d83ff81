"""Who is asked how it was follows a corrected attendance, and whoever has answered keeps the answer."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.core.audit.models import AuditEvent
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from participation.closing import services as closing
from participation.feedback import due, following, queries, services
from participation.feedback.due import ASKED
from participation.feedback.models import Pulse, PulseVoice
from participation.meetings.models import Attendance
from participation.meetings.services import Account, Presence
from tests.make.chain import make_assignment, make_attendance, make_request
from tests.make.people import make_representative
from tests.participation.seats import LATER

NEXT = LATER + timedelta(days=1)
ACCOUNT = Account(date(2026, 3, 10), Decimal(2))


def _correct(meeting, by, at=NEXT, **there):
    """Corrects the meeting: names of seats with whether they were there."""
    seats = [Presence(seat, was_present, Decimal(2)) for seat, was_present in there["seats"]]
    return closing.correct_meeting(meeting=meeting, account=ACCOUNT, attendances=seats, by=by, at=at)


def _asked(pulse):
    return {line.voice.person for line in queries.lines(pulse)}


def _letter(voice):
    return Message.objects.get(kind=ASKED, about_id=voice.public_id)


def test_who_was_not_there_is_asked_no_longer(held, pulse, voice, paula, rolf, owner, alice, client, now):
    due.queue_due(at=LATER)
    letter = _letter(voice)

    _correct(held, alice, seats=[(paula, False), (rolf, True)])

    voice.refresh_from_db()
    letter.refresh_from_db()
    assert (voice.called_off_at, voice.answered_at) == (NEXT, None)
    assert letter.state == Message.State.CANCELLED and not kind_of(letter).still_allowed(letter)
    assert _asked(pulse) == {rolf.representative, owner}
    assert due.remind_due(at=LATER + timedelta(days=7)) == 0
    event = AuditEvent.objects.get(kind="pulse.called_off")
    assert (event.subject_id, event.actor_id) == (paula.representative.public_id, alice.public_id)


def test_the_link_says_kindly_that_it_is_not_needed(held, pulse, voice, paula, rolf, alice, client, now):
    _correct(held, alice, seats=[(paula, False), (rolf, True)])
    link = f"/answer/{voice.token}/feedback/"

    with pytest.raises(services.CannotTell, match="no longer needed"):
        services.answer(voice=voice, said=services.Said({"r1": 3}), at=NEXT)
    page = client.get(link, {"language": "en"})
    sent = client.post(link, {"step_r1": "3"})

    assert page.status_code == 200 and "You need not answer this" in page.content.decode()
    assert "step_r1" not in page.content.decode()
    assert sent.status_code == 200 and not voice.answers.exists()


def test_who_has_answered_keeps_the_answer(held, pulse, voice, paula, rolf, alice, say, now):
    say(voice)

    _correct(held, alice, seats=[(paula, False), (rolf, True)])

    voice.refresh_from_db()
    assert voice.called_off_at is None and voice.answers.count() == 5
    assert not AuditEvent.objects.filter(kind="pulse.called_off").exists()


def test_who_was_there_after_all_is_asked_as_the_others(held, pulse, project, municipality, alice, now):
    due.queue_due(at=LATER)
    seat = make_assignment(make_request(project), make_representative(municipality, "Nina Ny"))

    corrected = _correct(held, alice, seats=[(seat, True)])
    queued = due.queue_due(at=NEXT)

    (new,) = corrected.asked
    assert (new.representative, new.pulse, new.side) == (seat.representative, pulse, "representative")
    assert queued == 1 and _letter(new).recipient_id == seat.representative.public_id
    services.answer(voice=new, said=services.Said({"r1": 3}), at=NEXT)


def test_back_and_forth_leaves_one_letter_that_can_leave(held, pulse, voice, paula, rolf, alice, now):
    due.queue_due(at=LATER)
    _correct(held, alice, seats=[(paula, False), (rolf, True)])

    _correct(held, alice, seats=[(paula, True), (rolf, True)])
    assert due.queue_due(at=NEXT) == 1

    again = pulse.voices.get(representative=paula.representative)
    assert again.pk != voice.pk and again.called_off_at is None
    waiting = Message.objects.waiting().filter(recipient_id=paula.representative.public_id)
    assert [one.about_id for one in waiting] == [again.public_id]


def test_whoever_has_the_letter_is_asked_again_by_the_link_in_it(held, pulse, voice, paula, rolf, alice, now):
    due.queue_due(at=LATER)
    Message.objects.filter(about_id=voice.public_id).update(state=Message.State.SENT, sent_at=LATER)
    _correct(held, alice, seats=[(paula, False), (rolf, True)])

    _correct(held, alice, seats=[(paula, True), (rolf, True)])

    voice.refresh_from_db()
    assert voice.called_off_at is None and due.queue_due(at=NEXT) == 0
    assert AuditEvent.objects.filter(kind="pulse.asked_again").count() == 1


def test_where_nobody_was_there_the_professionals_are_not_asked_either(
    held, pulse, paula, rolf, owner, alice, now
):
    _correct(held, alice, seats=[(paula, False), (rolf, False)])
    assert _asked(pulse) == set()

    corrected = _correct(held, alice, seats=[(paula, True), (rolf, False)])

    assert {one.person for one in corrected.asked} == _asked(pulse) == {paula.representative, owner}


def test_after_the_last_day_everything_stays_as_it_was(held, pulse, paula, rolf, alice):
    late = LATER + services.OPEN + timedelta(days=1)
    corrected = _correct(held, alice, at=late, seats=[(paula, False), (rolf, True)])

    assert corrected.asked == () and not PulseVoice.objects.filter(called_off_at__isnull=False).exists()


def test_a_meeting_that_nobody_was_asked_about_asks_nobody(held, paula, rolf, alice):
    assert _correct(held, alice, seats=[(paula, True), (rolf, False)]).asked == ()
    assert not Pulse.objects.exists()


def test_answers_that_are_shown_are_not_hidden_by_one_more(
    big, crowd, project, municipality, alice, say, now
):
    for one in big.voices.filter(side="representative").select_related("pulse"):
        say(one)
    seat = make_assignment(make_request(project), make_representative(municipality, "Nina Ny"))

    corrected = _correct(crowd, alice, seats=[(seat, True)])

    assert corrected.asked == ()
    assert Attendance.objects.get(assignment=seat).was_present
    shown = {one.side: one for one in queries.results(big, NEXT.date())}["representative"]
    assert (shown.asked, shown.answered) == (5, 5) and shown.questions


def test_those_who_were_called_off_are_in_no_count(big, crowd, paula, alice, say, api_of, now):
    silent = big.voices.get(representative=paula.representative)
    _correct(crowd, alice, seats=[(paula, False)])

    shown = {one.side: one.asked for one in queries.results(big, NEXT.date())}
    assert shown == {"representative": 4, "professional": 1}
    assert queries.find(user=alice, municipality=big.municipality).get().asked == 5
    api, at = api_of(alice), f"/api/v1/pulses/{big.public_id}/"
    assert silent.public_id not in api.get(f"{at}voices/").content.decode()
    sent = {"voice": silent.public_id, "answers": [{"question": "r1", "step": 3}]}
    assert api.post(f"{at}record/", sent, format="json").status_code == 404


def test_following_costs_the_same_for_many(held, pulse, project, municipality, alice):
    request = make_request(project, seats=30)

    def cost(number: int) -> int:
        """Statements when so many were there after all, and so many were not."""
        for each in range(number):
            for was_present in (True, False):
                person = make_representative(municipality, f"Nora{each} {was_present}{number}")
                make_attendance(held, make_assignment(request, person), was_present=was_present)
                if not was_present:
                    PulseVoice.objects.bulk_create([services.voice(pulse, representative_id=person.pk)])
        with CaptureQueriesContext(connection) as captured:
            asked = following.follow_attendance(meeting=held, by=alice, at=NEXT)
        assert len(asked) == number
        return len(captured)

    assert cost(1) == cost(4)
