"""Finding projects, and what a project page shows of the rooms around it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from config.core.organisations.models import Unit
from config.core.organisations.queries import service_people
from projects.planning.models import Phase, PlannedRole, Project, ProjectMove, ProjectQuerySet
from representatives.turns.models import Turn


@dataclass(frozen=True)
class Search:
    """What is looked for. Empty parts do not narrow."""

    text: str = ""
    state: str = ""
    unit: Unit | None = None


def find(*, user: Any, municipality: Any, search: Search) -> ProjectQuerySet:
    """Projects of a municipality that `user` may see and that fit the search, newest first.

    Without a state, cancelled projects are left out. Text is matched word by word against title, purpose and goal.
    """
    rows = Project.objects.visible_to(user).of(municipality).select_related("unit", "leader")
    state = Project.State
    rows = rows.filter(state=search.state) if search.state else rows.exclude(state=state.CANCELLED)
    if search.unit is not None:
        rows = rows.filter(unit=search.unit)
    return with_text(rows, search.text)


def with_text(rows: ProjectQuerySet, text: str) -> ProjectQuerySet:
    """Narrows by every word of a text."""
    for word in text.split():
        rows = rows.filter(Q(title__icontains=word) | Q(purpose__icontains=word) | Q(goal__icontains=word))
    return rows


def detail(*, user: Any, municipality: Any) -> ProjectQuerySet:
    """Projects with everything a project page shows, in a fixed number of queries."""
    rows = Project.objects.visible_to(user).of(municipality)
    moves = Prefetch("moves", queryset=ProjectMove.objects.select_related("by").order_by("-at", "-id"))
    joined = rows.select_related("unit", "leader", "municipality")
    return joined.prefetch_related(_roles(), moves, "requests")


def last_step(project: Project) -> ProjectMove | None:
    """The newest step in the life of a project."""
    return next(iter(project.moves.all()), None)


def undoable(project: Project) -> ProjectMove | None:
    """The step that can be taken back: the last one, unless it took one back itself or cancelled the project."""
    last = last_step(project)
    if last is None or last.is_undo or last.to != project.state or last.to == Project.State.CANCELLED:
        return None
    return last


def units(municipality: Any) -> Any:
    """Units in use, to choose from."""
    return Unit.objects.filter(municipality=municipality, is_active=True).order_by("name")


def leaders(municipality: Any) -> Any:
    """Accounts that may lead a project: health professionals and unit managers of the municipality, by name."""
    return service_people(municipality)


@dataclass(frozen=True)
class PhasePlan:
    """One line of the involvement plan; empty texts where nothing is decided."""

    phase: str
    label: str
    is_now: bool
    planned: str
    actual: str


def involvement_plan(project: Project) -> list[PhasePlan]:
    """Every phase, in order, with the planned and the actual role, for a project fetched by `detail`."""
    roles = {role.phase: role for role in project.planned_roles.all()}
    return [
        PhasePlan(
            phase=value,
            label=str(label),
            is_now=project.phase == value,
            planned=str(roles[value].get_planned_display()) if value in roles else "",
            actual=str(roles[value].get_actual_display()) if value in roles else "",
        )
        for value, label in Phase.choices
    ]


def seats_taken(*, municipality: Any, request_refs: Iterable[str]) -> dict[str, int]:
    """How many seats of each request are taken now, by the public id of the request; one query.

    Read from the turn ledger: what was asked and answered on the way there is nobody's business but the
    facilitator's, and is not told here.
    """
    refs = list(request_refs)
    seated: dict[str, set[str]] = {ref: set() for ref in refs}
    kinds = (Turn.Kind.ASSIGNED, Turn.Kind.ENDED)
    rows = Turn.objects.filter(municipality=municipality, request_ref__in=refs, kind__in=kinds)
    for ref, kind, seat in rows.order_by("at", "id").values_list("request_ref", "kind", "assignment_ref"):
        if kind == Turn.Kind.ASSIGNED:
            seated[ref].add(seat)
        else:
            seated[ref].discard(seat)
    return {ref: len(seats) for ref, seats in seated.items()}


def _roles() -> Prefetch[str]:
    return Prefetch("planned_roles", queryset=PlannedRole.objects.order_by("id"))


def named(*, user: Any, municipality: Any, public_id: str) -> Project | None:
    """The project that a list is narrowed to, if the person may see it."""
    return Project.objects.visible_to(user).of(municipality).filter(public_id=public_id).first()
