"""Beginning from what was written before: one request, or all of a project's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.planning.models import Project
from projects.requests import queries as requests
from projects.requests import services
from projects.requests.models import Request
from projects.requests.services import CannotAsk, Wanted

# Days are of the old time, and left out; the seed is drawn anew.
COPIED = "title role task influence seats times place meeting_form pay must_language must_area".split()


@dataclass(frozen=True)
class Copied:
    """The new draft, and the names of terms that the catalogue does not offer any more."""

    request: Request
    left_out: list[str]


@transaction.atomic
def copy_request(*, request: Request, project: Project, by: Any, at: datetime) -> Copied:
    """A new draft in `project` that says what `request` says, without its days, people and history.

    Terms, role and language that are out of use are left out. Refuses what `create_request` refuses, and a project of
    another municipality.
    """
    if project.municipality_id != request.municipality_id:
        raise CannotAsk(_("The project belongs to another municipality."))
    fields = {name: getattr(request, name) for name in COPIED}
    for name in ("role", "must_language"):
        if fields[name] is not None and not fields[name].is_active:
            fields[name] = None
    rows = list(request.terms.select_related("term").order_by("importance", "id"))
    offered = set(requests.askable_terms(project.municipality_id).values_list("pk", flat=True))
    made = services.create_request(
        project=project,
        by=by,
        at=at,
        terms=[
            Wanted(row.term, row.importance, row.level, row.relation)
            for row in rows
            if row.term_id in offered
        ],
        **fields,
    )
    return Copied(made, [row.term.name for row in rows if row.term_id not in offered])


@transaction.atomic
def copy_requests(*, source: Project, project: Project, by: Any, at: datetime) -> list[Copied]:
    """The same for every request of another project that was not called off. Refuses when there is none."""
    rows = Request.objects.filter(project=source).exclude(state=Request.State.CANCELLED)
    rows = rows.select_related("role", "must_language").order_by("id")
    copies = [copy_request(request=row, project=project, by=by, at=at) for row in rows]
    if not copies:
        raise CannotAsk(_("That project has no request to copy."))
    return copies
