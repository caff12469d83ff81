"""What a person does with messages: done, written in the log, refused where it cannot be, and kept under a race."""

from datetime import timedelta

import pytest

from config.core.audit.models import AuditEvent
from config.core.outbox import handling, queries
from config.core.outbox import services as outbox
from config.core.outbox.handling import CannotHandle
from config.core.outbox.models import Message
from config.core.outbox.tasks import deliver_due
from tests.cast import AT
from tests.helpers.threads import at_once

State = Message.State
LATER = AT + timedelta(minutes=10)


@pytest.fixture
def letter(queue, letters):
    """`letter("one")`: a letter that waits and can be handled."""
    return lambda key, **fields: queue(key, kind=letters, text="", **fields)


def _set(message: Message, state: State, **fields) -> Message:
    Message.objects.filter(pk=message.pk).update(state=state, **fields)
    return Message.objects.get(pk=message.pk)


def _logged() -> list[str]:
    return list(
        AuditEvent.objects.filter(kind__startswith="message.").order_by("id").values_list("kind", flat=True)
    )


def test_what_is_held_does_not_leave_until_it_is_released(letter, alice, fresh, mailoutbox):
    message = letter("one")
    handling.hold(message=message, by=alice, at=AT)
    deliver_due()
    assert (fresh(message).state, mailoutbox) == (State.HELD, [])

    handling.release(message=message, by=alice, at=AT)
    deliver_due()
    assert (fresh(message).state, len(mailoutbox)) == (State.SENT, 1)
    assert _logged() == ["message.held", "message.released"]
    assert set(AuditEvent.objects.filter(kind="message.held").values_list("subject_id", "actor_id")) == {
        (message.recipient_id, alice.public_id)
    }


def test_holding_stops_what_a_worker_has_claimed_and_not_what_it_has_in_its_hand(
    letter, alice, fresh, mailoutbox
):
    first, second = letter("one"), letter("two", not_before=AT + timedelta(seconds=1))
    batch = outbox.claim(at=LATER)
    outbox.begin(batch[0], at=LATER)

    with pytest.raises(CannotHandle, match="venter ikke lenger"):
        handling.hold(message=first, by=alice, at=LATER)
    handling.hold(message=second, by=alice, at=LATER)
    outbox.deliver(batch[1], at=LATER)

    assert (fresh(first).state, fresh(second).state) == (State.SENDING, State.HELD)
    assert mailoutbox == []


def test_a_code_is_left_alone(queue, alice):
    code = queue("one")

    for act in (handling.hold, handling.send_again):
        with pytest.raises(CannotHandle, match="kode"):
            act(message=code, by=alice, at=AT)
    with pytest.raises(CannotHandle, match="kode"):
        handling.discard(message=code, reason="not_needed", by=alice, at=AT)
    assert handling.can(code) == set()
    assert _logged() == []
    assert handling.can(_set(code, State.UNCERTAIN, begun_at=AT)) == {"was_sent"}


@pytest.mark.parametrize("was", handling.AGAIN)
def test_what_did_not_arrive_is_sent_again_with_the_same_id(letter, alice, fresh, mail_server, was):
    message = _set(letter("one"), was, attempts=9, takeovers=3, failure="smtp 550", begun_at=AT)
    handling.send_again(message=message, by=alice, at=LATER)
    waits = fresh(message)
    deliver_due()

    assert (waits.state, waits.not_before, waits.attempts, waits.takeovers, waits.failure) == (
        State.QUEUED,
        LATER,
        0,
        0,
        "",
    )
    assert fresh(message).state == State.SENT
    assert mail_server.mails[0]["Message-ID"].startswith(f"<{message.public_id}@")
    assert _logged() == ["message.sent_again"]


@pytest.mark.parametrize("was", [State.QUEUED, State.HELD, State.SENDING, State.SENT, State.CANCELLED])
def test_nothing_else_is_sent_again(letter, alice, fresh, was):
    message = _set(letter("one"), was, sent_at=AT if was == State.SENT else None)

    with pytest.raises(CannotHandle, match="ikke kom fram"):
        handling.send_again(message=message, by=alice, at=AT)
    assert fresh(message).state == was


