"""The clock's side of tasks."""

from celery import shared_task
from django.utils import timezone

from participation.tasks import services


@shared_task(name="tasks.send_digests")
def send_digests() -> int:
    """Each working day in the morning. Returns how many letters were queued."""
    return services.send_digests(at=timezone.now())
