"""What consent does when another room tells that a person has left: nothing rests on a yes any more."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from representatives.consent import services
from representatives.consent.models import Consent
from representatives.registry.models import Representative
from representatives.signals import representative_left


@receiver(representative_left)
def withdraw_all(sender: Any, representative: Representative, by: Any, at: datetime, **more: Any) -> None:
    """Withdraws the network consent, and with it every other."""
    if (
        Consent.objects.in_force()
        .filter(representative=representative, purpose=Consent.Purpose.NETWORK)
        .exists()
    ):
        services.withdraw(representative=representative, purpose=Consent.Purpose.NETWORK, by=by, at=at)
