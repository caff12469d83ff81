"""Text messages: by the gateway of the settings, with refusals told apart, and never to a number outside the list."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from config.core.outbox import allowed, gateway, handling, kinds
from config.core.outbox import services as outbox
from config.core.outbox.kinds import Kind, Mail, Sms
from config.core.outbox.models import Message
from tests.cast import AT

State = Message.State
NUMBER = "+4799999999"


class Desk:
    """A gateway on loopback: answers with `status`, and keeps what it was given."""

    def __init__(self) -> None:
        self.status, self.to = 200, ""
        self.got: list[tuple[dict[str, str], dict[str, str]]] = []
        self.visits = 0


@pytest.fixture
def desk(settings: Any) -> Iterator[Desk]:
    kept = Desk()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.got.append((dict(self.headers), json.loads(body)))
            self.send_response(kept.status)
            if kept.to:
                self.send_header("Location", kept.to)
            self.end_headers()

        def do_GET(self) -> None:
            kept.visits += 1
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/sms"
    settings.SMS_TOKEN, settings.SMS_SENDER = "the-token", "Granvik"
    settings.OUTBOX_ALLOWED = ["+4799"]
    yield kept
    server.shutdown()
    server.server_close()


@pytest.fixture
def text(queue, letters):
    """`text("one")`: a text message that waits."""

    def mail(message: Message, live: bool) -> Mail:
        return Mail(to="paula@example.org", subject="Hei", text="Brevet.\n")

    def sms(message: Message, live: bool) -> Sms:
        return Sms(to=NUMBER, text=f"Svar her: {'lenke' if live else 'ingen'}")

    kinds.register(Kind(letters, "Prøvebrev", mail, lambda message: True, is_editable=True, render_sms=sms))
    return lambda key: queue(key, kind=letters, text="", channel="sms")


def _deliver(message: Message) -> Message:
    for claimed in outbox.claim(at=AT):
        outbox.deliver(claimed, at=AT)
    return Message.objects.get(pk=message.pk)


def test_a_text_message_leaves_by_the_gateway_with_a_reference_that_every_try_repeats(text, desk, mailoutbox):
    sent = _deliver(text("one"))
    [(headers, body)] = desk.got

    assert sent.state == State.SENT and mailoutbox == []
    assert body == {
        "to": NUMBER,
        "from": "Granvik",
        "text": "Svar her: lenke",
        "reference": sent.public_id,
    }
    assert headers["Authorization"] == "Bearer the-token"
    assert headers["Idempotency-Key"] == sent.public_id


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (202, State.SENT),
        (400, State.UNDELIVERABLE),
        (422, State.UNDELIVERABLE),
        (401, State.RETRYING),
        (429, State.RETRYING),
        (503, State.RETRYING),
    ],
)
def test_what_the_gateway_answers_is_told_apart(text, desk, status, state):
    desk.status = status
    message = _deliver(text("one"))

    assert (message.state, message.failure) == (state, "" if status == 202 else f"sms {status}")


def test_a_gateway_that_is_down_loses_nothing_and_holds_up_no_mail(text, queue, settings, mailoutbox):
    message = text("one")
    queue("mail")
    settings.SMS_URL, settings.OUTBOX_ALLOWED = "http://127.0.0.1:1/", ["*"]

    assert _deliver(message).state == State.RETRYING
    assert len(mailoutbox) == 1


def test_the_gateway_is_never_left_for_another_address(text, desk):
    desk.status, desk.to = 302, "/elsewhere"
    message = _deliver(text("one"))

    assert (message.state, message.failure, desk.visits) == (State.RETRYING, "sms 302", 0)


def test_without_a_gateway_nothing_leaves_and_the_page_shows_it(text, settings, alice):
    assert isinstance(gateway.configured(), gateway.KeptGateway)
    message = _deliver(text("one"))
    seen = handling.look(message=message, by=alice, at=AT).mail

    assert message.state == State.SENT
    assert seen is not None
    assert (seen.to, seen.subject, seen.text) == (NUMBER, "SMS", "Svar her: ingen")


def test_a_kind_that_is_no_text_message_goes_by_mail_and_a_text_message_takes_no_words(queue, text, alice):
    assert queue("one", channel="sms").channel == "mail"
    with pytest.raises(handling.CannotHandle):
        handling.set_own_words(message=text("two"), words="Hei", by=alice, at=AT)


def test_in_production_without_a_gateway_nothing_is_said_to_be_sent_as_a_text_message(text, settings):
    settings.IS_PRODUCTION, settings.SMS_URL = True, ""

    assert text("one").channel == "mail"


def test_a_number_outside_the_list_is_never_reached(text, desk, settings):
    settings.OUTBOX_ALLOWED = []
    message = _deliver(text("one"))

    assert (message.state, message.failure, desk.got) == (State.UNDELIVERABLE, "NotAllowed", [])


def test_an_address_outside_the_list_is_never_reached(queue, alice, mail_server, fresh):
    type(alice).objects.filter(pk=alice.pk).update(email="alice@granvik.kommune.no")
    message = _deliver(queue("one"))

    assert (message.state, message.failure, mail_server.mails) == (State.UNDELIVERABLE, "NotAllowed", [])


@pytest.mark.parametrize(
    ("to", "listed", "may"),
    [
        ("a@granvik.example.org", [], True),
        ("a@example.org.evil.no", [], False),
        ("a@notexample.org", [], False),
        ("a@granvik.kommune.no", ["*"], True),
        ("a@Granvik.Kommune.no", ["granvik.kommune.no"], True),
        ("b@granvik.kommune.no", ["a@granvik.kommune.no"], False),
        ("a@granvik.kommune.no", ["a@granvik.kommune.no"], True),
        ("+4799123456", ["+4799"], True),
        ("+4799123456", [], False),
        ("99123456", ["granvik.kommune.no"], False),
    ],
)
def test_the_list_says_whom_a_trial_may_reach(settings, to, listed, may):
    settings.OUTBOX_ALLOWED = listed

    assert allowed.may_reach(to) is may
