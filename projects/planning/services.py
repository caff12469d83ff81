"""Planning projects: taking them up, changing them, the steps of their life, and the involvement plan."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from projects.planning import queries
from projects.planning.models import PhaseStep, PlannedRole, Project, ProjectMove
from projects.signals import project_cancelled

# What a form or an API client may set; the state has a service of its own.
EDITABLE = frozenset(
    "unit title purpose goal can_change cannot_change phase leader starts_on ends_on".split()
)


class CannotPlan(Exception):
    """The project cannot be kept like this; the text says why and can be shown."""


class CannotMove(Exception):
    """The step is not allowed from where the project is; the text can be shown."""


@transaction.atomic
def create_project(
    *, municipality: Any, by: Any, at: datetime, state: str = Project.State.PLANNED, **fields: Any
) -> Project:
    """Takes up a project with the given fields (see EDITABLE), proposed or planned.

    Refuses a missing title, a unit or a leader that is not the municipality's own, an end before the start, and any
    other first state.
    """
    _only_editable(fields)
    if state not in (Project.State.PROPOSED, Project.State.PLANNED):
        raise CannotPlan(_("A new project is proposed or planned."))
    project = Project(municipality=municipality, state=state, created_at=at, **fields)
    _refuse_faults(project)
    project.save(force_insert=True)
    audit.record("project.created", obj=project, by=by, at=at, fields=fields, purpose=state)
    return project


@transaction.atomic
def update_project(*, project: Project, changes: Mapping[str, Any], by: Any, at: datetime) -> list[str]:
    """Sets fields; returns the names of those that really changed, which the audit trail names too.

    Going to another phase is kept as a step with its moment. Refuses what `create_project` refuses, and any change of a
    cancelled project.
    """
    _only_editable(changes)
    held = _lock(project)
    if held.state == Project.State.CANCELLED:
        raise CannotPlan(_("The project is cancelled and stays as it was."))
    changed = sorted(name for name, value in changes.items() if getattr(held, name) != value)
    was = held.phase
    for name in changed:
        setattr(held, name, changes[name])
    if changed:
        _refuse_faults(held)
        held.save(update_fields=changed)
        if "phase" in changed:
            step = {"was": was, "to": held.phase, "at": at, "municipality_id": held.municipality_id}
            PhaseStep.objects.create(project=held, **step)
        audit.record("project.updated", obj=held, by=by, at=at, fields=changed)
    return changed


@transaction.atomic
def move_project(*, project: Project, to: str, by: Any, at: datetime, reason: str = "") -> Project:
    """One step in the life of a project, kept as a row with who, when and why.

    Cancelling tells the rooms above in the same transaction; they take back what waits for an answer. Refuses a step
    that Project.MOVES does not have, and closing or cancelling without a reason.
    """
    held = _lock(project)
    if held.state not in Project.MOVES.get(to, frozenset()):
        raise CannotMove(
            _("A project that is “%(from)s” cannot become “%(to)s”.")
            % {"from": held.get_state_display(), "to": Project.State(to).label}
        )
    if to in Project.NEEDS_REASON and not reason.strip():
        raise CannotMove(_("Say in a few words why the project ends."))
    _step(held, to, reason.strip(), by, at)
    if to == Project.State.CANCELLED:
        project_cancelled.send(sender=Project, project=held, by=by, at=at)
    return held


@transaction.atomic
def undo_move(*, project: Project, by: Any, at: datetime) -> Project:
    """Takes the last step back, as a step of its own.

    Refuses when there is none, when it has been taken back already, and for a cancelled project, whose requests and
    invitations are gone.
    """
    held = _lock(project)
    last = queries.undoable(held)
    if last is None:
        raise CannotMove(_("There is no step to take back."))
    _step(held, last.was, "", by, at, is_undo=True)
    return held


@transaction.atomic
def propose_again(*, project: Project, by: Any, at: datetime, reason: str) -> Project:
    """Makes a project a proposal again, when the step that answered it is taken back. Refuses without a reason, and one
    that has gone on since: another step, or a request."""
    held = _lock(project)
    last = queries.last_step(held)
    is_last = last is not None and (last.was, last.to) == (Project.State.PROPOSED, held.state)
    if not is_last or held.requests.exists():
        raise CannotMove(_("The project has moved on, and is not a proposal any more."))
    if not reason.strip():
        raise CannotMove(_("Say in a few words why the answer is taken back."))
    _step(held, Project.State.PROPOSED, reason.strip(), by, at, is_undo=True)
    return held


def _step(held: Project, to: str, reason: str, by: Any, at: datetime, *, is_undo: bool = False) -> None:
    ProjectMove.objects.create(
        municipality_id=held.municipality_id,
        project=held,
        was=held.state,
        to=to,
        reason=reason,
        is_undo=is_undo,
        by=by,
        at=at,
    )
    held.state = to
    held.save(update_fields=["state"])
    audit.record("project.moved", obj=held, by=by, at=at, fields=["state"], purpose=to)


@transaction.atomic
def plan_role(
    *, project: Project, phase: str, planned: str, by: Any, at: datetime, actual: str = ""
) -> PlannedRole | None:
    """Writes the role representatives are to have in a phase, and what it was in the end.

    An empty `planned` takes the phase off the plan and returns None. Writes nothing when nothing changes. Refuses an
    actual role where none was planned.
    """
    return plan_roles(project=project, roles=[(phase, planned, actual)], by=by, at=at).get(phase)


@transaction.atomic
def plan_roles(
    *, project: Project, roles: Iterable[tuple[str, str, str]], by: Any, at: datetime
) -> dict[str, PlannedRole]:
    """The same for several phases at once, as phase, planned and actual; returns the plan by phase."""
    held = _lock(project)
    plan = {role.phase: role for role in PlannedRole.objects.filter(project=held).order_by("pk")}
    for phase, planned, actual in roles:
        if actual and not planned:
            raise CannotPlan(_("Write what was planned before what it became."))
        known = plan.get(phase)
        if not planned and known is not None:
            audit.record("planned_role.removed", obj=known, by=by, at=at, fields=["planned"], purpose=phase)
            plan.pop(phase).delete()
        elif planned and (known is None or (known.planned, known.actual) != (planned, actual)):
            role = known or PlannedRole(municipality_id=held.municipality_id, project=held, phase=phase)
            role.planned, role.actual = planned, actual
            role.save()
            plan[phase] = role
            audit.record(
                "planned_role.set", obj=role, by=by, at=at, fields=["planned", "actual"], purpose=phase
            )
    return plan


def _lock(project: Project) -> Project:
    """The row, locked until the transaction ends, so that two presses cannot cross."""
    return Project.objects.select_for_update(of=("self",)).get(pk=project.pk)


def _refuse_faults(project: Project) -> None:
    if not project.title.strip():
        raise CannotPlan(_("A project needs a title."))
    if project.unit.municipality_id != project.municipality_id:
        raise CannotPlan(_("The unit belongs to another municipality."))
    leader = project.leader_id
    if leader and not queries.leaders(project.municipality_id).filter(pk=leader).exists():
        raise CannotPlan(
            _("A project is led by a health professional or a unit manager of the municipality.")
        )
    if project.starts_on and project.ends_on and project.ends_on < project.starts_on:
        raise CannotPlan(_("A project ends after it starts."))


def _only_editable(fields: Mapping[str, Any]) -> None:
    unknown = set(fields) - EDITABLE
    if unknown:
        raise ValueError(f"Not a field of a project: {', '.join(sorted(unknown))}")
