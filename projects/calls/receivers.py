"""What follows for calls: somebody new came in by one, somebody has left, or has taken back the consent."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from projects.calls import collecting
from representatives.consent.models import Consent
from representatives.recruitment.models import Application
from representatives.registry.models import Representative
from representatives.signals import consent_withdrawn, person_applied, representative_left


@receiver(person_applied)
def take_in(sender: Any, application: Application, at: datetime, **more: Any) -> None:
    """Who comes in by the card of a call is interested in it."""
    collecting.newcomer(application=application, at=at)


@receiver(representative_left)
def forget_the_gone(sender: Any, representative: Representative, at: datetime, **more: Any) -> None:
    """Nobody who has left is read any more."""
    collecting.forget(representative=representative, at=at)


@receiver(consent_withdrawn)
def forget_the_unwilling(sender: Any, consent: Consent, at: datetime, **more: Any) -> None:
    """Without consent to the network nothing is read; words may tell of health, and go with the consent to that."""
    if consent.purpose == Consent.Purpose.NETWORK:
        collecting.forget(representative=consent.representative, at=at)
    elif consent.purpose == Consent.Purpose.EXPERIENCE:
        collecting.forget_words(representative=consent.representative)
