"""The facts of professionals in the year, counted once more from the bare rows: no query of the product is used."""

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from participation.engagement import happenings
from participation.models import Assignment, Contribution, Fact, Meeting, PhaseRole, Professional, Response
from projects.models import PlannedRole, Project, Request

pytestmark = pytest.mark.django_db

if TYPE_CHECKING:
    from tests.participation.demonstration.year.conftest import Laid

Counted = Counter[tuple[int, str, date]]


def _values(model: Any, *fields: str) -> list[dict[str, Any]]:
    return list(model._default_manager.order_by().values("id", *fields))


def _seated(projects: list[dict[str, Any]]) -> dict[int, date]:
    """The first day on which somebody had a seat as a partner, by project."""
    partners = ("partner", "decision_maker")
    planned = {
        row["project"] for row in _values(PlannedRole, "project", "planned") if row["planned"] in partners
    }
    agreed = {
        row["assignment"] for row in _values(PhaseRole, "assignment", "agreed") if row["agreed"] in partners
    }
    first: dict[int, date] = {}
    for seat in _values(Assignment, "request__project", "started_on"):
        project = seat["request__project"]
        if project in planned or seat["id"] in agreed:
            first[project] = min(seat["started_on"], first.get(project, date.max))
    return {row["id"]: first[row["id"]] for row in projects if row["id"] in first}


def _recounted(today: date) -> Counted:
    of_user = {row["user"]: row["id"] for row in _values(Professional, "user") if row["user"]}
    projects = _values(Project, "leader")
    leaders = {row["id"]: of_user.get(row["leader"]) for row in projects}
    found: list[tuple[int | None, str, date]] = []
    for row in _values(Request, "filed_by", "state", "pen", "created_at"):
        if not (row["state"] == "draft" and row["pen"] == "filer"):
            found.append((of_user.get(row["filed_by"]), "asked_for", timezone.localdate(row["created_at"])))
    for row in _values(Meeting, "project", "state", "held_on", "professional_hours"):
        if row["state"] == "held":
            found.append((leaders[row["project"]], "hosted", row["held_on"]))
            if row["professional_hours"]:
                found.append((leaders[row["project"]], "gave_hours", row["held_on"]))
    found += [(leaders[project], "co_led", day) for project, day in _seated(projects).items()]
    answered: dict[int, date] = {}
    for row in _values(Response, "contribution", "answered_on"):
        earlier = answered.get(row["contribution"], date.max)
        answered[row["contribution"]] = min(row["answered_on"], earlier)
    for row in _values(Contribution, "owner", "due_on"):
        if row["id"] in answered and answered[row["id"]] <= row["due_on"]:
            found.append((row["owner"], "answered", answered[row["id"]]))
    found += [
        (row["professional"], row["kind"], row["happened_on"])
        for row in _values(Fact, "professional", "kind", "happened_on")
    ]
    since = today - timedelta(days=3 * 365)
    return Counter((one, kind, day) for one, kind, day in found if one and since <= day <= today)


def test_the_facts_of_every_professional_equal_an_independent_recount(laid: "Laid") -> None:
    today = timezone.localdate(laid.at)
    people = list(Professional.objects.of(laid.municipality))

    told = happenings.of_each(people, today=today)

    gathered = Counter((pk, str(one.kind), one.happened_on) for pk, facts in told.items() for one in facts)
    assert gathered == _recounted(today)
    assert {one.kind for facts in told.values() for one in facts} == set(Fact.Kind)
    assert {one.source for facts in told.values() for one in facts} == {
        "hand",
        "requests",
        "meetings",
        "projects",
        "answers",
        "hours",
    }
