"""The clock's side of freshness."""

from celery import shared_task
from django.utils import timezone

from representatives.freshness import services


@shared_task(name="freshness.go_round")
def go_round() -> dict[str, int]:
    """Each morning: asks, reminds, and does what silence leads to. Returns how many of each."""
    return services.go_round(at=timezone.now())
