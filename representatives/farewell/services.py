"""A thank-you to one who leaves the network."""

from datetime import datetime

from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from representatives.registry.models import Representative, StateChange

KIND = "representative.thanked"


def thank(*, representative: Representative, at: datetime) -> Message | None:
    """Writes once to a person who has just left, to say thank you; None where there is no address to write to."""
    step = last_step(representative)
    if step is None or not representative.email:
        return None
    return outbox.queue(
        kind=KIND,
        municipality=representative.municipality,
        recipient=representative,
        about=step,
        dedupe_key=f"{KIND}:{step.public_id}",
        at=at,
    )


def last_step(representative: Representative) -> StateChange | None:
    """The latest step in the life of the profile; each leaving is one of its own."""
    return representative.state_changes.order_by("-at", "-id").first()
