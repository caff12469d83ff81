"""Who has, or had, a seat."""

from dataclasses import dataclass
from typing import Any

from participation.assignments.models import Assignment, AssignmentQuerySet


@dataclass(frozen=True)
class Search:
    """What is looked for. Empty parts do not narrow; ids are public ids."""

    state: str = ""
    left: bool = False
    project: str = ""
    request: str = ""
    representative: str = ""


def find(*, user: Any, municipality: Any, search: Search) -> AssignmentQuerySet:
    """Assignments of a municipality that the person may see, with what a list shows."""
    rows = Assignment.objects.visible_to(user).of(municipality)
    narrowed = {
        "state": search.state,
        "request__project__public_id": search.project,
        "request__public_id": search.request,
        "representative__public_id": search.representative,
    }
    rows = rows.filter(**{path: value for path, value in narrowed.items() if value})
    if search.left:
        rows = rows.left()
    found: AssignmentQuerySet = rows.select_related("request__project__unit", "representative", "invitation")
    return found


def own(person: Any) -> AssignmentQuerySet:
    """The seats that a person has or had, for the person."""
    rows = Assignment.objects.filter(representative=person)
    return rows.select_related("municipality", "representative", "request__project__unit")


def running_in(request: Any) -> int:
    """How many seats of a request are taken."""
    return Assignment.objects.running().filter(request=request).count()


def seats_of(representative: Any, *, user: Any) -> list[Assignment]:
    """A person's assignments, the running ones first, as far as `user` may see them."""
    rows = Assignment.objects.visible_to(user).filter(representative=representative)
    return sorted(
        rows.select_related("request__project"), key=lambda row: row.state == Assignment.State.ENDED
    )
