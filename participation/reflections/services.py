"""Keeping what a group learnt."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.meetings.models import Meeting
from participation.reflections.models import Reflection
from projects.planning.models import Project


class CannotReflect(Exception):
    """The reflection cannot be kept; the text says why and can be shown."""


@transaction.atomic
def keep(
    *,
    project: Project,
    went_well: str,
    held_on: date,
    by: Any,
    at: datetime,
    meeting: Meeting | None = None,
    surprised: str = "",
    for_others: str = "",
    for_managers: str = "",
) -> Reflection:
    """Keeps one reflection. Refuses a day after `at`, no words on what went well, a meeting of another project."""
    if held_on > timezone.localdate(at):
        raise CannotReflect(_("A reflection cannot be from a day that has not come."))
    if not went_well.strip():
        raise CannotReflect(_("Write at least what went well."))
    if meeting is not None and meeting.project_id != project.pk:
        raise CannotReflect(_("The meeting belongs to another project."))
    kept = Reflection.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        meeting=meeting,
        went_well=went_well.strip(),
        surprised=surprised.strip(),
        for_others=for_others.strip(),
        for_managers=for_managers.strip(),
        held_on=held_on,
        by=by,
        at=at,
    )
    audit.record("reflection.kept", obj=kept, by=by, at=at)
    return kept
