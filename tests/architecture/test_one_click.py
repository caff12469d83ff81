"""Letters that one press can end (RFC 8058): a look ends nothing, a press ends it without signing in, once (T51)."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from config.core.outbox.envelope import envelope
from config.core.outbox.kinds import CannotRender, Mail, kind_of
from config.core.outbox.models import Message
from tests.helpers.doors import fingerprint
from tests.helpers.house import calls, named, sources
from tests.make.calls import make_call, make_listener
from tests.projects.wanted import make_open_request

PRESS = {"List-Unsubscribe": "One-Click"}


def _ended_by_a_press() -> dict[str, tuple[Message, Mail]]:
    """One letter of each kind that has such an address."""
    found = {}
    for message in Message.objects.select_related("municipality").order_by("id"):
        try:
            mail = kind_of(message).render(message, True)
        except CannotRender:
            continue
        if mail.stop:
            found[message.kind] = (message, mail)
    return found


@pytest.fixture
def letters(municipality) -> dict[str, tuple[Message, Mail]]:
    """A person hears of a call. A room with another such kind makes one of its letters here."""
    wanted = make_open_request(municipality, title="Om demens hjemme")
    make_listener(municipality)
    make_call(wanted)
    return _ended_by_a_press()


def test_a_letter_of_every_room_that_has_such_an_address_is_tried_here(letters):
    rooms = {
        named(path)
        for path in sources()
        for called, call in calls(path)
        if called == "Mail" and any(given.arg == "stop" for given in call.keywords)
    }
    tried = {kind_of(message).render.__module__ for message, _mail in letters.values()}

    assert rooms == {f"{module.replace('.', '/')}.py" for module in tried}


def test_looking_ends_nothing_and_a_press_ends_it_once_without_signing_in(letters):
    assert letters
    for kind, (message, mail) in letters.items():
        headers = envelope(message, mail).extra_headers
        assert headers["List-Unsubscribe"] == f"<{mail.stop}>", kind
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click", kind
        assert mail.stop.startswith(settings.BASE_URL), kind
        path, browser = urlsplit(mail.stop).path, Client(enforce_csrf_checks=True)

        before = fingerprint()
        for look in (browser.get, browser.head, browser.options, browser.get):
            assert look(path).status_code < 500, kind
        assert fingerprint() == before, f"{kind}: a look has changed something"
        assert browser.post(path, PRESS).status_code < 400, kind
        pressed = fingerprint()
        assert pressed != before, f"{kind}: the press changed nothing"
        assert browser.post(path, PRESS).status_code < 400, kind
        assert fingerprint() == pressed, f"{kind}: the second press changed something"


def test_a_wrong_address_ends_nothing(letters):
    for kind, (_message, mail) in letters.items():
        path = urlsplit(mail.stop).path.rstrip("/")
        wrong = path[:-1] + ("a" if path[-1] != "a" else "b") + "/"
        before = fingerprint()

        assert Client().post(wrong, PRESS).status_code == 404, kind
        assert fingerprint() == before, kind
