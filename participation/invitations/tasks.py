"""The clock's side of invitations."""

from celery import shared_task
from django.utils import timezone

from participation.invitations import reminding, services


@shared_task(name="invitations.expire")
def expire() -> int:
    """Each hour: invitations, and seats that were offered, whose date has passed in silence. Returns how many."""
    at = timezone.now()
    return services.expire_due(at=at) + services.lapse_due(at=at)


@shared_task(name="invitations.remind")
def remind() -> int:
    """Each hour: reminders that are due, each once; they leave when nobody is asleep. Returns how many."""
    return reminding.remind_due(at=timezone.now())
