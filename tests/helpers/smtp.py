"""A mail server of our own on loopback, that answers as it is told and keeps what it got."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from config.core.management.servers import free_port


class Sink:
    """Takes mail; with `answer` set (such as "450 later") it refuses every recipient with that.

    With `drops` set it hangs up that often in the middle of a letter.
    """

    def __init__(self) -> None:
        self.answer = ""
        self.drops = 0
        self.connections = 0
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.senders: list[str] = []

    async def handle_EHLO(
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.drops:
            self.drops -= 1
            server.transport.close()
            return "451 hung up"
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        self.senders.append(envelope.mail_from)
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 OK"


def start(sink: Sink) -> Controller:
    """Starts the server; the caller stops it."""
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    return controller
