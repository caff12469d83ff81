"""Uncertain messages are settled by the log of the relay: found, sent again, or left for a person."""

import os
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from config.core.audit.models import AuditEvent
from config.core.outbox import relay
from config.core.outbox.ids import message_id
from config.core.outbox.models import Message
from tests.cast import AT

State = Message.State


@pytest.fixture
def uncertain(queue, letters):
    """`uncertain("one")`: a letter whose worker died with it in its hand."""

    def left(key: str, kind: str = letters, begun_at=AT) -> Message:
        message = queue(key, kind=kind)
        Message.objects.filter(pk=message.pk).update(state=State.UNCERTAIN, begun_at=begun_at)
        return message

    return left


def _line(message: Message) -> str:
    return f"Mar  2 10:00:01 relay postfix/cleanup[7]: 4F1: message-id={message_id(message)}\n"


def test_what_the_log_names_was_sent_and_the_rest_stays(uncertain, queue, fresh):
    sent, lost, waiting = uncertain("one"), uncertain("two"), queue("three")
    settled = relay.reconcile(
        log=[_line(sent), _line(waiting), "nonsense \x00 <x@y>\n"], covers_until=None, at=AT
    )

    assert settled == relay.Settled(found=1, again=0, left=1)
    assert (fresh(sent).state, fresh(sent).sent_at) == (State.SENT, AT)
    assert (fresh(lost).state, fresh(waiting).state) == (State.UNCERTAIN, State.QUEUED)
    assert AuditEvent.objects.get(kind="message.found_sent").actor_id == ""


def test_a_line_of_a_refusal_or_of_another_host_proves_nothing(uncertain, fresh):
    message = uncertain("one")
    log = [
        f"reject: {message_id(message)} 554",
        f"message-id=<{message.public_id}@elsewhere.example.org>",
        f"message-id={message_id(message)} status=bounced",
    ]

    assert relay.reconcile(log=log, covers_until=None, at=AT).found == 0
    assert fresh(message).state == State.UNCERTAIN


def test_the_command_sends_again_what_a_whole_log_does_not_name(uncertain, fresh, tmp_path):
    sent, lost = uncertain("sent"), uncertain("lost")
    later = uncertain("later", begun_at=AT + timedelta(hours=1))
    code = uncertain("code", kind="account.notice")
    log, said = tmp_path / "mail.log", StringIO()
    log.write_text(_line(sent))
    os.utime(log, times=(AT.timestamp() + 60,) * 2)
    call_command("reconcile_outbox", "--log", str(log), "--send-missing", stdout=said)

    assert said.getvalue() == "1 found sent, 1 sent again, 2 left uncertain.\n"
    assert [fresh(row).state for row in (sent, lost, later, code)] == [
        State.SENT,
        State.QUEUED,
        State.UNCERTAIN,
        State.UNCERTAIN,
    ]
