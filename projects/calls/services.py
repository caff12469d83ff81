"""The life of an open call: written, published, closed to be read, and settled when everyone has an answer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from config.core.audit import services as audit
from config.core.outbox import services as outbox
from config.core.rows import new_public_id
from projects.calls import announcing, queries
from projects.calls.models import Call, Interest
from projects.requests.models import Request
from representatives.recruitment import services as recruitment
from representatives.recruitment.models import RecruitmentChannel

State = Call.State
CODE_LENGTH = 8
EDITABLE = frozenset({"greeting", "open_until", "is_blind"})
ANSWERED = "call.answered"


class CannotCall(Exception):
    """The call cannot be kept like this, or the step is not open to it; the text can be shown."""


@transaction.atomic
def create(*, request: Request, open_until: date, by: Any, at: datetime, **fields: Any) -> Call:
    """Writes a call for a request, as a draft; `fields` are others of EDITABLE.

    Refuses a request that is not open, a last day that has passed, and a second call before the first is settled.
    """
    _only_editable(fields)
    held = Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
    _refuse_closed_request(held)
    _refuse_past(open_until, at)
    if Call.objects.filter(request=held).exclude(state=State.ANSWERED).exists():
        raise CannotCall(
            _("This request has an open call already. Everyone in it must have an answer first.")
        )
    call = Call.objects.create(
        municipality_id=held.municipality_id,
        request=held,
        title=held.title,
        code=new_public_id()[:CODE_LENGTH],
        seed=new_public_id(),
        open_until=open_until,
        created_at=at,
        created_by=by,
        **fields,
    )
    audit.record("call.created", obj=call, by=by, at=at, fields=["open_until", *fields])
    return call


@transaction.atomic
def update(*, call: Call, changes: Mapping[str, Any], by: Any, at: datetime) -> list[str]:
    """Sets fields of EDITABLE; returns the names of those that really changed. The code never changes.

    Refuses a call that is no longer open, a last day that has passed, and another way of reading after it was
    published: people have answered by what it was then.
    """
    _only_editable(changes)
    held = lock(call)
    if held.state not in (State.DRAFT, State.OPEN):
        raise CannotCall(_("The call is closed and stays as it was."))
    changed = sorted(name for name, value in changes.items() if getattr(held, name) != value)
    if "is_blind" in changed and held.state != State.DRAFT:
        raise CannotCall(_("How a call is read cannot be changed after it is published."))
    if "open_until" in changed:
        _refuse_past(changes["open_until"], at)
    for name in changed:
        setattr(held, name, changes[name])
    if changed:
        held.save(update_fields=changed)
        audit.record("call.updated", obj=held, by=by, at=at, fields=changed)
        _keep_channel(held, by, at)
    return changed


@transaction.atomic
def publish(*, call: Call, by: Any, at: datetime) -> int:
    """Opens the call, and leaves the letters to a job; returns how many people it writes to.

    Refuses a request that is not open, and a last day that has passed.
    """
    held = lock(call)
    _refuse_closed_request(held.request)
    _refuse_past(held.open_until, at)
    _move(held, State.OPEN, by, at, published_at=held.published_at or at, closed_at=None)
    return announcing.put_aside(call=held, by=by, at=at)


@transaction.atomic
def close(*, call: Call, by: Any, at: datetime) -> Call:
    """Takes no more interest, so that all of it can be read; the way in for new people closes with it.

    Nobody more is written to, and a letter that waits does not leave.
    """
    held = lock(call)
    _move(held, State.CLOSED, by, at, closed_at=at)
    if held.channel is not None:
        recruitment.close(channel=held.channel, by=by, at=at)
    return held


@transaction.atomic
def reopen(*, call: Call, open_until: date, by: Any, at: datetime) -> Call:
    """Takes interest again, until another day; a job writes to those who were not told before.

    Refuses when somebody has an answer already, a request that is not open, and a day that has passed.
    """
    held = lock(call)
    _refuse_closed_request(held.request)
    _refuse_past(open_until, at)
    if held.state == State.DRAFT:
        raise CannotCall(_("Publish the call first."))
    if Interest.objects.filter(call=held).exclude(answer="").exists():
        raise CannotCall(_("Somebody has an answer already. Make a new call when everyone has one."))
    _move(held, State.OPEN, by, at, open_until=open_until, closed_at=None)
    if held.channel is not None:
        recruitment.reopen(channel=held.channel, by=by, at=at)
        _keep_channel(held, by, at)
    announcing.put_aside(call=held, by=by, at=at)
    return held


@transaction.atomic
def give_channel(*, call: Call, by: Any, at: datetime) -> RecruitmentChannel:
    """A way in for people who are not in the network, with link and card; the one there is, if there is one.

    Refuses a call that is not open.
    """
    held = lock(call)
    if held.channel is not None:
        return held.channel
    if held.state != State.OPEN:
        raise CannotCall(_("Publish the call first."))
    with override(held.municipality.language):
        name = _("Call: %(title)s (%(code)s)") % {"title": held.request.title[:90], "code": held.code}
    held.channel = recruitment.create(
        municipality=held.municipality,
        name=name,
        kind=RecruitmentChannel.Kind.CAMPAIGN,
        greeting=held.greeting,
        open_until=held.open_until,
        by=by,
        at=at,
    )
    held.save(update_fields=["channel"])
    audit.record("call.updated", obj=held, by=by, at=at, fields=["channel"])
    return held.channel


@transaction.atomic
def answer_all(*, call: Call, by: Any, at: datetime) -> int:
    """Sends everybody the answer that was decided, and settles the call; returns how many letters.

    Refuses while somebody is not read or has no answer, and while somebody whom no letter reaches is not told.
    """
    held = lock(call)
    found = queries.reading(held)
    if held.state == State.CLOSED and found.unanswered:
        raise CannotCall(_("Everyone must have an answer before the letters are sent."))
    if held.state == State.CLOSED and found.to_tell:
        raise CannotCall(_("Some have no e-mail. Call them first, and write down that they are told."))
    _move(held, State.ANSWERED, by, at, answered_at=at)
    for row in found.by_letter:
        outbox.queue(
            kind=ANSWERED,
            municipality=held.municipality,
            recipient=row.interest.representative,
            about=row.interest,
            dedupe_key=f"{ANSWERED}:{row.interest.public_id}",
            at=at,
        )
    letters = [row.interest.pk for row in found.by_letter]
    Interest.objects.filter(pk__in=letters).update(told_at=at)
    return len(letters)


def lock(call: Call) -> Call:
    """The row, locked until the transaction ends, so that two presses cannot cross."""
    rows = Call.objects.select_for_update(of=("self",)).select_related("municipality", "request", "channel")
    return rows.get(pk=call.pk)


def _move(call: Call, to: str, by: Any, at: datetime, **fields: Any) -> None:
    if call.state not in Call.MOVES[to]:
        raise CannotCall(
            _("A call that is “%(from)s” cannot become “%(to)s”.")
            % {"from": call.get_state_display(), "to": State(to).label}
        )
    call.state = to
    for name, value in fields.items():
        setattr(call, name, value)
    call.save(update_fields=["state", *fields])
    audit.record("call.moved", obj=call, by=by, at=at, fields=["state"], purpose=to)


def _keep_channel(call: Call, by: Any, at: datetime) -> None:
    """The way in says what the call says, and ends on the same day."""
    if call.channel is not None:
        changes = {"greeting": call.greeting, "open_until": call.open_until}
        recruitment.update(channel=call.channel, changes=changes, by=by, at=at)


def _refuse_closed_request(request: Request) -> None:
    if request.state != Request.State.OPEN:
        raise CannotCall(_("Open the request first: a call is for seats that may still be filled."))


def _refuse_past(day: date, at: datetime) -> None:
    if day < timezone.localdate(at):
        raise CannotCall(_("Choose a last day that has not passed."))


def _only_editable(fields: Mapping[str, Any]) -> None:
    unknown = set(fields) - EDITABLE
    if unknown:
        raise ValueError(f"Not a field of a call: {', '.join(sorted(unknown))}")
