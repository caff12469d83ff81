"""What freshness does when a person has left or wants to be asked no more: an open question is called off."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from representatives.consent.models import Consent
from representatives.freshness import services
from representatives.freshness.models import Checkup
from representatives.registry.models import Representative
from representatives.signals import consent_withdrawn, representative_left


@receiver(consent_withdrawn)
def stop_asking(sender: Any, consent: Consent, at: datetime, **more: Any) -> None:
    """Whoever takes back the network is not asked about the profile either. What ran out by itself was asked about."""
    if consent.purpose == Consent.Purpose.NETWORK and not consent.is_lapsed:
        rows = Checkup.objects.unanswered().filter(representative=consent.representative)
        _call_off(rows, at)


@receiver(representative_left)
def stop_asking_the_gone(sender: Any, representative: Representative, at: datetime, **more: Any) -> None:
    """Nobody who has left is asked anything."""
    _call_off(Checkup.objects.open().filter(representative=representative), at)


def _call_off(rows: Any, at: datetime) -> None:
    for checkup in rows.order_by("id"):
        services.call_off(checkup=checkup, at=at)
