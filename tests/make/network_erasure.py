"""Rows of the privacy engine and of handing over, marked like everything of the town."""

from datetime import datetime
from typing import Any

from participation.handover.models import Handover, HandoverItem
from representatives.erasure.models import Erasure


def add_erasure_and_handover(town: Any, by: Any, at: datetime) -> None:
    """An erasure of somebody who is gone, and an open handover with the town's first person in it."""
    common: dict[str, Any] = {"municipality": town.municipality}
    town.keep(
        "erasure",
        Erasure.objects.create(
            profile_id=f"{town.mark.lower():2>22}"[:22], why="asked", erased_at=at, **common
        ),
    )
    # One open handover each: a second town of the same facilitator has one of an account that is gone.
    has_one = Handover.objects.filter(from_user=by, **common).exists()
    handover = Handover.objects.create(
        from_user=None if has_one else by, note=town.text("overlevering"), created_at=at, **common
    )
    town.keep("handover", handover)
    HandoverItem.objects.create(
        handover=handover,
        kind=HandoverItem.Kind.PERSON,
        object_id=town.rows["representative"].public_id,
        word=town.text("ring etter ti"),
        **common,
    )
