"""What follows for topics when a consent is taken back: what tells of health goes, and with the network all of it."""

from typing import Any

from django.dispatch import receiver

from representatives.consent.models import Consent
from representatives.interests import services
from representatives.signals import consent_withdrawn


@receiver(consent_withdrawn)
def forget_topics(sender: Any, consent: Consent, **more: Any) -> None:
    """Deletes what rested on the consent."""
    if consent.purpose == Consent.Purpose.EXPERIENCE:
        services.forget_experience(representative=consent.representative)
    elif consent.purpose == Consent.Purpose.NETWORK:
        services.forget(representative=consent.representative)
