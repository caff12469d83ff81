"""What follows in this app when a person has left: nothing of when, how and through whom is kept any longer."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from representatives.availability import services as availability
from representatives.interests import services as interests
from representatives.proxies import services as proxies
from representatives.registry.models import Representative
from representatives.signals import representative_left
from representatives.support_needs import services as support_needs
from representatives.visibility import services as visibility


@receiver(representative_left)
def forget_around(sender: Any, representative: Representative, by: Any, at: datetime, **more: Any) -> None:
    """Deletes the week, the topics, the needs and the choices of who sees what, and ends the proxy."""
    for room in (availability, interests, support_needs, visibility):
        room.forget(representative=representative)
    proxies.end_if_any(representative=representative, by=by, at=at)
