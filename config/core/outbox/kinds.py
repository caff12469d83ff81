"""The kinds of message that rooms register: how one is rendered, and whether it may still leave."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from config.core.outbox.models import Message


@dataclass(frozen=True)
class Mail:
    """One mail as it leaves: to one address, in one language, text first, with optional HTML and attachments."""

    to: str
    subject: str
    text: str
    html: str = ""
    language: str = "nb"
    reply_to: str = ""
    attachments: tuple[tuple[str, bytes, str], ...] = field(default=())


@dataclass(frozen=True)
class Kind:
    """`render(message, live)` makes the mail, with dead links unless `live`; `still_allowed(message)` asks again.

    A private kind (a sign-in code) is shown to nobody in the outbox but in the demonstration.
    """

    name: str
    label: Any
    render: Callable[[Message, bool], Mail]
    still_allowed: Callable[[Message], bool]
    is_private: bool = False


class CannotRender(Exception):
    """What the message was about has gone, or has no address; the text says which."""


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called from an app's `apps.py`; the one way from the rooms down to the outbox."""
    _KINDS[kind.name] = kind


def kind_of(message: Message) -> Kind:
    return _KINDS[message.kind]


def all_kinds() -> list[Kind]:
    return sorted(_KINDS.values(), key=lambda kind: kind.name)
