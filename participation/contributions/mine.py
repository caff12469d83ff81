"""What a person has said: alone, or with the group while the person was there. Always of one person."""

from typing import Any

from django.db.models import Q

from participation.assignments.models import Assignment
from participation.contributions.models import Contribution
from participation.meetings.models import Attendance


def said_by(person: Any) -> Any:
    """Contributions of a person, newest first, with what came of them."""
    there = Attendance.objects.present().filter(assignment__representative=person)
    together = Q(assignment=None, is_from_group=True, meeting__in=there.values("meeting"))
    rows = Contribution.objects.of(person.municipality_id).filter(
        Q(assignment__representative=person) | together
    )
    return rows.select_related("project__unit").prefetch_related("responses", "decisions", "changes")


def seat_of(person: Any, contribution: Contribution) -> Assignment | None:
    """The seat from which the person said it."""
    seats = Assignment.objects.filter(representative=person).select_related("representative__municipality")
    if contribution.assignment_id is not None:
        return seats.filter(pk=contribution.assignment_id).first()
    there = seats.filter(attendances__meeting=contribution.meeting_id, attendances__was_present=True)
    return there.order_by("id").first()
