"""What is queued leaves once, to one recipient, or says why not."""

import threading
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection, transaction

from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from tests.cast import AT

State = Message.State


def _deliver(at=AT) -> list[Message]:
    claimed = outbox.claim(at=at)
    for message in claimed:
        outbox.deliver(message, at=at)
    return [Message.objects.get(pk=message.pk) for message in claimed]


def test_the_same_key_is_queued_once(queue):
    first, second = queue("one"), queue("one", text="something else")

    assert first == second
    assert Message.objects.get().sealed_text == "Kode\nDin kode er 123456"


def test_a_transaction_that_is_undone_queues_nothing(queue):
    with transaction.atomic():
        queue("one")
        transaction.set_rollback(True)

    assert not Message.objects.exists()


def test_a_message_leaves_in_one_envelope_and_its_text_is_wiped(queue, alice, mail_server):
    queue("one")
    queue("two")
    sent = _deliver()

    assert [message.state for message in sent] == [State.SENT, State.SENT]
    assert [message.sealed_text for message in sent] == ["", ""]
    assert sent[0].sent_at == AT
    assert mail_server.recipients == [[alice.email], [alice.email]]
    assert mail_server.mails[0]["Subject"] == "Kode"
    assert "123456" in mail_server.mails[0].get_content()
    assert mail_server.mails[0]["Cc"] is None


def test_a_message_is_not_sent_before_its_time(queue, mail_server):
    queue("one", not_before=AT + timedelta(hours=1))

    assert _deliver(AT) == []
    assert [message.state for message in _deliver(AT + timedelta(hours=1))] == [State.SENT]


def test_a_server_that_asks_for_patience_is_asked_again_later_with_the_same_id(queue, mail_server):
    queue("one")
    mail_server.answer = "450 4.2.1 later"
    [first] = _deliver()

    assert (first.state, first.failure, first.attempts) == (State.RETRYING, "smtp 450", 1)
    assert first.not_before == AT + outbox.BACK_OFF[0]
    assert _deliver(AT + timedelta(seconds=30)) == []

    mail_server.answer = ""
    [second] = _deliver(first.not_before)
    assert (second.state, second.failure) == (State.SENT, "")
    assert mail_server.mails[0]["Message-ID"].startswith(f"<{first.public_id}@")


def test_a_mailbox_that_is_not_there_is_said_to_be_undeliverable(queue, mail_server, alice):
    queue("one")
    mail_server.answer = "550 5.1.1 no such mailbox"
    [message] = _deliver()

    assert (message.state, message.failure) == (State.UNDELIVERABLE, "smtp 550 5.1.1")
    assert alice.email not in message.failure
    assert _deliver(AT + timedelta(days=30)) == []


def test_a_mail_server_that_is_down_loses_nothing(queue, mail_server, settings):
    queue("one")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    [message] = _deliver()
    settings.EMAIL_PORT = port

    assert (message.state, message.failure, message.attempts) == (
        State.RETRYING,
        "ConnectionRefusedError",
        0,
    )
    assert [row.state for row in _deliver(message.not_before)] == [State.SENT]


def test_tries_come_to_an_end(queue, mail_server):
    queue("one")
    mail_server.answer = "450 later"
    at = AT
    for _try in range(len(outbox.BACK_OFF) + 1):
        [message] = _deliver(at)
        at = message.not_before

    assert (message.state, message.attempts) == (State.UNDELIVERABLE, len(outbox.BACK_OFF) + 1)


def test_what_is_no_longer_allowed_is_not_sent(queue, alice, mail_server):
    queue("one")
    alice.is_active = False
    alice.save()
    [message] = _deliver()

    assert message.state == State.CANCELLED
    assert mail_server.mails == []


def test_what_waits_can_be_taken_back_and_what_left_cannot(queue, mail_server):
    queue("one")
    [sent] = _deliver()
    waiting = queue("two")

    assert outbox.cancel([sent, waiting]) == 1
    assert {row.dedupe_key: row.state for row in Message.objects.all()} == {
        "one": State.SENT,
        "two": State.CANCELLED,
    }


def test_a_worker_that_died_leaves_its_messages_to_another(queue, mail_server):
    queue("one")
    outbox.claim(at=AT)

    assert outbox.claim(at=AT + timedelta(seconds=30)) == []
    assert len(_deliver(AT + outbox.lease() + timedelta(seconds=1))) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_take_the_same_message(queue):
    for number in range(20):
        queue(f"key {number}")
    taken: list[int] = []
    start = threading.Barrier(2)

    def work() -> None:
        close_old_connections()
        start.wait()
        while batch := outbox.claim(at=AT, limit=3):
            taken.extend(message.pk for message in batch)
        connection.close()

    workers = [threading.Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(taken) == 20
    assert len(set(taken)) == 20


def test_messages_of_a_are_seen_in_a_only(queue, alice, adam, charlie):
    message = queue("one")

    assert message in Message.objects.visible_to(alice)
    assert message not in Message.objects.visible_to(adam)
    assert message not in Message.objects.visible_to(charlie)
