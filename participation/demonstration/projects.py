"""Projects of the year: taken up, planned, moved from phase to phase, closed or cancelled."""

from datetime import datetime
from functools import partial
from typing import Any

from participation.assignments import services as assignments
from participation.assignments.models import Assignment
from participation.demonstration import asking, hosting
from participation.demonstration.apart import apart
from participation.demonstration.course import Year, told
from projects.ending import services as ending
from projects.planning import services as planning
from projects.planning.models import Phase, Project
from projects.requests.models import Request

State = Project.State
# When the project on the move of the legevakt was stopped, and how long before its start a project is taken up.
CANCELLED_ON, AHEAD = -121, 12


def plan(year: Year) -> None:
    """Everything that happens in each project of the scale."""
    for key in year.scale.projects:
        story = told(f"projects/{key}")
        taken_up = min(story["starts"] - AHEAD, -6, *(request["day"] - 1 for request in story["requests"]))
        year.plan(year.moment(taken_up, 9), partial(_take_up, year, key, story))
        _plan_phases(year, key, story)
        for request in story["requests"]:
            asking.plan(year, key, request)
        hosting.plan(year, key, story)
        if story["state"] == State.CLOSED:
            year.plan(year.moment(story["ends"], 16), partial(_close, year, key))
        if story["state"] == State.CANCELLED:
            year.plan(year.moment(CANCELLED_ON, 16), partial(_cancel, year, key))


def _take_up(year: Year, key: str, story: dict[str, Any], at: datetime) -> None:
    is_proposed = story["state"] == State.PROPOSED
    year.projects[key] = project = planning.create_project(
        municipality=year.municipality,
        state=State.PROPOSED if is_proposed else State.PLANNED,
        unit=year.units[story["unit"]],
        leader=year.users[story["leader"]],
        starts_on=year.day(story["starts"]),
        ends_on=year.day(story["ends"]),
        by=year.facilitator,
        at=at,
        **{name: story[name] for name in ("title", "purpose", "goal", "can_change", "cannot_change")},
    )
    for phase, (planned, _actual) in story["plan"].items():
        planning.plan_role(project=project, phase=phase, planned=planned, by=year.facilitator, at=at)


def _plan_phases(year: Year, key: str, story: dict[str, Any]) -> None:
    """A running project starts on its day, and reaches its phase along the way, in even steps."""
    starts, last = story["starts"], min(story["ends"], -1)
    if story["state"] not in (State.RUNNING, State.CLOSED):
        return
    year.plan(year.moment(starts, 9, 30), partial(_start, year, key))
    # The steps came to be kept after the rest of the year was told.
    own = apart(f"phases of {key}")
    reached = list(Phase.values)[: list(Phase.values).index(story["phase"]) + 1]
    for number, phase in enumerate(reached):
        begins = starts + (last - starts) * number // (len(reached) + 1)
        year.plan(year.moment(begins, 9, 40), own(partial(_enter, year, key, phase)))
    for number, (phase, (planned, actual)) in enumerate(story["plan"].items()):
        if actual:
            ends = starts + (last - starts) * (number + 1) // (len(reached) + 1)
            year.plan(year.moment(ends, 9, 50), partial(_look_back, year, key, phase, planned, actual))


def _start(year: Year, key: str, at: datetime) -> None:
    planning.move_project(project=year.projects[key], to=State.RUNNING, by=year.users["marte"], at=at)
    year.projects[key].refresh_from_db()


def _enter(year: Year, key: str, phase: str, at: datetime) -> None:
    planning.update_project(project=year.projects[key], changes={"phase": phase}, by=year.facilitator, at=at)


def _look_back(year: Year, key: str, phase: str, planned: str, actual: str, at: datetime) -> None:
    planning.plan_role(
        project=year.projects[key], phase=phase, planned=planned, actual=actual, by=year.facilitator, at=at
    )


def _close(year: Year, key: str, at: datetime) -> None:
    project, by = year.projects[key], year.facilitator
    running = Assignment.objects.filter(request__project=project)
    assignments.end_all(assignments=running, by=by, at=at, reason="Prosjektet er avsluttet")
    for request in Request.objects.filter(
        project=project, state__in=[Request.State.OPEN, Request.State.FILLED]
    ).order_by("id"):
        ending.end_request(request=request, by=by, at=at, reason="Prosjektet er ferdig.")
    reason = "Prosjektet er ferdig, og det som ble bestemt, er tatt i bruk."
    planning.move_project(project=project, to=State.CLOSED, by=by, at=at, reason=reason)


def _cancel(year: Year, key: str, at: datetime) -> None:
    hosting.call_off(year, key, at)
    reason = "Legevakten flytter, og prosjektet ble stoppet."
    planning.move_project(
        project=year.projects[key], to=State.CANCELLED, by=year.facilitator, at=at, reason=reason
    )
