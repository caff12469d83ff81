"""Writing the ledger. Called downward by the rooms that ask, choose and seat people."""

from datetime import datetime

from representatives.registry.models import Representative
from representatives.turns.models import Turn


def write(
    *,
    representative: Representative,
    kind: str,
    at: datetime,
    request_ref: str = "",
    assignment_ref: str = "",
) -> Turn:
    """Adds one line. `request_ref` and `assignment_ref` are public ids of rows in the apps above."""
    return Turn.objects.create(
        municipality_id=representative.municipality_id,
        representative=representative,
        kind=kind,
        at=at,
        request_ref=request_ref,
        assignment_ref=assignment_ref,
    )
