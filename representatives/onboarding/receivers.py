"""What onboarding does when a person leaves, or takes back the yes to lived experience."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from representatives.consent.models import Consent
from representatives.onboarding.models import Conversation, MentorPair
from representatives.registry.models import Representative
from representatives.signals import consent_withdrawn, representative_left


@receiver(representative_left)
def end_what_runs(sender: Any, representative: Representative, at: datetime, **more: Any) -> None:
    """Ends the pairs on both sides, drops open steps, and empties what was remembered of conversations."""
    today = timezone.localdate(at)
    for name in ("representative", "mentor"):
        pairs = MentorPair.objects.filter(**{name: representative}, ended_on=None)
        for pair in pairs.order_by("id"):
            pair.ended_on = max(today, pair.started_on)
            pair.save(update_fields=["ended_on"])
    Conversation.objects.filter(representative=representative).update(
        summary="", next_step="", next_step_on=None, is_step_done=True
    )


@receiver(consent_withdrawn)
def forget_summaries(sender: Any, consent: Consent, **more: Any) -> None:
    """What a conversation was remembered by may tell of health, and goes with the yes to keep that."""
    if consent.purpose == Consent.Purpose.EXPERIENCE:
        Conversation.objects.filter(representative=consent.representative_id).update(summary="")
