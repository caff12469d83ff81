"""The clock's side of the outbox."""

import time

from celery import shared_task
from django.utils import timezone

from config.core.batch import batch
from config.core.outbox import line, services
from config.core.outbox.models import Message

# A wave goes on in the next task, so that none comes near the time limit.
MOST_SECONDS = 240


@shared_task(name="outbox.deliver")
def deliver_due() -> int:
    """Sends what is due, batch by batch over one connection, until nothing is left. Returns how many were handled.

    Stops where the mail server lets nobody in: what is left waits for the next minute.
    """
    handled, ends = 0, time.monotonic() + MOST_SECONDS
    with line.opened() as way:
        while claimed := services.claim(at=timezone.now()):
            with batch():
                sent = _deliver(claimed, way)
            handled += sent
            if sent < len(claimed):
                return handled
            if time.monotonic() > ends:
                services.ring()
                break
    return handled


def _deliver(claimed: list[Message], way: line.Line) -> int:
    """Hands the claimed messages over, and lays back those that are left when the mail server lets nobody in."""
    for number, message in enumerate(claimed):
        if not services.deliver(message, at=timezone.now(), line=way):
            services.put_back(claimed[number:], at=timezone.now())
            return number
    return len(claimed)


@shared_task(name="outbox.sweep")
def sweep() -> int:
    """Each minute: picks up what a lost ring left behind."""
    return deliver_due()
