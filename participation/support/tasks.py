"""The clock's side of asks to managers."""

from celery import shared_task
from django.utils import timezone

from participation.support import services


@shared_task(name="support.go_round")
def go_round() -> int:
    """Each morning of a working day. Returns how many letters were queued."""
    return services.go_round(at=timezone.now())
