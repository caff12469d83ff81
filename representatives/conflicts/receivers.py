"""What follows for conflicts when a person leaves."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from representatives.conflicts import services
from representatives.registry.models import Representative
from representatives.signals import representative_left


@receiver(representative_left)
def end_conflicts(sender: Any, representative: Representative, by: Any, at: datetime, **more: Any) -> None:
    """Nobody is asked any more, so that nothing stands against it."""
    services.end_all(representative=representative, by=by, at=at)
