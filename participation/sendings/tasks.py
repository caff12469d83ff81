"""The clock's side of sendings."""

from celery import shared_task
from django.utils import timezone

from participation.sendings import leaving


@shared_task(name="sendings.leave")
def leave() -> int:
    """Each minute, and when a pause is over: what is due leaves. Returns how many people were told."""
    return leaving.leave_due(at=timezone.now())
