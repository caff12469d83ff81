"""The kinds of message that rooms register: how one is rendered, and whether it may still leave."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

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
    # The address behind which one press ends letters of this kind (RFC 8058); empty for letters that nobody ends.
    stop: str = ""


@dataclass(frozen=True)
class Sms:
    """One text message as it leaves: to one number in international form, in one language."""

    to: str
    text: str
    language: str = "nb"


@dataclass(frozen=True)
class Kind:
    """`render(message, live)` makes the mail, with dead links unless `live`; `still_allowed(message)` asks again.

    A private kind (a sign-in code) is shown to nobody in the outbox but in the demonstration, and nobody holds it back.
    An editable kind takes words of the facilitator's own on top of the letter. `render_sms` makes the text message, for
    kinds that can be one. `leaves_from(message, at)` is for letters that can wait: the first moment from `at` on at
    which one may leave.
    """

    name: str
    label: Any
    render: Callable[[Message, bool], Mail]
    still_allowed: Callable[[Message], bool]
    is_private: bool = False
    is_editable: bool = False
    render_sms: Callable[[Message, bool], Sms] | None = None
    leaves_from: Callable[[Message, datetime], datetime] | None = None


Read = TypeVar("Read")


class OneRead(Generic[Read]):
    """One read for `still_allowed` and the rendering right after it, for kinds that read the same for both."""

    def __init__(self, read: Callable[[Message], Read | None]) -> None:
        self._read = read

    def anew(self, message: Message) -> Read | None:
        """Reads; for `still_allowed`."""
        message.just_read = found = self._read(message)
        return found

    def just_now(self, message: Message) -> Read | None:
        """What `anew` has read a moment ago, given out once; whoever renders without asking reads."""
        found, message.just_read = message.just_read, None
        return found or self._read(message)


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


def label_of(message: Message) -> Any:
    """What messages of its kind are called; the bare name where no room knows it any more."""
    return label_of_name(message.kind)


def label_of_name(kind: str) -> Any:
    """The same by the name of a kind."""
    return _KINDS[kind].label if kind in _KINDS else kind


def private_names() -> set[str]:
    return {kind.name for kind in _KINDS.values() if kind.is_private}


def editable_names() -> set[str]:
    return {kind.name for kind in _KINDS.values() if kind.is_editable}


def is_editable(message: Message) -> bool:
    """Whether words may be added; a text message has no room for them."""
    return message.channel == Message.Channel.MAIL and message.kind in editable_names()


def can_be_sms(kind: str) -> bool:
    """Whether messages of the kind of this name can be text messages."""
    return kind in _KINDS and _KINDS[kind].render_sms is not None
