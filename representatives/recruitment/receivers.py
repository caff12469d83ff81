"""What recruitment does when a person leaves, or takes back the yes to lived experience."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from representatives.consent.models import Consent
from representatives.recruitment.models import Application
from representatives.registry.models import Representative
from representatives.signals import consent_withdrawn, representative_left


@receiver(representative_left)
def close_application(sender: Any, representative: Representative, at: datetime, **more: Any) -> None:
    """Somebody who leaves while still on the way in has changed their mind."""
    Application.objects.filter(representative=representative, outcome="").update(
        outcome=Application.Outcome.WITHDRAWN, closed_at=at
    )
    Application.objects.filter(representative=representative).update(words="", best_reached="")


@receiver(consent_withdrawn)
def forget_words(sender: Any, consent: Consent, **more: Any) -> None:
    """What the person wrote of their experience goes with the yes to keep it."""
    if consent.purpose == Consent.Purpose.EXPERIENCE:
        Application.objects.filter(representative=consent.representative_id).update(words="")
