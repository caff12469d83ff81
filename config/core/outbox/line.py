"""The way out: one connection to the mail server for a whole batch, and what its refusals mean."""

import contextlib
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.mail import EmailMessage, get_connection

from config.core.outbox import allowed
from config.core.outbox.gateway import SmsRefused
from config.core.outbox.kept import KeptBackend


class ServerDown(Exception):
    """Nobody opens at the mail server, or it does not let us in: no message is to blame."""


class Line:
    """Sends letters one by one over a connection that stays open; a broken one is laid aside and opened anew."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def send(self, letter: EmailMessage) -> None:
        """Hands one letter over. Raises `NotAllowed`, `ServerDown`, or the server's refusal of this letter."""
        if not isinstance(self._backend, KeptBackend):
            for address in letter.recipients():
                allowed.ask(address)
        try:
            self._backend.open()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise ServerDown(name_of(error)) from error
        try:
            self._backend.send_messages([letter])
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused):
            # The server has spoken: the connection is in order, unless it said goodbye (421).
            if not _is_open(self._backend):
                self.close()
            raise
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self._backend.close()


@contextmanager
def opened(backend: Any = None) -> Iterator[Line]:
    """A line by the configured mail server, or by the mail backend that is handed in."""
    line = Line(backend or get_connection())
    try:
        yield line
    finally:
        line.close()


def _is_open(backend: Any) -> bool:
    """Whether the backend's connection still has its socket; smtplib drops it when a server says goodbye."""
    connection = getattr(backend, "connection", None)
    return connection is None or getattr(connection, "sock", None) is not None


def code_of(error: Exception) -> int:
    """The server's code, 0 where there was none. A refused recipient carries it one level down."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _text in error.recipients.values()), default=0)
    return getattr(error, "smtp_code", 0)


def is_final(error: Exception) -> bool:
    """Whether this recipient or this letter is refused for good; a refusal of us is never final."""
    if hasattr(error, "is_final"):
        return bool(error.is_final)
    refused = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    return refused and code_of(error) >= 500


def name_of(error: BaseException) -> str:
    """What is kept of an error: a code or a class, never its words."""
    if isinstance(error, SmsRefused):
        return error.code
    code = code_of(error) if isinstance(error, Exception) else 0
    return f"smtp {code}" if code else type(error).__name__