def test_an_uncertain_message_is_said_to_have_been_sent(letter, alice, fresh):
    message = _set(letter("one"), State.UNCERTAIN, begun_at=LATER)
    handling.was_sent(message=message, by=alice, at=AT)

    assert (fresh(message).state, fresh(message).sent_at) == (State.SENT, LATER)
    with pytest.raises(CannotHandle, match="ikke uklart"):
        handling.was_sent(message=message, by=alice, at=AT)
    assert _logged() == ["message.found_sent"]


def test_a_message_is_discarded_with_a_reason_and_for_good(letter, alice, fresh, mailoutbox):
    message = letter("one")
    handling.discard(message=message, reason="told", by=alice, at=AT)
    deliver_due()

    assert (fresh(message).state, fresh(message).reason, mailoutbox) == (State.CANCELLED, "told", [])
    with pytest.raises(CannotHandle, match="venter ikke lenger"):
        handling.discard(message=message, reason="told", by=alice, at=AT)
    assert _logged() == ["message.discarded"]


def test_own_words_stand_on_top_of_the_letter_as_text_and_sealed(letter, alice, fresh, mail_server):
    message = letter("one")
    handling.set_own_words(message=message, words=" Hei <b>Paula</b>! ", by=alice, at=AT)
    stored = Message.objects.filter(pk=message.pk).values_list("own_words", flat=True)[0]
    seen = handling.look(message=fresh(message), by=alice, at=AT).mail
    deliver_due()

    assert "Paula" not in stored and fresh(message).own_words == "Hei <b>Paula</b>!"
    assert seen is not None and seen.text.startswith("Hei <b>Paula</b>!\n\nBrevet.")
    html = mail_server.mails[0].get_body(("html",)).get_content()
    assert "<p>Hei &lt;b&gt;Paula&lt;/b&gt;!</p><p>Brevet." in html
    with pytest.raises(CannotHandle, match="venter ikke lenger"):
        handling.set_own_words(message=message, words="x", by=alice, at=AT)


def test_nothing_is_added_to_a_letter_of_the_law(queue, alice):
    with pytest.raises(CannotHandle, match="av denne typen"):
        handling.set_own_words(message=queue("one"), words="x", by=alice, at=AT)


def test_everything_that_waits_is_held_by_the_number_that_was_read(letter, queue, alice, fresh):
    one, two, code = letter("one"), letter("two"), queue("code")
    rows = Message.objects.visible_to(alice)
    assert queries.to_hold(rows).count() == 2

    with pytest.raises(CannotHandle, match="Det er 2 meldinger nå"):
        handling.hold_all(rows=rows, count=3, by=alice, at=AT)
    assert fresh(one).state == State.QUEUED
    assert handling.hold_all(rows=rows, count=2, by=alice, at=AT) == 2
    assert [fresh(row).state for row in (one, two, code)] == [State.HELD, State.HELD, State.QUEUED]
    assert handling.release_all(rows=rows, count=2, by=alice, at=AT) == 2
    assert [fresh(row).state for row in (one, two)] == [State.QUEUED, State.QUEUED]
    assert _logged() == ["message.held"] * 2 + ["message.released"] * 2


def test_words_go_when_the_person_is_erased(letter, alice, fresh):
    message = letter("one")
    handling.set_own_words(message=message, words="Hei", by=alice, at=AT)

    assert outbox.forget_recipient([message.recipient_id]) == 1
    assert (fresh(message).state, fresh(message).own_words) == (State.CANCELLED, "")


@pytest.mark.django_db(transaction=True)
def test_holding_and_beginning_at_once_have_one_winner(letter, alice, fresh):
    for turn in range(10):
        message = letter(f"key {turn}")
        [claimed] = outbox.claim(at=AT)
        begun: list[bool] = []
        outcomes = at_once(
            lambda message=message: handling.hold(message=message, by=alice, at=AT),
            lambda claimed=claimed, begun=begun: begun.append(outbox.begin(claimed, at=AT)),
        )

        assert begun[0] == (fresh(message).state == State.SENDING), outcomes
        assert ("CannotHandle" in outcomes) == begun[0]
        Message.objects.filter(pk=message.pk).delete()
