"""Beginning a reflection, writing as one goes, opening the parts to the group, and keeping what was learnt."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.outbox import services as outbox
from participation.meetings.models import Meeting
from participation.reflections import queries
from participation.reflections.models import (
    WORDS,
    Activity,
    Gap,
    Learning,
    Purpose,
    Reflection,
    ReflectionPart,
)
from projects.planning.models import Project

INVITED = "reflection.invited"
TAGS: dict[str, Any] = {"purposes": Purpose, "activities": Activity, "learning": Learning}


class CannotReflect(Exception):
    """It cannot be done with the reflection; the text says why and can be shown."""


@transaction.atomic
def keep(
    *,
    project: Project,
    went_well: str,
    held_on: date,
    by: Any,
    at: datetime,
    meeting: Meeting | None = None,
    for_managers: str = "",
    **said: Any,
) -> Reflection:
    """Keeps one reflection at once; `said` has the other words and the tags.

    Refuses a day after `at`, no words on what went well, a meeting of another project.
    """
    _refuse_odd(project, meeting, held_on, at)
    if not went_well.strip():
        raise CannotReflect(_("Write at least what went well."))
    tags = _tags({name: said.pop(name) for name in TAGS if name in said})
    kept = Reflection.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        meeting=meeting,
        for_managers=for_managers.strip(),
        held_on=held_on,
        by=by,
        at=at,
        **_words({"went_well": went_well} | said),
        **tags,
    )
    audit.record("reflection.kept", obj=kept, by=by, at=at)
    return kept


@transaction.atomic
def begin(
    *,
    project: Project,
    held_on: date,
    by: Any,
    at: datetime,
    meeting: Meeting | None = None,
    is_together: bool = False,
    invited: Iterable[Any] = (),
) -> Reflection:
    """Begins one that is written step by step: alone, or `is_together` with those `invited`, and `by` among them."""
    _refuse_odd(project, meeting, held_on, at)
    people = [user for user in invited if user != by]
    if is_together and not people:
        raise CannotReflect(_("Together takes at least two. Choose who is invited, or write it alone."))
    made = Reflection.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        meeting=meeting,
        state=Reflection.State.WRITING,
        is_together=is_together,
        held_on=held_on,
        by=by,
        at=at,
    )
    audit.record("reflection.begun", obj=made, by=by, at=at)
    if is_together:
        invite(reflection=made, people=[by, *people], by=by, at=at)
    return made


@transaction.atomic
def invite(*, reflection: Reflection, people: Iterable[Any], by: Any, at: datetime) -> list[ReflectionPart]:
    """Gives each a part to write, and a letter that says so. Who has one already keeps it."""
    held = _held(reflection)
    if not held.is_together or held.state != Reflection.State.WRITING:
        raise CannotReflect(_("Nobody more can be invited to it now."))
    allowed = set(queries.invitable(held.municipality).values_list("pk", flat=True))
    known = set(held.parts.values_list("user", flat=True))
    made = []
    for person in people:
        if person.pk not in allowed:
            raise CannotReflect(_("%(name)s does not work here.") % {"name": person.get_full_name()})
        if person.pk in known:
            continue
        tied = {"municipality": held.municipality, "reflection": held}
        part = ReflectionPart.objects.create(user=person, invited_at=at, **tied)
        audit.record("reflection.invited", obj=part, by=by, at=at)
        made.append(part)
        if person != by:
            _tell(part, at)
    return made


@transaction.atomic
def write(*, reflection: Reflection, words: Mapping[str, Any], by: Any, at: datetime) -> Any:
    """Keeps some of the words as one goes: of one's own part, or of the reflection when it is held alone."""
    held = _held(reflection)
    if held.state != Reflection.State.WRITING:
        raise CannotReflect(_("It is no longer being written."))
    row = _own(held, by)
    given = _words(words)
    for name, text in given.items():
        setattr(row, name, text)
    row.save(update_fields=list(given))
    audit.record("reflection.written", obj=row, by=by, at=at, fields=list(given))
    return row


