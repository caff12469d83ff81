"""Both sides are asked when a meeting is closed, answer once or again, and only the facilitator sees what is low."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.core.audit.models import AuditEvent
from config.core.outbox.models import Message
from participation.closing import services as closing
from participation.feedback import queries, services
from participation.feedback.models import PrivateWord, Pulse, PulseAnswer, PulseVoice
from participation.feedback.services import Said
from participation.meetings.services import Account, Presence
from representatives.erasure import services as erasure
from tests.make.chain import make_assignment, make_meeting, make_professional, make_rate, make_request
from tests.make.people import make_representative
from tests.participation.seats import LATER

ACCOUNT = Account(date(2026, 3, 10), Decimal(2))


def _close(meeting, by, seats, **more):
    return closing.hold_meeting(
        meeting=meeting,
        account=ACCOUNT,
        attendances=[Presence(seat, was_present=True, hours=Decimal(2)) for seat in seats],
        contributions=[],
        by=by,
        at=LATER,
        **more,
    )


def test_closing_a_meeting_asks_who_was_there_and_who_leads_the_project(project, paula, rolf, owner, alice):
    meeting = make_meeting(project)

    closed = closing.hold_meeting(
        meeting=meeting,
        account=ACCOUNT,
        attendances=[
            Presence(paula, was_present=True, hours=Decimal(2)),
            Presence(rolf, was_present=False),
        ],
        contributions=[],
        by=alice,
        at=LATER,
    )

    asked = {(voice.side, voice.person) for voice in PulseVoice.objects.all()}
    assert asked == {("representative", paula.representative), ("professional", owner)}
    assert len(closed.asked) == 2
    pulse = Pulse.objects.get(meeting=meeting)
    assert (pulse.answer_by, len(pulse.questions)) == (date(2026, 4, 3), 10)
    assert pulse.questions[0]["text"]["nb"] == "Fikk du det du trengte før møtet?"
    assert AuditEvent.objects.filter(kind="pulse.asked", object_id=pulse.public_id).exists()
    # The letters are the clock's to queue.
    assert not Message.objects.exists()


def test_nobody_is_asked_where_it_is_not_wanted_or_nobody_was_there(project, paula, owner, alice):
    assert _close(make_meeting(project), alice, [paula], ask_for_feedback=False).asked == ()
    assert _close(make_meeting(project, title="Tomt"), alice, []).asked == ()
    assert not Pulse.objects.exists()


def test_asking_costs_few_statements_however_many_were_there(project, municipality, owner, alice):
    make_rate(municipality)
    request = make_request(project, seats=30)
    seats = [make_assignment(request, make_representative(municipality, f"Nora {n}")) for n in range(30)]

    def statements(people, **more):
        meeting = make_meeting(project, title=str(len(people)))
        with CaptureQueriesContext(connection) as captured:
            _close(meeting, alice, people, **more)
        return len(captured)

    without = statements(seats, ask_for_feedback=False)
    assert statements(seats) - without <= 6


def test_a_meeting_is_asked_about_once_and_only_when_it_was_held(project, held, pulse, alice):
    with pytest.raises(services.CannotAsk, match="already"):
        services.ask(meeting=held, by=alice, at=LATER)
    with pytest.raises(services.CannotAsk, match="was held"):
        services.ask(meeting=make_meeting(project, title="Neste"), by=alice, at=LATER)


def test_an_answer_is_kept_changed_and_audited(pulse, voice):
    first, second = (question["key"] for question in pulse.of_side("representative")[:2])
    services.answer(voice=voice, said=Said({first: 3, second: 4}), at=LATER)
    services.answer(voice=voice, said=Said({first: 4}), at=LATER)

    voice.refresh_from_db()
    assert voice.answered_at == LATER and not voice.needs_look
    assert list(voice.answers.values_list("question", "step")) == [(first, 4)]
    line = AuditEvent.objects.filter(kind="pulse.answered").first()
    assert line.subject_id == voice.representative.public_id


@pytest.mark.parametrize(
    ("steps", "word", "words"),
    [
        ({}, " ", "one question at least"),
        ({"p1": 4}, "", "does not belong"),
        ({"r1": 5}, "", "none of those"),
        ({"r1": 0}, "", "none of those"),
    ],
)
def test_what_is_no_answer_is_refused(voice, steps, word, words):
    with pytest.raises(services.CannotTell, match=words):
        services.answer(voice=voice, said=Said(steps, word), at=LATER)

    assert not PulseAnswer.objects.exists()


def test_after_the_last_day_nothing_is_answered(voice, say):
    say(voice, at=LATER + timedelta(days=14))
    with pytest.raises(services.CannotTell, match="last day"):
        say(voice, step=1, at=LATER + timedelta(days=15))

    assert set(voice.answers.values_list("step", flat=True)) == {4}


def test_the_lowest_answer_and_a_private_word_are_brought_before_the_facilitator(
    pulse, voice, rolf, say, alice, municipality
):
    say(voice, step=1)
    quiet = pulse.voices.get(representative=rolf.representative)
    say(quiet, step=2, word="Jeg ble avbrutt hele tida.")
    said = {"user": alice, "municipality": municipality}

    assert set(queries.needs_look(**said)) == {voice, quiet}
    assert queries.low(quiet) == [] and len(queries.low(voice)) == 5
    services.see(voice=voice, by=alice, at=LATER)
    with pytest.raises(services.CannotTell, match="already"):
        services.see(voice=voice, by=alice, at=LATER)
    assert list(queries.needs_look(**said)) == [quiet]
    # Said anew, it is to be looked at anew; an earlier word stands until it is taken back.
    say(voice, step=1)
    services.see(voice=quiet, by=alice, at=LATER)
    assert say(quiet, step=3).seen_at
    assert list(queries.needs_look(**said)) == [voice]
    assert PrivateWord.objects.get().voice == quiet
    assert not say(quiet, step=2, back=True).needs_look
    assert not PrivateWord.objects.exists()


def test_a_private_word_is_sealed(voice, say):
    say(voice, word="Jeg ble avbrutt hele tida.")

    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM participation_privateword")
        (kept,) = cursor.fetchone()
    assert "avbrutt" not in str(kept)
    assert PrivateWord.objects.get().text == "Jeg ble avbrutt hele tida."


def test_the_project_and_managers_see_neither_voices_nor_words(
    pulse, voice, say, alice, pia, uma, bob, charlie
):
    say(voice, step=1, word="Bare til deg.")

    assert PrivateWord.objects.visible_to(alice).count() == 1
    for person in (pia, uma, bob, charlie):
        assert not PulseVoice.objects.visible_to(person).exists()
        assert not PulseAnswer.objects.visible_to(person).exists()
        assert not PrivateWord.objects.visible_to(person).exists()
    assert Pulse.objects.visible_to(pia).exists() and Pulse.objects.visible_to(uma).exists()
    assert not Pulse.objects.visible_to(charlie).exists()


def test_the_facilitator_writes_down_for_the_silent_and_never_over_an_own_answer(
    pulse, voice, rolf, say, alice
):
    silent = pulse.voices.get(representative=rolf.representative)
    assert say(silent, step=3, by=alice).is_by_phone
    assert say(silent, step=2, by=alice).answers.first().step == 2
    say(voice)

    with pytest.raises(services.CannotTell, match="answered alone"):
        say(voice, step=1, by=alice)


def test_four_are_hidden_and_the_fifth_shows_all_once_and_for_good(big, say):
    today = LATER.date()
    voices = list(big.voices.filter(side="representative").order_by("id"))
    for number, one in enumerate(voices[:4]):
        say(one, step=1 + number % 2)
        assert queries.results(big, today)[0].questions is None

    say(voices[4], step=4)

    result = queries.results(big, today)[0]
    assert (result.side, result.asked, result.answered) == ("representative", 5, 5)
    assert [(share.word, share.count) for share in result.questions[0].shares] == [
        ("Yes", 1),
        ("Mostly", 0),
        ("A little", 2),
        ("No", 2),
    ]
    with pytest.raises(services.CannotTell, match="stand as they are"):
        say(voices[0], step=4)


def test_five_of_six_are_shown_only_when_nobody_can_answer_any_more(big, municipality, project, say):
    late = make_representative(municipality, "Sein Siv")
    services.PulseVoice.objects.bulk_create([services.voice(big, representative=late)])
    for one in big.voices.filter(side="representative").exclude(representative=late):
        say(one)

    def shown(today):
        return queries.results(big, today)[0].questions is not None

    assert not shown(big.answer_by)
    assert shown(big.answer_by + timedelta(days=1))


def test_a_question_that_few_answered_stays_hidden(big, say):
    first, *others = (question["key"] for question in big.of_side("representative"))
    for number, one in enumerate(big.voices.filter(side="representative").order_by("id")):
        steps = dict.fromkeys(others, 4) | ({first: 3} if number else {})
        services.answer(voice=one, said=Said(steps), at=LATER)

    told = queries.results(big, LATER.date())[0].questions
    assert told[0].shares is None
    assert told[1].shares[0].count == 5


def test_few_and_over_is_said_to_be_too_few(pulse, voice, say):
    say(voice)

    now, over = (queries.results(pulse, day) for day in (LATER.date(), pulse.answer_by + timedelta(days=1)))
    assert [one.is_too_few for one in now] == [False, False]
    assert [(one.is_too_few, one.questions) for one in over] == [(True, None), (True, None)]


def test_more_professionals_are_asked_once(pulse, unit, owner, alice, other_municipality):
    more = make_professional(unit, "Nina Ny", email="nina@staff.example.org")

    assert services.ask_also(pulse=pulse, professionals=[owner, more], by=alice, at=LATER) == 1
    assert services.ask_also(pulse=pulse, professionals=[more], by=alice, at=LATER) == 0
    with pytest.raises(services.CannotAsk, match="Choose"):
        services.ask_also(pulse=pulse, professionals=[], by=alice, at=LATER)
    with pytest.raises(services.CannotAsk, match="Nobody more"):
        services.ask_also(pulse=pulse, professionals=[more], by=alice, at=LATER + timedelta(days=30))


def test_an_erased_persons_answer_counts_and_the_person_does_not(big, paula, say, alice):
    for one in big.voices.filter(side="representative"):
        say(one, word="Bare til deg." if one.representative == paula.representative else "")

    erasure.erase(representative=paula.representative, why="asked", by=alice, at=LATER)

    result = queries.results(big, LATER.date())[0]
    assert result.questions[0].shares[0].count == 5
    assert not PrivateWord.objects.exists()
