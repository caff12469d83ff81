"""The clock's side of the outbox."""

from celery import shared_task
from django.utils import timezone

from config.core.outbox import services


@shared_task(name="outbox.deliver")
def deliver_due() -> int:
    """Sends what is due, batch by batch, until nothing is left. Returns how many were handled."""
    handled = 0
    while batch := services.claim(at=timezone.now()):
        for message in batch:
            services.deliver(message, at=timezone.now())
        handled += len(batch)
    return handled


@shared_task(name="outbox.sweep")
def sweep() -> int:
    """Each minute: picks up what a lost ring left behind."""
    return deliver_due()
