"""The clock's side of the comparison."""

from celery import shared_task
from django.utils import timezone

from participation.comparison import services


@shared_task(name="comparison.count_quarter")
def count_quarter() -> int:
    """Each morning; it counts on the first one of a quarter. Returns how many municipalities were counted."""
    return services.count_quarter(at=timezone.now())
