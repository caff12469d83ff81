"""What those who are coming need at a meeting, against what is seen to there: numbers, and never a name."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from config.core.access import scope
from config.core.access.permissions import Permission
from participation.meetings.models import Meeting
from participation.meetings.telling import coming
from representatives.support_needs.models import SupportNeed


@dataclass(frozen=True)
class Needed:
    """How many of those who are coming need a kind of support that may be used for arranging meetings."""

    kind: str
    label: str
    number: int
    is_arranged: bool


def may_count(user: Any, meeting: Meeting) -> bool:
    """Whether numbers are shown: to who plans meetings here, and to who leads the project. Managers get none."""
    if user.is_authenticated and meeting.project.leader_id == user.pk:
        return True
    return meeting.municipality_id in scope.of(user).municipalities(Permission.MEETINGS_WRITE)


def needed(meeting: Meeting) -> list[Needed]:
    """What is needed, what is not seen to first. Only needs that the person allows for meetings are counted."""
    people = [person.pk for person in coming(meeting)]
    rows = SupportNeed.objects.serving(SupportNeed.Purpose.MEETINGS).filter(representative__in=people)
    numbers = Counter(rows.order_by().values_list("kind", flat=True))
    labels = dict(SupportNeed.Kind.choices)
    found = [
        Needed(kind, str(labels[kind]), number, kind in meeting.arranged) for kind, number in numbers.items()
    ]
    return sorted(found, key=lambda one: (one.is_arranged, -one.number, one.kind))
