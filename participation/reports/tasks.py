"""The clock's side of reports."""

from celery import shared_task
from django.utils import timezone

from participation.reports import rhythms


@shared_task(name="reports.order_due")
def order_due() -> int:
    """Each morning. Returns how many drafts were ordered."""
    return rhythms.order_due(at=timezone.now())
