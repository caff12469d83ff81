"""Making a plan, its lines, agreeing on it, and beginning from last year's."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Unit
from participation.plans.models import FIRST_YEAR, LAST_YEAR, MOST_SEATS, ParticipationPlan, PlanLine
from projects.planning.models import Project

WORDS = frozenset({"can_change", "cannot_change", "purpose"})
OF_LINE = frozenset("area stage involvement seats needed_by why project".split())
State = ParticipationPlan.State


class CannotPlan(Exception):
    """The plan cannot be kept like this; the text says why and can be shown."""


@transaction.atomic
def create_plan(*, unit: Unit, year: int, by: Any, at: datetime, **words: str) -> ParticipationPlan:
    """Begins a unit's plan for a year, as a draft; `words` are WORDS.

    Refuses a plan that does not say what can and what cannot be changed, a second one for the same unit and year, and a
    year before 2000 or after 2100.
    """
    said = _said(words)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CannotPlan(_("Choose a year between 2000 and 2100."))
    # Locked, so that two people cannot begin the same plan.
    Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
    if ParticipationPlan.objects.filter(unit=unit, year=year).exists():
        raise CannotPlan(_("The unit has a plan for this year already. Go on with that one."))
    plan = ParticipationPlan.objects.create(
        municipality_id=unit.municipality_id, unit=unit, year=year, created_at=at, **said
    )
    audit.record("participation_plan.created", obj=plan, by=by, at=at, fields=said)
    return plan


@transaction.atomic
def update_plan(*, plan: ParticipationPlan, changes: Mapping[str, str], by: Any, at: datetime) -> list[str]:
    """Sets WORDS; returns the names of those that changed. Refuses what `create_plan` refuses, and an agreed plan."""
    held = _draft(plan)
    said = _said({name: getattr(held, name) for name in WORDS} | dict(changes))
    changed = sorted(name for name, text in said.items() if getattr(held, name) != text)
    for name in changed:
        setattr(held, name, said[name])
    if changed:
        held.save(update_fields=changed)
        audit.record("participation_plan.updated", obj=held, by=by, at=at, fields=changed)
    return changed


@transaction.atomic
def add_line(*, plan: ParticipationPlan, by: Any, at: datetime, **fields: Any) -> PlanLine:
    """One more place where representatives should be; `fields` are OF_LINE.

    Refuses an agreed plan, no area, seats outside 1 to 50, a day outside the year, and a project of another unit.
    """
    held = _draft(plan)
    line = PlanLine(municipality_id=held.municipality_id, plan=held)
    _set(line, held, fields)
    line.save(force_insert=True)
    audit.record("plan_line.added", obj=line, by=by, at=at, fields=fields)
    return line


@transaction.atomic
def update_line(*, line: PlanLine, changes: Mapping[str, Any], by: Any, at: datetime) -> list[str]:
    """Sets OF_LINE; returns the names of those that changed. Refuses what `add_line` refuses."""
    _only_known(changes)
    plan = _draft(line.plan)
    (held,) = PlanLine.objects.select_for_update(of=("self",)).filter(pk=line.pk)
    changed = sorted(name for name, value in changes.items() if getattr(held, name) != value)
    _set(held, plan, {name: changes[name] for name in changed})
    if changed:
        held.save(update_fields=changed)
        audit.record("plan_line.updated", obj=held, by=by, at=at, fields=changed)
    return changed


@transaction.atomic
def remove_line(*, line: PlanLine, by: Any, at: datetime) -> None:
    """Takes a line off a draft. Refuses an agreed plan."""
    _draft(line.plan)
    audit.record("plan_line.removed", obj=line, by=by, at=at)
    line.delete()


@transaction.atomic
def agree(*, plan: ParticipationPlan, by: Any, at: datetime) -> ParticipationPlan:
    """The plan stands from today. Refuses one without lines, and one that is agreed already."""
    held = _draft(plan)
    if not held.lines.exists():
        raise CannotPlan(_("Say first where representatives should be: the plan has no lines."))
    return _move(held, State.AGREED, timezone.localdate(at), by, at)


@transaction.atomic
def reopen(*, plan: ParticipationPlan, by: Any, at: datetime) -> ParticipationPlan:
    """Makes an agreed plan a draft again, so that it can be changed. Refuses a draft."""
    held = _lock(plan)
    if not held.is_agreed:
        raise CannotPlan(_("The plan is a draft, and can be changed."))
    return _move(held, State.DRAFT, None, by, at)


@transaction.atomic
def copy_plan(*, plan: ParticipationPlan, by: Any, at: datetime) -> ParticipationPlan:
    """Next year's plan of the same unit, a draft that says what this one says; days lie a year later.

    A line keeps its project only while that goes on. Refuses what `create_plan` refuses.
    """
    words = {name: getattr(plan, name) for name in WORDS}
    made = create_plan(unit=plan.unit, year=plan.year + 1, by=by, at=at, **words)
    over = (Project.State.CLOSED, Project.State.CANCELLED)
    for line in plan.lines.select_related("project").order_by("id"):
        fields = {name: getattr(line, name) for name in OF_LINE}
        fields["needed_by"] = _a_year_later(line.needed_by)
        is_over = line.project is None or line.project.state in over or line.project.unit_id != plan.unit_id
        fields["project"] = None if is_over else line.project
        add_line(plan=made, by=by, at=at, **fields)
    return made


def _move(held: ParticipationPlan, to: State, day: date | None, by: Any, at: datetime) -> ParticipationPlan:
    held.state, held.agreed_on = to, day
    held.agreed_by = by if to == State.AGREED else None
    held.save(update_fields=["state", "agreed_on", "agreed_by"])
    kind = "participation_plan.agreed" if to == State.AGREED else "participation_plan.reopened"
    audit.record(kind, obj=held, by=by, at=at, fields=["state"])
    return held


def _said(words: Mapping[str, str]) -> dict[str, str]:
    unknown = set(words) - WORDS
    if unknown:
        raise ValueError(f"Not a word of a plan: {', '.join(sorted(unknown))}")
    said = {name: words.get(name, "").strip() for name in sorted(WORDS)}
    if not (said["can_change"] and said["cannot_change"]):
        raise CannotPlan(
            _("Say first what can be changed, and what cannot. Everything else follows from it.")
        )
    return said


def _set(line: PlanLine, plan: ParticipationPlan, fields: Mapping[str, Any]) -> None:
    _only_known(fields)
    for name, value in fields.items():
        setattr(line, name, value.strip() if name in ("area", "why") else value)
    if not line.area:
        raise CannotPlan(_("Say in which work representatives should be."))
    if not 1 <= line.seats <= MOST_SEATS:
        raise CannotPlan(_("A line has from 1 to 50 seats."))
    if line.needed_by and line.needed_by.year != plan.year:
        raise CannotPlan(_("The plan is for %(year)s. Choose a day in that year.") % {"year": plan.year})
    if line.project is not None and line.project.unit_id != plan.unit_id:
        raise CannotPlan(_("The project belongs to another unit."))


def _only_known(fields: Mapping[str, Any]) -> None:
    unknown = set(fields) - OF_LINE
    if unknown:
        raise ValueError(f"Not a field of a line: {', '.join(sorted(unknown))}")


def _draft(plan: ParticipationPlan) -> ParticipationPlan:
    held = _lock(plan)
    if held.is_agreed:
        raise CannotPlan(_("The plan is agreed on. Open it again to change it."))
    return held


def _lock(plan: ParticipationPlan) -> ParticipationPlan:
    """The row, locked until the transaction ends, so that two presses cannot cross."""
    return ParticipationPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)


def _a_year_later(day: date | None) -> date | None:
    """The same day next year; the last of February stays in February."""
    if day is None:
        return None
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
