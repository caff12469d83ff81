"""A message to Alice, and a kind that does as the test says."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from config.core.outbox import kinds
from config.core.outbox import services as outbox
from config.core.outbox.kinds import Kind, Mail
from config.core.outbox.models import Message
from tests.cast import AT


@pytest.fixture
def queue(alice, municipality) -> Callable[..., Message]:
    """`queue("one")`: a message to Alice under that key."""

    def queued(key: str, *, to: Any = None, **fields: Any) -> Message:
        given: dict[str, Any] = {"kind": "account.notice", "text": "Kode\nDin kode er 123456", "at": AT}
        to = to or alice
        return outbox.queue(
            municipality=municipality, recipient=to, about=to, dedupe_key=key, **given | fields
        )

    return queued


@pytest.fixture
def letters() -> Iterator[str]:
    """The name of a kind whose letter is short, may leave, and takes words of one's own."""

    def letter(message: Message, live: bool) -> Mail:
        return Mail(
            to="paula@example.org", subject="Hei", text="Brevet.\n", html="<body class='x'><p>Brevet.</p>"
        )

    kinds.register(Kind("test.letter", "Prøvebrev", letter, lambda message: True, is_editable=True))
    yield "test.letter"
    del kinds._KINDS["test.letter"]


@pytest.fixture
def fresh() -> Callable[[Message], Message]:
    """The row as it is now."""
    return lambda message: Message.objects.get(pk=message.pk)
