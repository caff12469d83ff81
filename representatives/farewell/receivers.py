"""What follows when a person has left: a letter, where whoever wrote the leaving down wants one to be sent."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from representatives.farewell import services
from representatives.registry.models import Representative
from representatives.signals import representative_left


@receiver(representative_left)
def say_thank_you(
    sender: Any, representative: Representative, at: datetime, thanks: bool = False, **more: Any
) -> None:
    """Nobody is thanked who is erased, who was said no to, or whose profile was merged: `thanks` is then not said."""
    if thanks:
        services.thank(representative=representative, at=at)
