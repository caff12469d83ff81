"""The post of Nordvik: letters leave by the outbox's own way, nothing leaves the machine, some mailboxes refuse."""

import smtplib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from config.core.outbox import services as outbox
from config.core.outbox.kept import KeptBackend
from config.core.outbox.line import opened
from config.core.outbox.models import Message
from participation.contributions import reactions
from participation.contributions.models import Told
from participation.demonstration.apart import apart
from participation.feedback import due as feedback
from participation.invitations import reminding
from participation.invitations import services as invitations
from participation.meetings import telling
from participation.polls import services as polls
from participation.promises import services as promises
from participation.support import services as support

NO_SUCH_MAILBOX = 550
SATURDAY = 5


class Post(KeptBackend):
    """A mail server that keeps nothing, and refuses the addresses it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self._refused: set[str] = set()
        self._remind = apart("reminders")(self._remind_due)
        self._prepare = apart("preparing")(self._prepare_due)
        self._ask_owners = apart("promises")(self._ask_once_a_day)
        self._link = apart("reactions")(self._link_told)
        self._asked_on: date | None = None
        self._feedback = apart("feedback reminders")(self._feedback_due)
        self._ask_managers = apart("ask reminders")(self._ask_due)

    def refuse(self, address: str) -> None:
        """From now on there is no such mailbox."""
        self._refused.add(address)

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        for letter in email_messages:
            unknown = {address: (NO_SUCH_MAILBOX, b"") for address in letter.to if address in self._refused}
            if unknown:
                raise smtplib.SMTPRecipientsRefused(unknown)
        return super().send_messages(email_messages)

    def _remind_due(self, at: datetime) -> None:
        reminding.remind_due(at=at)

    def _prepare_due(self, at: datetime) -> None:
        telling.remind_due(at=at)
        polls.nudge_due(at=at)

    def _ask_once_a_day(self, at: datetime) -> None:
        """In the morning of a working day, as the clock does."""
        day = timezone.localdate(at)
        if day != self._asked_on and day.weekday() < SATURDAY:
            self._asked_on = day
            promises.go_round(at=at)

    def _link_told(self, at: datetime) -> None:
        """The links in letters that leave now: made here, so that their ids come from their own source."""
        waiting = Told.objects.filter(message__state=Message.State.QUEUED, assignment__isnull=False)
        for told in waiting.select_related("contribution", "assignment").order_by("id"):
            if told.assignment is not None:
                reactions.of(told.contribution, told.assignment)

    def _feedback_due(self, at: datetime) -> None:
        feedback.remind_due(at=at)

    def _ask_due(self, at: datetime) -> None:
        if timezone.localdate(at).weekday() < SATURDAY:
            support.go_round(at=at)

    def go_round(self, *, at: datetime) -> None:
        """What the clock does in a running installation: lets dates pass, reminds, and sends what is due."""
        invitations.expire_due(at=at)
        self._remind(at)
        self._prepare(at)
        self._ask_owners(at)
        self._link(at)
        self._feedback(at)
        self._ask_managers(at)
        with opened(self) as line:
            while batch := outbox.claim(at=at):
                for message in batch:
                    outbox.deliver(message, at=at, line=line)
