"""What a person has said: alone, or with the group while the person was there. Always of one person."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from participation.assignments.models import Assignment
from participation.contributions.models import Contribution, Response
from participation.contributions.words import plain
from participation.meetings.models import Attendance
from projects.planning.models import Project


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


@dataclass(frozen=True)
class Line:
    """One thing that was said, and what came of it, in plain words."""

    contribution: Contribution
    response: Response | None
    plain: str
    is_own: bool


@dataclass(frozen=True)
class ToldOf:
    """A project for somebody who took part: what became different, what is on its way, and what will not be."""

    project: Project
    done: list[Line]
    on_the_way: list[Line]
    not_done: list[Line]

    @property
    def is_empty(self) -> bool:
        return not (self.done or self.on_the_way or self.not_done)


NOT_DONE = frozenset({Response.Answer.NOT_ADOPTED, Response.Answer.NOT_OURS})


def told_of(person: Any, project_id: str) -> ToldOf | None:
    """What was said in a project by the person, or in meetings the person was at; None for one without a seat there.

    Who said what is nobody else's to know: only the own words are marked.
    """
    seats = Assignment.objects.filter(representative=person, request__project__public_id=project_id)
    seat = seats.select_related("request__project__unit").first()
    if seat is None:
        return None
    there = Attendance.objects.present().filter(assignment__representative=person)
    rows = Contribution.objects.filter(project=seat.request.project_id)
    rows = rows.filter(Q(assignment__representative=person) | Q(meeting__in=there.values("meeting")))
    rows = rows.select_related("assignment").prefetch_related("responses", "decisions", "changes")
    told = ToldOf(seat.request.project, [], [], [])
    for row in rows.order_by("-said_on", "-id"):
        answer = next(reversed(list(row.responses.all())), None)
        is_own = row.assignment is not None and row.assignment.representative_id == person.pk
        line = Line(row, answer, plain(answer) if answer else "", is_own)
        if row.changes.all():
            told.done.append(line)
        elif answer is not None and answer.answer in NOT_DONE:
            told.not_done.append(line)
        else:
            told.on_the_way.append(line)
    return told
