"""Queueing, claiming and sending. The row is the duty; the task is only a bell."""

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import connection, transaction

from config.core.outbox import addresses, gateway
from config.core.outbox import line as lines
from config.core.outbox.envelope import envelope, rendered
from config.core.outbox.kinds import CannotRender, Kind, can_be_sms, kind_of
from config.core.outbox.line import Line, ServerDown
from config.core.outbox.models import Message

log = structlog.get_logger()
State = Message.State

BATCH = 50
KEPT = timedelta(days=2 * 365)
# Retries for three days: a mail server that is down over a weekend loses nothing.
BACK_OFF = [timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440, 1440)]
# Nobody lets us in: the message is not to blame, and the next one would meet the same door.
DOOR_SHUT = timedelta(minutes=1)
# A letter that cannot be made does not mend itself by waiting for days.
MOST_MAKING = 5
# As often may a worker die with one message in its hand: more than by chance, when many are killed in a short time.
MOST_TAKEOVERS = 5
ASK = "ask"


def lease() -> timedelta:
    """How long a worker has for one message, and for the batch until it begins with its first."""
    return timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)


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
    channel: str = Message.Channel.MAIL,
) -> Message:
    """Adds a message in the caller's transaction, once per `dedupe_key`; rings after commit.

    `recipient` and `about` are rows with a public id; `text` is for a kind that cannot be rendered later, and is
    wiped when it has left. As a text message only where the kind can be one and there is a gateway, else by mail.
    Returns the row that was already there, if one was.
    """
    if channel == Message.Channel.SMS and not (can_be_sms(kind) and gateway.is_there()):
        channel = Message.Channel.MAIL
    message, created = Message.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "kind": kind,
            "channel": channel,
            "municipality": municipality,
            "recipient_id": recipient.public_id,
            "about_id": about.public_id,
            "queued_at": at,
            "not_before": not_before or at,
            "sealed_text": text,
        },
    )
    if created:
        transaction.on_commit(ring, robust=True)
    return message


def is_waiting(dedupe_key: str) -> bool | None:
    """Whether the message of this key has not left, so that more may stand in it; None where there is none.

    Locks it: call it in the transaction that writes what it will tell of.
    """
    message = Message.objects.select_for_update(of=("self",)).filter(dedupe_key=dedupe_key).first()
    return None if message is None else message.is_waiting


def cancel(messages: Iterable[Message]) -> int:
    """Takes back what has not left; returns how many."""
    ids = [message.pk for message in messages]
    return (
        Message.objects.filter(pk__in=ids).waiting().move(State.CANCELLED, sealed_text="", lease_until=None)
    )


def forget_recipient(recipient_ids: Iterable[str]) -> int:
    """Takes back all that waits for people who are erased and wipes every text to them; returns how many waited."""
    own = Message.objects.filter(recipient_id__in=list(recipient_ids))
    waited = cancel(own.waiting())
    own.update(sealed_text="", own_words="", address_index="")
    return waited


def claim(*, at: datetime, limit: int = BATCH) -> list[Message]:
    """Takes up to `limit` due messages for this worker, each with a lease; no two workers get the same one."""
    # A wave rings once for every message, and the first ring takes them all: the others cost one look.
    if not (Message.objects.due(at) | Message.objects.lapsed(at)).exists():
        return []
    take_over(at=at)
    key = secrets.token_hex(11)
    with transaction.atomic():
        due = _locked(Message.objects.due(at).order_by("not_before", "id"))[:limit]
        ids = [message.pk for message in due]
        Message.objects.filter(pk__in=ids).move(
            State.SENDING, lease_until=at + lease(), lease_key=key, begun_at=None
        )
    claimed = Message.objects.filter(pk__in=ids, lease_key=key).select_related("municipality")
    return list(claimed.order_by("not_before", "id"))


def take_over(*, at: datetime) -> int:
    """Settles what dead workers left: what none had begun waits again, what one had in its hand goes by the setting.

    `resend` sends it again with the same Message-ID, at most four times; `ask` never does: a person, or the log of
    the relay, tells whether it left. Each is logged. Returns how many had been begun.
    """
    with transaction.atomic():
        lapsed = list(_locked(Message.objects.lapsed(at)))
        begun = [message for message in lapsed if message.begun_at]
        rest = Message.objects.filter(pk__in=[message.pk for message in lapsed if not message.begun_at])
        rest.move(State.QUEUED, lease_until=None, lease_key="")
        for message in begun:
            _left_in_hand(message, at)
    return len(begun)


def _left_in_hand(message: Message, at: datetime) -> None:
    takeovers = message.takeovers + 1
    log.warning("outbox.taken_over", message=message.public_id, takeovers=takeovers)
    row, fields = Message.objects.filter(pk=message.pk), {"takeovers": takeovers, "lease_until": None}
    if settings.OUTBOX_AFTER_CRASH == ASK:
        # The key stays: should the worker only have been slow, it may still write what came of it.
        row.move(State.UNCERTAIN, failure="WorkerLost", **fields)
    elif takeovers >= MOST_TAKEOVERS:
        _settle(message, State.UNDELIVERABLE, failure="WorkerLost", takeovers=takeovers)
    else:
        # Behind those that wait: should it be what kills workers, they leave first.
        row.move(State.QUEUED, lease_key="", not_before=at, **fields)


