"""Keeping times of who was shown and chosen for a request: three years."""

from datetime import datetime, timedelta

from config.core.privacy.keeping import delete_some
from projects.candidates.models import Choice, Showing

KEPT = timedelta(days=3 * 365)


def old_choices(at: datetime) -> int:
    """Who was chosen and who was not, and why."""
    return delete_some(Choice.objects.filter(at__lt=at - KEPT))


def old_showings(at: datetime) -> int:
    """Who was shown as a candidate."""
    return delete_some(Showing.objects.filter(at__lt=at - KEPT))


RULES = {"projects.Choice": old_choices, "projects.Showing": old_showings}
