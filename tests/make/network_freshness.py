"""Questions "still right?" of a town: one to call about, and the numbers of its municipality."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from representatives.freshness import links
from representatives.freshness.models import Checkup, NetworkPolicy


def add_freshness(municipality: Any, person: Any, at: datetime) -> Checkup:
    """A person who has asked to be called, and a policy of the municipality's own."""
    NetworkPolicy.objects.get_or_create(municipality=municipality)
    checkup = Checkup(
        municipality=municipality,
        representative=person,
        kind=Checkup.Kind.STILL_RIGHT,
        asked_at=at,
        due_on=timezone.localdate(at) + timedelta(days=60),
        reply=Checkup.Reply.CHANGES,
        replied_at=at,
    )
    links.renew(checkup)
    checkup.save()
    return checkup
