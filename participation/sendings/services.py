"""Preparing a sending, letting it go after a pause, and stopping it. What leaves is in `leaving`."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.letters.placeholders import UnknownPlaceholder
from participation.invitations import rules
from participation.invitations.models import Invitation
from participation.sendings import queries
from participation.sendings.models import Sending, SendingLine
from projects.models import Request
from representatives.registry.models import Representative

State, Does, Outcome = Sending.State, SendingLine.Does, SendingLine.Outcome
# Above the first the number is typed, above the second somebody else looks too.
TYPED_ABOVE, SECOND_ABOVE = 100, 1000


def pause() -> timedelta:
    """How long a sending can still be stopped."""
    return timedelta(seconds=settings.SENDING_PAUSE_SECONDS)


class CannotPrepare(Exception):
    """Nothing can be put together like this; the text can be shown."""


class CannotSend(Exception):
    """The sending cannot leave; the text can be shown."""


class NumberMissing(CannotSend):
    """So many are written to that the number has to be typed; the text can be shown."""


class CannotStop(Exception):
    """There is nothing left to stop; the text can be shown."""


@transaction.atomic
def prepare(
    *,
    request: Request,
    ask: Iterable[Representative],
    thank: Iterable[Invitation],
    reply_by: date,
    by: Any,
    at: datetime,
) -> Sending:
    """The request's draft, with these people in it and nobody else; one that was begun before is made anew.

    Refuses a sending that is on its way already, a day that has passed, somebody who is not chosen or cannot be asked,
    an invitation whose person cannot be told that the seats are taken, and a sending to nobody.
    """
    held = Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
    draft = Sending.objects.open().filter(request=held).first()
    if draft is not None and draft.state != State.DRAFT:
        raise CannotPrepare(
            _("A sending for this request is on its way. Wait until it is through, or stop it.")
        )
    asked = _who_may_be_asked(held, {person.pk for person in ask})
    thanked = _who_may_be_thanked(held, {invitation.pk for invitation in thank})
    if not asked and not thanked:
        raise CannotPrepare(_("Choose at least one person to write to."))
    if asked and reply_by < rules.day(at):
        raise CannotPrepare(_("Choose a reply-by date that has not passed."))
    if draft is None:
        draft = Sending(municipality_id=held.municipality_id, request=held, made_at=at, made_by=by)
    draft.reply_by = reply_by
    draft.save()
    draft.lines.all().delete()
    rows = [(Does.ASK, pk) for pk in asked] + [(Does.THANK, pk) for pk in thanked]
    SendingLine.objects.bulk_create(
        SendingLine(municipality_id=held.municipality_id, sending=draft, does=does, representative_id=pk)
        for does, pk in rows
    )
    audit.record("sending.prepared", obj=draft, by=by, at=at)
    return draft


@transaction.atomic
def discard(*, sending: Sending, by: Any, at: datetime) -> None:
    """Throws a draft away; the choices stay. Refuses what has been sent or is about to be."""
    held = _lock(sending)
    if held.state != State.DRAFT:
        raise CannotStop(_("Only a sending that is being prepared can be thrown away."))
    audit.record("sending.discarded", obj=held, by=by, at=at)
    held.delete()


@transaction.atomic
def send(*, sending: Sending, by: Any, at: datetime, number: int | None = None) -> Sending:
    """Lets a draft go: it leaves after a pause of two minutes. Pressed twice, it is one sending.

    Above 100 people `number` is how many; above 1,000 it waits for a second person first. Refuses a request that is
    not open, letters with a placeholder that is unknown, and a wrong number.
    """
    held = _lock(sending)
    if held.state != State.DRAFT:
        return held
    count = held.lines.count()
    refusal = _why_not(held, count)
    if refusal:
        raise CannotSend(refusal)
    if count > TYPED_ABOVE and number != count:
        raise NumberMissing(_("Write how many people get a letter: %(count)s.") % {"count": count})
    held.sent_by = by
    if count > SECOND_ABOVE:
        held.state = State.APPROVAL
    else:
        _hold(held, at)
    held.save()
    audit.record("sending.sent", obj=held, by=by, at=at, fields=["state"], purpose=str(count))
    return held


@transaction.atomic
def approve(*, sending: Sending, by: Any, at: datetime) -> Sending:
    """The second person lets it go; the pause begins. Refuses who sent it, and what does not wait for anybody."""
    held = _lock(sending)
    if held.state != State.APPROVAL:
        raise CannotSend(_("This sending does not wait for a second person."))
    if by is None or held.sent_by_id == by.pk:
        raise CannotSend(_("Somebody else than the one who sent it has to look at it."))
    held.approved_by = by
    _hold(held, at)
    held.save()
    audit.record("sending.approved", obj=held, by=by, at=at, fields=["state"])
    return held


@transaction.atomic
def stop(*, sending: Sending, by: Any, at: datetime) -> Sending:
    """Stops it: before anything has left it is a draft again; else the rest stays. Refuses what is through."""
    held = _lock(sending)
    if not held.may_be_stopped:
        raise CannotStop(_("Everything has left already. Take single invitations back instead."))
    if held.lines.exclude(outcome="").exists():
        held.lines.waiting().update(outcome=Outcome.STOPPED)
        held.state, held.ended_at = State.SENT, at
    else:
        held.state, held.leaves_at, held.sent_by, held.approved_by = State.DRAFT, None, None, None
    held.save()
    audit.record("sending.stopped", obj=held, by=by, at=at, fields=["state"])
    return held


@transaction.atomic
def mark_told(*, line: SendingLine, by: Any, at: datetime) -> SendingLine:
    """Writes down that somebody without e-mail has been told. The second time changes nothing."""
    held = (
        SendingLine.objects.select_for_update(of=("self",)).select_related("representative").get(pk=line.pk)
    )
    if held.outcome != Outcome.BY_HAND or held.told_at is not None:
        return held
    held.told_at, held.told_by = at, by
    held.save(update_fields=["told_at", "told_by"])
    audit.record("sending_line.told", obj=held, by=by, at=at, fields=["told_at"], subject=held.representative)
    return held


def _hold(held: Sending, at: datetime) -> None:
    from participation.sendings.tasks import leave

    held.state, held.leaves_at = State.HELD, at + pause()
    # Only a bell: the clock finds the sending too, each minute.
    transaction.on_commit(lambda: leave.apply_async(countdown=pause().total_seconds()), robust=True)


def _why_not(held: Sending, count: int) -> str:
    if not count:
        return _("Nobody is left in this sending.")
    is_asking = held.lines.filter(does=Does.ASK).exists()
    if is_asking and held.request.state != Request.State.OPEN:
        return _("The request is not open, so nobody can be invited to it now.")
    try:
        for line in queries.one_of_each_kind(held):
            queries.letter_of(held, line)
    except UnknownPlaceholder as refusal:
        return str(refusal)
    return ""


def _who_may_be_asked(request: Request, wanted: set[int]) -> list[int]:
    people = {one.person.pk: one for one in queries.to_ask(request)}
    if wanted - set(people):
        raise CannotPrepare(_("Somebody here is not chosen for this request, or has been asked already."))
    refused = [people[pk] for pk in wanted if people[pk].why_not]
    if refused:
        raise CannotPrepare(f"{refused[0].person.name}: {refused[0].why_not}")
    return [pk for pk in people if pk in wanted]


def _who_may_be_thanked(request: Request, wanted: set[int]) -> list[int]:
    found = list(queries.to_thank(request).filter(pk__in=wanted))
    if len(found) < len(wanted):
        raise CannotPrepare(_("A seat is free, or somebody here has a seat or has said no."))
    return [invitation.representative_id for invitation in found]


def _lock(sending: Sending) -> Sending:
    rows = Sending.objects.select_for_update(of=("self",)).select_related("request")
    return rows.get(pk=sending.pk)
