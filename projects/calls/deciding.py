"""Reading interest and deciding on it: everyone is read before anyone is decided on, and the gates are asked."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from projects.calls.models import Call, Interest
from projects.calls.services import lock
from projects.candidates import services as candidates
from projects.candidates.models import Choice

Answer = Interest.Answer


class CannotDecide(Exception):
    """The interest cannot be read, decided on or told now; the text says why and can be shown."""


@transaction.atomic
def mark_read(*, interest: Interest, by: Any, at: datetime) -> Interest:
    """Somebody has read it; from now on it has a name, where names were hidden. Does nothing the second time."""
    held = _standing(interest)
    if held.read_at is None:
        held.read_at, held.read_by = at, by
        held.save(update_fields=["read_at", "read_by"])
        audit.record("interest.read", obj=held, by=by, at=at, subject=held.representative, purpose="calls")
    return held


@transaction.atomic
def decide(*, interest: Interest, answer: str, by: Any, at: datetime, reason: str = "") -> Interest:
    """Decides what the person is answered; nothing is sent before `services.answer_all`.

    A candidate becomes a choice of the request, by `candidates.services.choose`, which asks every gate: what it
    refuses, it refuses here (`CannotChoose`, or `ReasonMissing` where a reason makes it possible). *Not this time*
    counts for the person the next time. Refuses before the call is closed, before all are read, and after the letters.
    """
    held = _standing(interest)
    if answer not in Answer.values:
        raise CannotDecide(_("Choose an answer from the list."))
    _refuse_early(held.call)
    if held.answer == answer:
        return held
    decision = Choice.Decision.CHOSEN if answer == Answer.CANDIDATE else Choice.Decision.NOT_CHOSEN
    if answer == Answer.CANDIDATE:
        _choose(held, decision, reason, by, at)
    else:
        _set_aside(held, decision, by, at)
    held.answer, held.answered_at, held.answered_by = answer, at, by
    # Somebody who was told one thing by phone, and is to be told another, is not told yet.
    held.told_at = None
    held.save(update_fields=["answer", "answered_at", "answered_by", "told_at"])
    subject = held.representative
    audit.record(
        "interest.answered", obj=held, by=by, at=at, fields=["answer"], subject=subject, purpose=answer
    )
    return held


@transaction.atomic
def mark_told(*, interest: Interest, by: Any, at: datetime) -> Interest:
    """Somebody without e-mail has got the answer by phone or on paper. Refuses one without an answer."""
    held = _standing(interest)
    if not held.answer:
        raise CannotDecide(_("Decide on an answer first."))
    if held.told_at is None:
        held.told_at = at
        held.save(update_fields=["told_at"])
        audit.record("interest.told", obj=held, by=by, at=at, subject=held.representative)
    return held


def _choose(interest: Interest, decision: str, reason: str, by: Any, at: datetime) -> None:
    candidates.choose(
        request=interest.call.request,
        representative=interest.representative,
        decision=decision,
        reason=reason,
        by=by,
        at=at,
    )


def _set_aside(interest: Interest, decision: str, by: Any, at: datetime) -> None:
    """Passed over for this request, so that it counts; where the request keeps nothing, the answer holds all the same.

    Refuses somebody who has been asked already: then the invitation is taken back first.
    """
    chosen = Choice.objects.filter(
        request=interest.call.request,
        representative=interest.representative,
        decision=Choice.Decision.CHOSEN,
    )
    try:
        with transaction.atomic():
            _choose(interest, decision, "", by, at)
    except candidates.CannotChoose:
        if chosen.exists():
            raise


def _refuse_early(call: Call) -> None:
    if call.state == Call.State.ANSWERED:
        raise CannotDecide(_("Everyone has their answer already."))
    if call.state != Call.State.CLOSED:
        raise CannotDecide(_("Close the call first, so that all who are interested are read alike."))
    left = Interest.objects.filter(call=call).standing().filter(read_at=None).count()
    if left:
        raise CannotDecide(_("Read everyone first: %(left)s are not read yet.") % {"left": left})


def _standing(interest: Interest) -> Interest:
    call = lock(interest.call)
    rows = Interest.objects.select_for_update(of=("self",)).select_related("representative")
    held: Interest = rows.get(pk=interest.pk)
    held.call = call
    if held.withdrawn_at is not None:
        raise CannotDecide(_("The person has taken it back."))
    return held
