"""The way out: one connection for a batch, and what a mail server's refusals mean."""

import smtplib
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from config.core.outbox import line
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from config.core.outbox.tasks import deliver_due
from tests.cast import AT

State = Message.State


def test_a_batch_goes_over_one_connection(queue, mail_server):
    for number in range(5):
        queue(f"key {number}")

    assert deliver_due() == 5
    assert len(mail_server.mails) == 5
    assert mail_server.connections == 1


def test_a_line_that_breaks_is_opened_anew_for_the_next(queue, mail_server, fresh):
    first, second = queue("one"), queue("two", not_before=AT + timedelta(seconds=1))
    mail_server.drops = 1
    deliver_due()

    assert (fresh(first).state, fresh(first).failure) == (State.RETRYING, "SMTPServerDisconnected")
    assert fresh(second).state == State.SENT
    assert mail_server.connections == 2


def test_where_nobody_opens_all_wait_a_minute_and_none_is_to_blame(queue, mail_server, settings):
    queue("one")
    queue("two")
    settings.EMAIL_PORT = 1
    before = timezone.now()

    assert deliver_due() == 0
    for message in Message.objects.all():
        assert message.is_waiting and message.attempts == 0
        assert message.not_before >= before + outbox.DOOR_SHUT


@pytest.mark.parametrize(
    ("error", "final"),
    [
        (smtplib.SMTPRecipientsRefused({"x": (550, b"")}), True),
        (smtplib.SMTPRecipientsRefused({"x": (450, b"")}), False),
        (smtplib.SMTPDataError(554, b""), True),
        (smtplib.SMTPDataError(451, b""), False),
        # These are about us: mending the password or the sender is enough, no letter is given up for it.
        (smtplib.SMTPAuthenticationError(535, b""), False),
        (smtplib.SMTPSenderRefused(553, b"", "x"), False),
        (smtplib.SMTPServerDisconnected(""), False),
        (TimeoutError(), False),
    ],
)
def test_only_a_refusal_of_the_recipient_or_the_letter_is_final(error, final):
    assert line.is_final(error) is final


def test_a_wrong_password_gives_up_no_letter(queue, fresh, mail_server, monkeypatch):
    message = queue("one")

    class Closed(type(get_connection())):
        def open(self):
            raise smtplib.SMTPAuthenticationError(535, b"no")

    [claimed] = outbox.claim(at=AT)
    with line.opened(Closed()) as closed:
        assert outbox.deliver(claimed, at=AT, line=closed) is False

    assert (fresh(message).state, fresh(message).failure) == (State.RETRYING, "smtp 535")


def test_a_line_that_was_said_goodbye_to_is_opened_anew(mail_server):
    letter = EmailMessage("Hei", "Brev", to=["paula@example.org"])
    with line.opened() as way:
        mail_server.answer = "421 closing"
        with pytest.raises(smtplib.SMTPException):
            way.send(letter)
        mail_server.answer = ""
        way.send(letter)

    assert len(mail_server.mails) == 1
