"""The clock's side of keeping times."""

from celery import shared_task
from django.utils import timezone

from config.core.privacy import keeping


@shared_task(name="privacy.keep")
def keep() -> dict[str, int]:
    """Each hour: deletes what is past its keeping time. Returns how many rows by rule."""
    return keeping.keep(at=timezone.now())
