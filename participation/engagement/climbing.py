"""Roles on the ladder: writing down a role, and setting its step. A role of one person has no step."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Municipality, Unit
from participation.engagement.models import Step
from participation.engagement.roles import SEVERAL, RoleStep, WorkRole
from participation.engagement.services import CannotSet


@transaction.atomic
def write_role(
    *, municipality: Municipality, name: str, held_by: int, by: Any, at: datetime, unit: Unit | None = None
) -> WorkRole:
    """A role that people hold, in a unit or in the whole municipality. Refuses one that is written down already."""
    _check(municipality.pk, name, held_by, unit)
    role = WorkRole.objects.create(
        municipality=municipality, unit=unit, name=name.strip(), held_by=held_by, created_at=at
    )
    audit.record("work_role.written", obj=role, by=by, at=at)
    return role


@transaction.atomic
def change_role(*, role: WorkRole, name: str, held_by: int, by: Any, at: datetime) -> WorkRole:
    """Another name, or another number of people. Where one person is left, the steps of the role are deleted."""
    held = WorkRole.objects.select_for_update(of=("self",)).get(pk=role.pk)
    _check(held.municipality_id, name, held_by, held.unit, besides=held.pk)
    held.name, held.held_by = name.strip(), held_by
    held.save(update_fields=["name", "held_by"])
    if held_by < SEVERAL:
        held.steps.all().delete()
    audit.record("work_role.changed", obj=held, by=by, at=at, fields=["name", "held_by"])
    return held


@transaction.atomic
def set_role_step(
    *, role: WorkRole, step: int, wanted: int, basis: str, set_on: date, by: Any, at: datetime
) -> RoleStep:
    """Writes where a role stands (0 to 4) and where it is wanted, as a new row; earlier rows stay.

    Refuses a role that one person holds, a day after `at`, a step that is not on the ladder or rests on nothing.
    """
    held = WorkRole.objects.select_for_update(of=("self",)).get(pk=role.pk)
    if held.held_by < SEVERAL:
        raise CannotSet(
            _(
                "One person holds this role. A person has facts and a next step, never a step on the ladder: write "
                "down what happened instead."
            )
        )
    if step not in Step.values or wanted not in Step.values:
        raise CannotSet(_("There is no such step on the ladder."))
    if set_on > timezone.localdate(at):
        raise CannotSet(_("A step cannot be set for a day that has not come."))
    if not basis.strip():
        raise CannotSet(_("Write what the step rests on: something that happened."))
    row = RoleStep.objects.create(
        municipality_id=held.municipality_id,
        role=held,
        step=step,
        wanted=wanted,
        basis=basis.strip(),
        set_on=set_on,
        by=by,
        at=at,
    )
    audit.record("role_step.set", obj=row, by=by, at=at, fields=["step", "wanted", "basis"])
    return row


def _check(
    municipality_id: int, name: str, held_by: int, unit: Unit | None, besides: int | None = None
) -> None:
    if not name.strip():
        raise CannotSet(_("Write what the role is called."))
    if held_by < 1:
        raise CannotSet(_("Somebody holds a role: write how many."))
    if unit is not None and unit.municipality_id != municipality_id:
        raise CannotSet(_("The unit belongs to another municipality."))
    same = WorkRole.objects.filter(municipality=municipality_id, unit=unit, name=name.strip())
    if besides is not None:
        same = same.exclude(pk=besides)
    if same.exists():
        raise CannotSet(_("This role is written down already."))
