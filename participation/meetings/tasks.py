"""The clock's side of meetings."""

from celery import shared_task
from django.utils import timezone

from participation.meetings import telling


@shared_task(name="meetings.remind")
def remind() -> int:
    """Each hour: those who are coming within a week are asked to prepare, each once. Returns how many letters."""
    return telling.remind_due(at=timezone.now())