@transaction.atomic
def finish_part(*, reflection: Reflection, by: Any, at: datetime) -> ReflectionPart:
    """One's own part is written. It can still be changed until the group opens the parts. Refuses an empty one."""
    held = _held(reflection)
    part = _own(held, by)
    if held.state != Reflection.State.WRITING or not isinstance(part, ReflectionPart):
        raise CannotReflect(_("There is no part of yours to finish."))
    if not any(getattr(part, name) for name in WORDS):
        raise CannotReflect(_("Answer at least one of the questions first."))
    part.written_at = at
    part.save(update_fields=["written_at"])
    audit.record("reflection.part_written", obj=part, by=by, at=at)
    return part


@transaction.atomic
def open_parts(*, reflection: Reflection, by: Any, at: datetime) -> Reflection:
    """From now on each sees what the others have written, and nobody changes it. Refuses before two have written."""
    held = _held(reflection)
    if not held.is_together or held.state != Reflection.State.WRITING:
        raise CannotReflect(_("There is nothing to open."))
    if held.parts.exclude(written_at=None).count() < 2:
        raise CannotReflect(_("Wait until at least two have written their part."))
    held.state = Reflection.State.OPENED
    held.save(update_fields=["state"])
    audit.record("reflection.opened", obj=held, by=by, at=at, fields=["state"])
    return held


@transaction.atomic
def settle(
    *, reflection: Reflection, for_managers: str, by: Any, at: datetime, went_well: str = "", **tags: Any
) -> Reflection:
    """What leaders should hear, in words, and the tags; then it is kept. A group has opened its parts before.

    Refuses a group that settles nothing, and one alone who has not said what went well.
    """
    held = _held(reflection)
    waits = Reflection.State.OPENED if held.is_together else Reflection.State.WRITING
    if held.state != waits:
        raise CannotReflect(
            _("It is kept already.")
            if held.state == Reflection.State.KEPT
            else _("Open the parts to the group first.")
        )
    held.for_managers = for_managers.strip()
    held.went_well = went_well.strip() or held.went_well
    if held.is_together and not held.for_managers:
        raise CannotReflect(_("Write what the group wants leaders to hear."))
    if not held.is_together and not held.went_well:
        raise CannotReflect(_("Write at least what went well."))
    given = _tags(tags)
    for name, codes in given.items():
        setattr(held, name, codes)
    held.state = Reflection.State.KEPT
    fields = ["for_managers", "went_well", "state", *given]
    held.save(update_fields=fields)
    audit.record("reflection.kept", obj=held, by=by, at=at, fields=fields)
    return held


def _own(held: Reflection, by: Any) -> Any:
    """The row that the person writes in."""
    if not held.is_together:
        return held
    part = held.parts.filter(user=by).first()
    if part is None:
        raise CannotReflect(_("You are not invited to this reflection."))
    return part


def _words(said: Mapping[str, Any]) -> dict[str, str]:
    given = {name: str(said[name]).strip() for name in WORDS if name in said}
    if given.get("gap", "") not in {"", *Gap.values}:
        raise CannotReflect(_("Choose one of the answers."))
    return given


def _tags(said: Mapping[str, Any]) -> dict[str, list[str]]:
    for name, codes in said.items():
        if not set(codes) <= set(TAGS[name].values):
            raise CannotReflect(_("Choose one of the answers."))
    return {name: [code for code in TAGS[name].values if code in codes] for name, codes in said.items()}


def _refuse_odd(project: Project, meeting: Meeting | None, held_on: date, at: datetime) -> None:
    if held_on > timezone.localdate(at):
        raise CannotReflect(_("A reflection cannot be from a day that has not come."))
    if meeting is not None and meeting.project_id != project.pk:
        raise CannotReflect(_("The meeting belongs to another project."))


def _held(reflection: Reflection) -> Reflection:
    rows = Reflection.objects.select_for_update(of=("self",)).select_related("municipality")
    held: Reflection = rows.get(pk=reflection.pk)
    return held


def _tell(part: ReflectionPart, at: datetime) -> None:
    outbox.queue(
        kind=INVITED,
        municipality=part.municipality,
        recipient=part.user,
        about=part,
        dedupe_key=f"{INVITED}:{part.public_id}",
        at=at,
    )
