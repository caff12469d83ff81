"""What a person may read and change of their own money: always of one person, and of nobody else."""

from datetime import date, timedelta
from typing import Any

from participation.claims import statement
from participation.claims.models import Claim
from participation.claims.queries import whole
from participation.claims.receipts import Receipt
from participation.claims.services import MEASURED
from participation.meetings.models import Attendance, Meeting

SHOWN = 50
# Something can be added to a meeting for so long after it.
LATELY = timedelta(days=120)


def claims(person: Any) -> Any:
    """Everything the person is owed or has declined, with meeting, rate and receipts."""
    return whole(statement.own(person))


def latest(person: Any) -> list[Claim]:
    """The newest, what came back first: it waits for the person."""
    rows = list(claims(person)[:SHOWN])
    return sorted(rows, key=lambda claim: claim.state != Claim.State.RETURNED)


def attended(person: Any) -> Any:
    """Meetings that were held and that the person was at."""
    rows = Attendance.objects.of(person.municipality_id).present()
    rows = rows.filter(assignment__representative=person, meeting__state=Meeting.State.HELD)
    return rows.select_related("meeting", "assignment__request", "assignment__representative")


def meetings(person: Any, today: date) -> list[Attendance]:
    """Those of late, newest first."""
    return list(
        attended(person).filter(meeting__held_on__gte=today - LATELY).order_by("-meeting__held_on", "-pk")
    )


def receipts(person: Any) -> Any:
    """The person's own files."""
    rows = Receipt.objects.of(person.municipality_id)
    rows = rows.filter(claim__attendance__assignment__representative=person)
    return rows.select_related("claim__attendance__assignment__representative")


def written(claim: Claim) -> dict[str, Any]:
    """What the person wrote, to be mended: the hours or kilometres before rounding, or the kroner."""
    number = (claim.measured or claim.quantity) if claim.kind in MEASURED else claim.amount
    return {"number": number, "note": claim.note}
