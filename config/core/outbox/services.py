"""Queueing, claiming and sending. The row is the duty; the task is only a bell."""

import smtplib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.utils import translation

from config.core.outbox.kinds import CannotRender, Mail, kind_of
from config.core.outbox.models import Message

log = structlog.get_logger()
State = Message.State

BATCH = 50
LEASE = timedelta(seconds=60)
KEPT = timedelta(days=2 * 365)
# Retries for about two days: a mail server that is down over a weekend loses nothing.
BACK_OFF = [timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440)]


def queue(
    *,
    kind: str,
    municipality: Any,
    recipient: Any,
    about: Any,
    dedupe_key: str,
    at: datetime,
    not_before: datetime | None = None,
    text: str = "",
) -> Message:
    """Adds a message in the caller's transaction, once per `dedupe_key`; rings after commit.

    `recipient` and `about` are rows with a public id; `text` is for a kind that cannot be rendered later, and is
    wiped when it has left. Returns the row that was already there, if one was.
    """
    message, created = Message.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "kind": kind,
            "municipality": municipality,
            "recipient_id": recipient.public_id,
            "about_id": about.public_id,
            "queued_at": at,
            "not_before": not_before or at,
            "sealed_text": text,
        },
    )
    if created:
        transaction.on_commit(_ring, robust=True)
    return message


def cancel(messages: Iterable[Message]) -> int:
    """Takes back what has not left; returns how many."""
    ids = [message.pk for message in messages]
    waiting = Message.objects.filter(pk__in=ids, state__in=[State.QUEUED, State.RETRYING])
    return waiting.update(state=State.CANCELLED, sealed_text="")


def forget_recipient(recipient_ids: Iterable[str]) -> int:
    """Takes back all that waits for people who are erased and wipes every text to them; returns how many waited."""
    own = Message.objects.filter(recipient_id__in=list(recipient_ids))
    waited = cancel(own.filter(state__in=[State.QUEUED, State.RETRYING]))
    own.exclude(sealed_text="").update(sealed_text="")
    return waited


def claim(*, at: datetime, limit: int = BATCH) -> list[Message]:
    """Takes up to `limit` due messages for this worker, each with a lease; no two workers get the same one."""
    # A wave rings once for every message, and the first ring takes them all: the others cost one look.
    if not Message.objects.due(at).exists():
        return []
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        due = Message.objects.due(at).order_by("not_before", "id")
        found = due.select_for_update(skip_locked=skip, of=("self",) if skip else ())[:limit]
        ids = [message.pk for message in found]
        Message.objects.filter(pk__in=ids).update(state=State.SENDING, lease_until=at + LEASE)
    return list(
        Message.objects.filter(pk__in=ids).select_related("municipality").order_by("not_before", "id")
    )


def deliver(message: Message, *, at: datetime, server: Any = None) -> None:
    """Sends one claimed message, asking its kind once more whether it may leave; stamps what came of it.

    Goes by the configured mail server, or by the mail backend that is handed in.
    """
    try:
        kind = kind_of(message)
        if not kind.still_allowed(message):
            _settle(message, State.CANCELLED)
            return
        mail = kind.render(message, True)  # noqa: FBT003  # its signature is Callable, which has no keywords
        letter = envelope(message, mail)
        letter.connection = server
        letter.send()
    except CannotRender as error:
        _settle(message, State.UNDELIVERABLE, failure=str(error)[:60])
    except Exception as error:
        # Whatever is wrong with one message must not hold up those behind it.
        _failed(message, error, at)
    else:
        _settle(message, State.SENT, sent_at=at, failure="")


def envelope(message: Message, mail: Mail) -> EmailMultiAlternatives:
    """The mail with one recipient and an id of its own that every retry repeats."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    with translation.override(mail.language):
        letter = EmailMultiAlternatives(
            # A title may have been sent with a line break in it: one line, so that no header can follow it.
            subject=" ".join(mail.subject.split()),
            body=mail.text,
            to=[mail.to],
            reply_to=[mail.reply_to] if mail.reply_to else None,
            headers={
                "Message-ID": f"<{message.public_id}@{host}>",
                "Content-Language": mail.language,
                "Auto-Submitted": "auto-generated",
            },
        )
    if mail.html:
        letter.attach_alternative(mail.html, "text/html")
    for name, content, content_type in mail.attachments:
        letter.attach(name, content, content_type)
    return letter


def _failed(message: Message, error: Exception, at: datetime) -> None:
    code = _smtp_code(error)
    failure = f"smtp {code}" if code else type(error).__name__
    attempts = message.attempts + 1
    log.warning("outbox.failed", message=message.public_id, failure=failure, attempts=attempts)
    if code >= 500 or attempts > len(BACK_OFF):
        _settle(message, State.UNDELIVERABLE, failure=failure, attempts=attempts)
        return
    again = at + BACK_OFF[attempts - 1]
    _settle(message, State.RETRYING, failure=failure, attempts=attempts, not_before=again)


def _smtp_code(error: Exception) -> int:
    """The server's code, 0 where there was none. A refused recipient carries it one level down."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _text in error.recipients.values()), default=0)
    return getattr(error, "smtp_code", 0)


def _settle(message: Message, state: Message.State, **fields: Any) -> None:
    """Text that was kept for sending is wiped as soon as nothing will be sent. The demonstration has no mail server:

    there the outbox page is where a code is read.
    """
    if state != State.RETRYING and not settings.IS_DEMO:
        fields["sealed_text"] = ""
    Message.objects.filter(pk=message.pk).update(state=state, lease_until=None, **fields)


def _ring() -> None:
    from config.core.outbox.tasks import deliver_due

    deliver_due.delay()


def forget_old(at: datetime) -> int:
    """Deletes messages that were settled and are two years old; what still waits is never forgotten."""
    settled = Message.objects.filter(state__in=[State.SENT, State.UNDELIVERABLE, State.CANCELLED])
    return settled.filter(queued_at__lt=at - KEPT).delete()[0]
