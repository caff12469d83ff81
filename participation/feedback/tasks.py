"""The clock's side of feedback."""

from celery import shared_task
from django.utils import timezone

from participation.feedback import due


@shared_task(name="feedback.send")
def send() -> int:
    """Every five minutes: those who are asked get their letter, each once. Returns how many letters."""
    return due.queue_due(at=timezone.now())


@shared_task(name="feedback.remind")
def remind() -> int:
    """Each hour: the silent are reminded once, and what comes too late is taken back. Returns how many letters."""
    now = timezone.now()
    due.take_back_due(at=now)
    return due.remind_due(at=now)


@shared_task(name="feedback.ask_later")
def ask_later() -> int:
    """Each day: people are asked what came of it, three to six months later. Returns how many are asked."""
    return due.ask_later_due(at=timezone.now())
