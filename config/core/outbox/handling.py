"""What a person does with messages: look, hold, release, send again, discard, add words, say what became of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.audit import services as audit
from config.core.audit.models import AuditEvent
from config.core.letters.placeholders import UnknownPlaceholder
from config.core.outbox import addresses, queries, services
from config.core.outbox.envelope import rendered
from config.core.outbox.kinds import CannotRender, Kind, Mail, all_kinds, is_editable, private_names
from config.core.outbox.models import Message, MessageQuerySet

State = Message.State
# From here a person may send again what the machine has let go.
AGAIN = (State.RETRYING, State.UNDELIVERABLE, State.UNCERTAIN)
MOST_WORDS = 1000


class CannotHandle(Exception):
    """Why a message cannot be handled so; the text can be shown."""


@transaction.atomic
def hold(*, message: Message, by: Any, at: datetime) -> None:
    """Keeps a message from leaving until it is released, also one that a worker has claimed and not begun.

    Refuses what has left, and sign-in codes: they are of no use later.
    """
    _refuse_private(message)
    if not _one(message).waiting().move(State.HELD, lease_until=None, lease_key=""):
        raise CannotHandle(_("It does not wait any more, so it cannot be held back."))
    _record("message.held", message, by, at)


@transaction.atomic
def release(*, message: Message, by: Any, at: datetime) -> None:
    """Lets a message that is held leave when its time comes, or at once where that has passed."""
    if not _one(message).filter(state=State.HELD).move(State.QUEUED):
        raise CannotHandle(_("It is not held back."))
    _record("message.released", message, by, at)
    transaction.on_commit(services.ring, robust=True)


@transaction.atomic
def hold_all(*, rows: MessageQuerySet, count: int, by: Any, at: datetime) -> int:
    """Holds back everything of `rows` that waits, if it is the number that was read on the page; returns it."""
    return _many("message.held", queries.to_hold(rows), State.HELD, count=count, by=by, at=at)


@transaction.atomic
def release_all(*, rows: MessageQuerySet, count: int, by: Any, at: datetime) -> int:
    """Releases everything of `rows` that is held, if it is the number that was read on the page; returns it."""
    released = _many("message.released", queries.held(rows), State.QUEUED, count=count, by=by, at=at)
    transaction.on_commit(services.ring, robust=True)
    return released


@transaction.atomic
def send_again(*, message: Message, by: Any, at: datetime) -> None:
    """Puts a message that did not arrive, or that waits for its next try, first in the line; it may still be refused.

    It is the same message with the same Message-ID: a reader who has got it after all sees one letter.
    """
    _refuse_private(message)
    fresh: dict[str, Any] = {"not_before": at, "attempts": 0, "takeovers": 0, "failure": "", "sent_at": None}
    rows = _one(message).filter(state__in=AGAIN)
    if not rows.move(State.QUEUED, lease_until=None, lease_key="", begun_at=None, **fresh):
        raise CannotHandle(_("Only what did not arrive can be sent again."))
    _record("message.sent_again", message, by, at)
    transaction.on_commit(services.ring, robust=True)


@transaction.atomic
def was_sent(*, message: Message, by: Any, at: datetime) -> None:
    """Settles an uncertain message: it had left when its worker died. `by` is None for the log of the relay."""
    rows = _one(message).filter(state=State.UNCERTAIN, begun_at__isnull=False)
    if not rows.move(State.SENT, sent_at=F("begun_at"), failure="", lease_key=""):
        raise CannotHandle(_("It is not uncertain whether this one was sent."))
    _record("message.found_sent", message, by, at)


def mended(*, message: Message, by: Any, at: datetime) -> None:
    """Says that the address to which the letter came back works after all: letters go there again."""
    if not addresses.mend(message=message, by=by, at=at):
        raise CannotHandle(_("Nothing is known against this address."))


@transaction.atomic
def discard(*, message: Message, reason: str, by: Any, at: datetime) -> None:
    """Takes a message that waits out for good, with a reason. What it is about stays as it is."""
    _refuse_private(message)
    taken = (
        _one(message)
        .waiting()
        .move(State.CANCELLED, reason=Message.Reason(reason), sealed_text="", lease_until=None, lease_key="")
    )
    if not taken:
        raise CannotHandle(_("It does not wait any more, so it cannot be discarded."))
    _record("message.discarded", message, by, at)


@transaction.atomic
def set_own_words(*, message: Message, words: str, by: Any, at: datetime) -> None:
    """Puts words of the facilitator's own on top of a letter that waits, or takes them away with none.

    Only where the kind allows it: a notice of the law or a code says what it says.
    """
    if not is_editable(message):
        raise CannotHandle(_("Nothing can be added to a letter of this kind."))
    row = _one(message).waiting().select_for_update(of=("self",)).first()
    if row is None:
        raise CannotHandle(_("It does not wait any more, so nothing can be added."))
    row.own_words = words.strip()[:MOST_WORDS]
    row.save(update_fields=["own_words"])
    _record("message.edited", message, by, at, fields=["own_words"])


@dataclass(frozen=True)
class Preview:
    """The letter, or why it is not shown: a sentence, or empty where it is private."""

    mail: Mail | None = None
    problem: str = ""
    recipient: str = ""


def look(*, message: Message, by: Any, at: datetime, live: bool = False) -> Preview:
    """The letter with dead links unless `live`; private ones only then. Leaves a line in the log.

    A letter holds a name, an address and perhaps what someone has said: reading it is reading about its reader.
    """
    kind = next((kind for kind in all_kinds() if kind.name == message.kind), None)
    if kind is None or (kind.is_private and not live):
        return Preview()
    try:
        mail = _shown(message, kind, live=live)
    except (CannotRender, UnknownPlaceholder) as error:
        return Preview(problem=str(error))
    _record("message.read", message, by, at)
    return Preview(mail=mail, recipient=message.recipient_id)


def _shown(message: Message, kind: Kind, *, live: bool) -> Mail:
    if message.channel == Message.Channel.SMS and kind.render_sms is not None:
        sms = kind.render_sms(message, live)
        return Mail(to=sms.to, subject=_("Text message"), text=sms.text, language=sms.language)
    return rendered(message, kind, live=live)


def can(message: Message) -> set[str]:
    """What the page offers for a message as it is now; the services ask again."""
    settles = {"was_sent"} if message.state == State.UNCERTAIN else set()
    if message.kind in private_names():
        return settles
    offered = {"again"} if message.state in AGAIN else set()
    if message.is_waiting:
        offered |= {"discard", *({"words"} if is_editable(message) else ())}
        offered |= {"release"} if message.state == State.HELD else {"hold"}
    if message.state == State.UNDELIVERABLE and addresses.is_against(message):
        offered.add("mended")
    return offered | settles


def _many(kind: str, rows: MessageQuerySet, to: Any, *, count: int, by: Any, at: datetime) -> int:
    found = list(rows.select_for_update(of=("self",)).order_by("id"))
    if len(found) != count:
        raise CannotHandle(
            ngettext(
                "It is %(n)d message now. Look at the number once more.",
                "It is %(n)d messages now. Look at the number once more.",
                len(found),
            )
            % {"n": len(found)}
        )
    ids = [message.pk for message in found]
    Message.objects.filter(pk__in=ids).move(to, lease_until=None, lease_key="")
    audit.record_many(_line(kind, message, by, at) for message in found)
    return len(found)


def _one(message: Message) -> MessageQuerySet:
    return Message.objects.filter(pk=message.pk)


def _refuse_private(message: Message) -> None:
    if message.kind in private_names():
        raise CannotHandle(
            _("A code or notice for one person is left alone: a new one is asked for at sign-in.")
        )


def _record(kind: str, message: Message, by: Any, at: datetime, fields: Any = ()) -> None:
    audit.record_many([_line(kind, message, by, at, fields)])


def _line(kind: str, message: Message, by: Any, at: datetime, fields: Any = ()) -> AuditEvent:
    line = audit.line(kind, obj=message, by=by, at=at, fields=fields, purpose="outbox")
    line.subject_id = message.recipient_id
    return line
