"""Writing down what was said: by one person, or by the group; one thing, or all of a meeting at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.assignments.models import Assignment
from participation.contributions.models import Contribution
from participation.meetings.models import Meeting
from projects.planning.models import Project

# How long a unit has for an answer when nothing else is agreed.
DAYS_TO_ANSWER = timedelta(days=30)


class CannotSay(Exception):
    """The contribution cannot be written down like this; the text can be shown."""


@dataclass(frozen=True)
class Said:
    """One contribution; without an assignment the group said it together, without a day it is due in thirty."""

    text: str
    owner: Any
    assignment: Assignment | None = None
    due_on: date | None = None
    hoped_for: str = ""
    speaks_for: str = ""
    from_experience: str = ""


def say(
    *,
    project: Project,
    text: str,
    owner: Any,
    said_on: date,
    by: Any,
    at: datetime,
    meeting: Meeting | None = None,
    **more: Any,
) -> Contribution:
    """Writes down one thing, as `say_all` does; `more` is the rest of a `Said`."""
    (contribution,) = say_all(
        project=project, meeting=meeting, said=[Said(text, owner, **more)], said_on=said_on, by=by, at=at
    )
    return contribution


@transaction.atomic
def say_all(
    *,
    project: Project,
    said: Sequence[Said],
    said_on: date,
    by: Any,
    at: datetime,
    meeting: Meeting | None = None,
) -> list[Contribution]:
    """Writes down everything that was said on a day, or nothing; as many statements for fifty as for one.

    Refuses an empty text, nobody who owes the answer, a day that has not come, an answer due before it was said, and
    people and meetings of another project.
    """
    made = [_made(project, meeting, one, said_on, at) for one in said]
    Contribution.objects.bulk_create(made)
    audit.record_many(
        audit.line(
            "contribution.said",
            obj=row,
            by=by,
            at=at,
            subject=one.assignment.representative if one.assignment else None,
        )
        for row, one in zip(made, said, strict=True)
    )
    return made


def _made(project: Project, meeting: Meeting | None, said: Said, said_on: date, at: datetime) -> Contribution:
    if said_on > timezone.localdate(at):
        raise CannotSay(_("That day has not come."))
    due = said.due_on or said_on + DAYS_TO_ANSWER
    _check_said(text=said.text, owner=said.owner, said_on=said_on, due_on=due)
    _check_place(project, said.owner, meeting, said.assignment)
    return Contribution(
        municipality_id=project.municipality_id,
        project=project,
        meeting=meeting,
        assignment=said.assignment,
        is_from_group=said.assignment is None,
        text=said.text.strip(),
        hoped_for=said.hoped_for,
        speaks_for=said.speaks_for,
        from_experience=said.from_experience,
        said_on=said_on,
        owner=said.owner,
        due_on=due,
        created_at=at,
    )


def _check_said(*, text: str, owner: Any, said_on: date, due_on: date) -> None:
    if not text.strip():
        raise CannotSay(_("Write what was said."))
    if owner is None:
        raise CannotSay(_("Choose who owes an answer."))
    if due_on < said_on:
        raise CannotSay(_("The answer cannot be due before it was said."))


def _check_place(
    project: Project, owner: Any, meeting: Meeting | None, assignment: Assignment | None
) -> None:
    if owner.municipality_id != project.municipality_id:
        raise CannotSay(_("The one who owes an answer works in another municipality."))
    if meeting is not None and meeting.project_id != project.pk:
        raise CannotSay(_("This meeting belongs to another project."))
    if assignment is not None and assignment.request.project_id != project.pk:
        raise CannotSay(_("This person has no assignment in the project."))
