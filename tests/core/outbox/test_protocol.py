"""The life of a message: only the moves of the table, leases that lapse, workers that die or come late."""

from datetime import timedelta

import pytest

from config.core.outbox import kinds, line
from config.core.outbox import services as outbox
from config.core.outbox.kinds import Kind, Mail
from config.core.outbox.models import Message
from config.core.outbox.tasks import deliver_due
from tests.cast import AT

State = Message.State
LATER = AT + timedelta(minutes=10)


def _in_hand(at=AT) -> Message:
    """The one message that is due, as a worker leaves it that dies while it sends."""
    [claimed] = outbox.claim(at=at)
    assert outbox.begin(claimed, at=at)
    return claimed


@pytest.mark.parametrize("to", State)
@pytest.mark.parametrize("was", State)
def test_a_message_moves_by_the_table_and_not_otherwise(queue, fresh, was, to):
    message = queue("one")
    row = Message.objects.filter(pk=message.pk)
    row.update(state=was, sent_at=AT if was == State.SENT else None)

    moved = row.move(to, sent_at=AT if to == State.SENT else None)

    assert bool(moved) == (was in Message.MOVES[to])
    assert fresh(message).state == (to if moved else was)


def test_every_state_is_entered_and_none_but_taken_back_is_a_trap():
    assert set(Message.MOVES) == set(State)
    assert all(Message.MOVES[state] for state in State)
    left = {was for froms in Message.MOVES.values() for was in froms}
    assert set(State) - left == {State.CANCELLED}


def test_what_a_dead_worker_had_not_begun_waits_again_and_is_no_takeover(queue, fresh):
    message = queue("one")
    outbox.claim(at=AT)

    assert outbox.take_over(at=LATER) == 0
    assert (fresh(message).state, fresh(message).takeovers) == (State.QUEUED, 0)


def test_what_a_dead_worker_had_in_its_hand_is_sent_again_logged_and_counted(
    queue, fresh, mail_server, caplog
):
    message = queue("one")
    _in_hand()
    [again] = outbox.claim(at=LATER)
    outbox.deliver(again, at=LATER)

    assert (fresh(message).state, fresh(message).takeovers) == (State.SENT, 1)
    assert mail_server.mails[0]["Message-ID"].startswith(f"<{message.public_id}@")
    assert any("outbox.taken_over" in record.getMessage() for record in caplog.records)


def test_a_message_that_kills_its_workers_is_parked_and_the_next_one_leaves(queue, fresh, mailoutbox):
    poison, at = queue("poison"), AT
    for _life in range(outbox.MOST_TAKEOVERS):
        _in_hand(at)
        at += timedelta(minutes=10)
        outbox.take_over(at=at)
    innocent = queue("innocent")
    deliver_due()

    assert (fresh(poison).state, fresh(poison).failure) == (State.UNDELIVERABLE, "WorkerLost")
    assert fresh(poison).sealed_text == ""
    assert fresh(innocent).state == State.SENT
    assert len(mailoutbox) == 1


def test_where_the_installation_asks_nothing_is_sent_twice_by_itself(queue, fresh, settings, mailoutbox):
    settings.OUTBOX_AFTER_CRASH = outbox.ASK
    begun, not_begun = queue("begun"), queue("not begun", not_before=AT + timedelta(minutes=1))
    _in_hand()
    outbox.claim(at=AT + timedelta(minutes=1))
    for message in outbox.claim(at=LATER):
        outbox.deliver(message, at=LATER)

    assert (fresh(begun).state, fresh(begun).takeovers) == (State.UNCERTAIN, 1)
    assert fresh(not_begun).state == State.SENT
    assert len(mailoutbox) == 1


def test_a_worker_that_was_only_slow_still_says_what_came_of_an_uncertain_message(
    queue, fresh, settings, monkeypatch, mailoutbox
):
    settings.OUTBOX_AFTER_CRASH = outbox.ASK
    message = queue("one")
    [claimed] = outbox.claim(at=AT)
    send = line.Line.send

    def slowly(self, letter):
        outbox.take_over(at=LATER)
        assert fresh(message).state == State.UNCERTAIN
        send(self, letter)

    monkeypatch.setattr(line.Line, "send", slowly)
    outbox.deliver(claimed, at=AT)

    assert fresh(message).state == State.SENT


def test_a_worker_that_comes_late_writes_nothing_over_the_one_who_took_over(queue, fresh, monkeypatch):
    message = queue("one")
    [slow] = outbox.claim(at=AT)
    send = line.Line.send

    def slowly(self, letter):
        outbox.claim(at=LATER)
        send(self, letter)

    monkeypatch.setattr(line.Line, "send", slowly)
    outbox.deliver(slow, at=AT)

    assert fresh(message).state == State.SENDING
    assert fresh(message).lease_key != slow.lease_key


def test_what_was_taken_back_or_claimed_anew_is_not_begun(queue, fresh, mailoutbox):
    taken_back, lapsed = queue("taken back"), queue("lapsed")
    claimed = outbox.claim(at=AT)
    assert outbox.cancel([taken_back]) == 1
    [again] = outbox.claim(at=LATER)
    for message in claimed:
        outbox.deliver(message, at=LATER)

    assert mailoutbox == []
    assert fresh(taken_back).state == State.CANCELLED
    assert again == lapsed and fresh(lapsed).begun_at is None


def test_each_message_has_the_whole_lease_however_long_the_batch_takes(queue, fresh):
    message = queue("one")
    [claimed] = outbox.claim(at=AT)
    late = AT + timedelta(seconds=59)

    assert outbox.begin(claimed, at=late)
    assert fresh(message).lease_until == late + outbox.lease()
    assert not outbox.begin(claimed, at=late)


def test_a_letter_that_cannot_be_made_is_given_up_and_those_behind_it_leave(
    queue, fresh, letters, mailoutbox
):
    def broken(message: Message, live: bool) -> Mail:
        raise ValueError("no")

    kinds.register(Kind(letters, "Prøvebrev", broken, lambda message: True))
    poison, innocent, at = queue("poison", kind=letters), queue("innocent"), AT
    for _try in range(outbox.MOST_MAKING + 1):
        for claimed in outbox.claim(at=at):
            outbox.deliver(claimed, at=at)
        at = max(fresh(poison).not_before, at)

    assert (fresh(poison).state, fresh(poison).failure) == (State.UNDELIVERABLE, "ValueError")
    assert fresh(innocent).state == State.SENT


def test_two_wait_while_more_may_stand_in_them(queue, fresh):
    queue("one")
    assert outbox.is_waiting("one") is True
    [claimed] = outbox.claim(at=AT)
    assert outbox.is_waiting("one") is True
    outbox.begin(claimed, at=AT)
    assert outbox.is_waiting("one") is False
    assert outbox.is_waiting("nothing") is None
