"""The clock's side of polls."""

from celery import shared_task
from django.utils import timezone

from participation.polls import services


@shared_task(name="polls.nudge")
def nudge() -> int:
    """Each hour: whoever is silent is reminded once, two days before the last day. Returns how many letters."""
    return services.nudge_due(at=timezone.now())
