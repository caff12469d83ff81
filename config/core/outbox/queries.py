"""Reads of the outbox: how many in which state, and what many of them are."""

from typing import Any

from django.db.models import Count

from config.core.outbox.kinds import all_kinds, private_names
from config.core.outbox.models import Message, MessageQuerySet


def counts(messages: MessageQuerySet) -> dict[str, int]:
    """How many are in each state."""
    return dict(messages.order_by().values_list("state").annotate(Count("id")))


def to_hold(messages: MessageQuerySet) -> MessageQuerySet:
    """What waits and may be held back: sign-in codes never are."""
    return messages.waiting().exclude(state=Message.State.HELD).exclude(kind__in=private_names())


def held(messages: MessageQuerySet) -> MessageQuerySet:
    return messages.filter(state=Message.State.HELD)


def kinds(messages: MessageQuerySet) -> list[tuple[Any, int]]:
    """What the messages are, each kind with its number."""
    found = dict(messages.order_by().values_list("kind").annotate(Count("id")))
    return [(kind.label, found[kind.name]) for kind in all_kinds() if kind.name in found]