def begin(message: Message, *, at: datetime) -> bool:
    """Takes a claimed message in hand, if it is still this worker's; from here on nobody can say that it stayed."""
    held = Message.objects.filter(
        pk=message.pk, state=State.SENDING, lease_key=message.lease_key, begun_at=None
    )
    return bool(held.update(begun_at=at, lease_until=at + lease()))


def deliver(message: Message, *, at: datetime, line: Line | None = None) -> bool:
    """Sends one claimed message, asking its kind once more whether it may leave; stamps what came of it.

    Goes by the configured mail server unless a line is handed in. Does nothing with a message that was held, taken
    back or taken over since it was claimed. False only where the mail server lets nobody in: the message waits.
    """
    if not begin(message, at=at):
        return True
    try:
        kind = kind_of(message)
        if not _may_leave(message, kind, at):
            return True
        hand_over = _made(message, kind)
    except CannotRender as error:
        _settle(message, State.UNDELIVERABLE, failure=str(error)[:60])
        return True
    except Exception as error:
        # Whatever is wrong with one message must not hold up those behind it.
        _failed(message, error, at, most=MOST_MAKING)
        return True
    if line is not None:
        return _hand_over(message, hand_over, line, at)
    with lines.opened() as own:
        return _hand_over(message, hand_over, own, at)


def _may_leave(message: Message, kind: Kind, at: datetime) -> bool:
    """Asks its kind once more. What must not leave any more is cancelled; what is too late for now waits."""
    if not kind.still_allowed(message):
        _settle(message, State.CANCELLED)
        return False
    when = kind.leaves_from(message, at) if kind.leaves_from is not None else at
    if when > at:
        _settle(message, State.QUEUED, not_before=when, begun_at=None)
    return when <= at


def _made(message: Message, kind: Kind) -> Callable[[Line], None]:
    """The mail or text message, made; called with a line it leaves."""
    if message.channel == Message.Channel.SMS and kind.render_sms is not None:
        sms = kind.render_sms(message, True)  # noqa: FBT003  # its signature is Callable, which has no keywords
        return lambda _line: gateway.configured().send(sms, reference=message.public_id)
    letter = envelope(message, rendered(message, kind, live=True))
    [to] = letter.to
    message.address_index = addresses.index_of(to, message.municipality_id)
    # A code is tried all the same: without it nobody could sign in to mend anything.
    if not kind.is_private and addresses.is_dead(to, message.municipality_id):
        raise CannotRender("address does not work")
    return lambda line: line.send(letter)


def _hand_over(message: Message, hand_over: Callable[[Line], None], line: Line, at: datetime) -> bool:
    try:
        hand_over(line)
    except ServerDown as error:
        _settle(message, State.RETRYING, failure=str(error), not_before=at + DOOR_SHUT)
        return False
    except Exception as error:
        _failed(message, error, at, most=len(BACK_OFF))
    else:
        _settle(message, State.SENT, sent_at=at, failure="", address_index=message.address_index)
    return True


def put_back(messages: list[Message], *, at: datetime) -> int:
    """Lays back what this worker claimed and has not begun, for a minute: the mail server does not let us in."""
    rows = Message.objects.filter(pk__in=[message.pk for message in messages], begun_at=None)
    mine = rows.filter(state=State.SENDING, lease_key__in={message.lease_key for message in messages})
    return mine.move(State.QUEUED, lease_until=None, lease_key="", not_before=at + DOOR_SHUT)


def _failed(message: Message, error: Exception, at: datetime, *, most: int) -> None:
    failure, attempts = lines.name_of(error), message.attempts + 1
    log.warning("outbox.failed", message=message.public_id, failure=failure, attempts=attempts)
    if lines.is_final(error) or attempts > most:
        failure = f"{failure} {addresses.status_in(error)}".strip()
        _settle(
            message,
            State.UNDELIVERABLE,
            failure=failure,
            attempts=attempts,
            address_index=message.address_index,
        )
        return
    again = at + BACK_OFF[attempts - 1]
    _settle(message, State.RETRYING, failure=failure, attempts=attempts, not_before=again)


def _settle(message: Message, state: Message.State, **fields: Any) -> None:
    """Writes what came of it, if the message is still this worker's.

    Text that was kept for sending is wiped as soon as nothing will be sent. The demonstration has no mail server:
    there the outbox page is where a code is read.
    """
    if state not in (State.RETRYING, State.QUEUED) and not settings.IS_DEMO:
        fields["sealed_text"] = ""
    mine = Message.objects.filter(pk=message.pk, lease_key=message.lease_key)
    if not mine.move(state, lease_until=None, lease_key="", **fields):
        log.warning("outbox.came_late", message=message.public_id, state=str(state))


def _locked(rows: Any) -> Any:
    """Rows for this worker alone; those that another holds are passed over where the database can."""
    skip = connection.features.has_select_for_update_skip_locked
    return rows.select_for_update(skip_locked=skip, of=("self",) if skip else ())


def ring() -> None:
    """Tells the worker that something is due; a lost ring is made good by the sweep."""
    from config.core.outbox.tasks import deliver_due

    deliver_due.delay()


def forget_old(at: datetime) -> int:
    """Deletes messages that are two years old and do not wait; what still waits is never forgotten."""
    settled = [State.SENT, State.UNCERTAIN, State.UNDELIVERABLE, State.CANCELLED]
    return Message.objects.filter(state__in=settled, queued_at__lt=at - KEPT).delete()[0]
