"""Asking "still right?", reminding once, and giving notice. Never two letters for one thing."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from config.core.audit import services as audit
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from representatives.consent import services as consents
from representatives.freshness import links
from representatives.freshness.models import LETTER, Checkup
from representatives.freshness.queries import day, due_consents, policy_of, running_seats, to_ask, to_warn
from representatives.proxies.queries import reached_by
from representatives.registry.models import Representative

Kind = Checkup.Kind
FIRST, REMINDER = "first", "reminder"


@transaction.atomic
def ask(*, person: Representative, at: datetime) -> Checkup | None:
    """Asks a person whether the profile is still right, and in the same letter for the consents that run out soon.

    Returns the row; None when the person is not to be asked now, as when another worker has just asked. Whoever gets
    no mail becomes a line on the facilitator's list.
    """
    policy = policy_of(person.municipality_id)
    held = lock(person)
    if not to_ask(policy, at=at).filter(pk=held.pk).exists():
        return None
    due = due_consents(held, policy, today=day(at))
    kind = Kind.RENEWAL if due else Kind.STILL_RIGHT
    consents.mark_asked(due, on=day(at))
    return _open(held, kind, days=policy.rest_after_days, at=at)


@transaction.atomic
def warn(*, person: Representative, at: datetime) -> Checkup | None:
    """Gives notice that the profile will be deleted to one who has rested in silence; None when it is not due.

    Nobody who has a seat is given notice.
    """
    policy = policy_of(person.municipality_id)
    held = lock(person)
    if not to_warn(policy, at=at).filter(pk=held.pk).exists() or running_seats(held, at=at):
        return None
    return _open(held, Kind.NOTICE, days=policy.delete_after_notice_days, at=at)


@transaction.atomic
def remind(*, checkup: Checkup, at: datetime) -> bool:
    """Reminds once by mail, half-way to the last day; whether it did. Nobody is reminded whose mail came back."""
    held = lock_checkup(checkup)
    half = held.asked_at + (held.due_on - day(held.asked_at)) / 2
    waits = held.closed_at is None and not held.reply and held.reminded_at is None
    if not waits or at < half or day(at) > held.due_on or not gets_mail(held):
        return False
    held.reminded_at = at
    held.save(update_fields=["reminded_at"])
    audit.record("checkup.reminded", obj=held, by=None, at=at, subject=held.representative)
    _queue(held, REMINDER, at)
    return True


def lock(person: Representative) -> Representative:
    """The person's row, locked until the transaction ends: every step of freshness begins here."""
    people = Representative.objects.select_for_update(of=("self",)).select_related("municipality")
    return people.get(pk=person.pk)


def lock_checkup(checkup: Checkup) -> Checkup:
    """The checkup as it is now, with its person locked first."""
    person = lock(checkup.representative)
    held: Checkup = Checkup.objects.select_for_update(of=("self",)).get(pk=checkup.pk)
    held.representative = person
    return held


def gets_mail(checkup: Checkup) -> bool:
    """Whether the letter goes by mail and did not come back."""
    return Checkup.objects.by_mail().filter(pk=checkup.pk).exists()


def cancel_letters(checkup: Checkup) -> int:
    """Takes back letters that have not left; returns how many."""
    return outbox.cancel(Message.objects.filter(kind=LETTER, about_id=checkup.public_id))


def letter_key(checkup: Checkup, step: str) -> str:
    """One letter for each step: a retry or a second worker sends it once."""
    return f"{LETTER}:{checkup.public_id}:{step}"


def _open(person: Representative, kind: str, *, days: int, at: datetime) -> Checkup:
    checkup = Checkup(
        municipality_id=person.municipality_id,
        representative=person,
        kind=kind,
        asked_at=at,
        due_on=day(at) + timedelta(days=days),
    )
    links.renew(checkup)
    checkup.save()
    audit.record("checkup.asked", obj=checkup, by=None, at=at, subject=person, purpose=kind)
    if gets_mail(checkup):
        _queue(checkup, FIRST, at)
    return checkup


def _queue(checkup: Checkup, step: str, at: datetime) -> Any:
    person = checkup.representative
    by_sms = person.channel == person.Channel.SMS and not reached_by(person).is_proxy
    return outbox.queue(
        channel=Message.Channel.SMS if by_sms else Message.Channel.MAIL,
        kind=LETTER,
        municipality=checkup.representative.municipality,
        recipient=checkup.representative,
        about=checkup,
        dedupe_key=letter_key(checkup, step),
        at=at,
    )
