"""Reminders to those who have not answered, and the one question to those who wanted to think until a day.

Letters that can wait: they leave in the hours that the municipality allows, and ask once more right before whether the
person has answered in the meantime. Whoever gets neither mail nor text message stands on the facilitator's list.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Municipality
from config.core.outbox.models import Message
from participation.invitations import rules
from participation.invitations.models import REMINDER, THOUGHT, Invitation
from participation.invitations.policies import LIMITS, AskingPolicy, policy_of
from projects.models import Request

# Between the letter and a reminder, and between two reminders.
IN_PEACE = timedelta(days=2)
UNDECIDED = Q(answer="") | Q(answer=Invitation.Reply.MAYBE, maybe_until=None)


class CannotSet(Exception):
    """The number is outside what is allowed; the text can be shown."""


@transaction.atomic
def set_policy(*, municipality: Any, by: Any, at: datetime, **decided: Any) -> AskingPolicy:
    """Decides some or all of it (see LIMITS) for a municipality. Refuses what is outside its limits."""
    for name, (least, most) in LIMITS.items():
        if name in decided and not least <= decided[name] <= most:
            label = AskingPolicy._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # a column has one
            raise CannotSet(
                _("“%(what)s” is a number from %(least)d to %(most)d.")
                % {"what": label, "least": least, "most": most}
            )
    Municipality.objects.select_for_update(of=("self",)).get(pk=municipality.pk)
    policy = policy_of(municipality)
    changed = sorted(name for name, value in decided.items() if getattr(policy, name) != value)
    for name in changed:
        setattr(policy, name, decided[name])
    policy.changed_at = at
    policy.save()
    audit.record("asking_policy.changed", obj=policy, by=by, at=at, fields=changed)
    return policy


def remind_due(*, at: datetime) -> int:
    """Queues every letter that is due; returns how many. Run twice, or by two at once, it queues each once."""
    count = 0
    for municipality in Municipality.objects.order_by("id"):
        policy = policy_of(municipality)
        count += sum(_remind(row, policy, at) for row in _silent(municipality, policy, at))
        count += sum(_ask_once_more(row, policy, at) for row in _done_thinking(municipality, at))
    return count


def undecided(invitation: Invitation) -> bool:
    """Whether the person has said neither yes nor no, nor until when to think."""
    is_thinking = invitation.answer == Invitation.Reply.MAYBE and invitation.maybe_until is None
    return invitation.state == Invitation.State.SENT and (not invitation.answer or is_thinking)


def key_of(kind: str, invitation: Invitation) -> str:
    """The beginning that the keys of all letters of a kind about the present link share."""
    return f"{kind}:{invitation.public_id}:{invitation.generation}"


def _silent(municipality: Municipality, policy: AskingPolicy, at: datetime) -> Any:
    today = rules.day(at)
    rows = Invitation.objects.of(municipality).filter(UNDECIDED, state=Invitation.State.SENT)
    near = today + timedelta(days=policy.remind_days_before)
    rows = rows.filter(reply_by__range=(today, near), sent_at__lte=at - IN_PEACE)
    return rows.filter(request__state=Request.State.OPEN).order_by("id")


def _done_thinking(municipality: Municipality, at: datetime) -> Any:
    rows = Invitation.objects.of(municipality).answerable(rules.day(at))
    return rows.filter(answer=Invitation.Reply.MAYBE, maybe_until__lte=rules.day(at)).order_by("id")


@transaction.atomic
def _remind(invitation: Invitation, policy: AskingPolicy, at: datetime) -> bool:
    held = rules.lock(invitation)
    when = policy.allowed_from(at)
    if not undecided(held) or rules.day(when) > held.reply_by:
        return False
    key = key_of(REMINDER, held)
    sent = Message.objects.filter(dedupe_key__startswith=f"{key}:").order_by("-queued_at")
    if len(sent) >= policy.reminders_at_most or any(one.queued_at > at - IN_PEACE for one in sent):
        return False
    return _write(held, REMINDER, f"{key}:{len(sent) + 1}", when, at)


@transaction.atomic
def _ask_once_more(invitation: Invitation, policy: AskingPolicy, at: datetime) -> bool:
    held = rules.lock(invitation)
    key, when = key_of(THOUGHT, held), policy.allowed_from(at)
    is_still_so = held.answer == Invitation.Reply.MAYBE and held.is_open_on(rules.day(when))
    if not is_still_so or Message.objects.filter(dedupe_key=key).exists():
        return False
    return _write(held, THOUGHT, key, when, at)


def _write(held: Invitation, kind: str, key: str, when: datetime, at: datetime) -> bool:
    person = held.representative
    if not rules.send(kind=kind, held=held, key=key, at=at, when=when):
        return False
    audit.record("invitation.reminded", obj=held, by=None, at=at, subject=person)
    return True
