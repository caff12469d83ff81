"""The clock's side of invitations."""

from celery import shared_task
from django.utils import timezone

from participation.invitations import services


@shared_task(name="invitations.expire")
def expire() -> int:
    """Each hour: invitations whose date has passed in silence. Returns how many."""
    return services.expire_due(at=timezone.now())
