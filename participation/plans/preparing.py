"""Projects in preparation that nobody with experience is part of: early is when most can be changed."""

from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from participation.assignments.models import Assignment
from participation.invitations.models import Invitation
from projects.planning.models import Phase, Project, ProjectQuerySet
from projects.requests.models import Request

BEGUN = (Project.State.PLANNED, Project.State.RUNNING)


def without_people(rows: ProjectQuerySet) -> ProjectQuerySet:
    """Those of the projects that prepare, and in which nobody has a seat or has been asked and may still say yes."""
    seated = Assignment.objects.running().filter(request__project=OuterRef("pk"))
    asked = Invitation.objects.filter(request__project=OuterRef("pk"), state=Invitation.State.SENT)
    asked = asked.exclude(answer__in=Invitation.NOES)
    return rows.filter(~Exists(seated), ~Exists(asked), state__in=BEGUN, phase=Phase.PREPARATION)


def projects(*, user: Any, municipality: Any) -> ProjectQuerySet:
    """The same, of those this person may see."""
    return with_request(without_people(Project.objects.visible_to(user).of(municipality)))


def with_request(rows: ProjectQuerySet) -> ProjectQuerySet:
    """Each with `begun`, the public id of a request that is written but has led to nobody, and the soonest first."""
    written = Request.objects.filter(project=OuterRef("pk")).exclude(state__in=Request.ENDED)
    # An open one before a draft.
    begun = Subquery(written.order_by("-state", "id").values("public_id")[:1])
    ties = ("unit", "leader", "municipality")
    return rows.annotate(begun=begun).select_related(*ties).order_by("starts_on", "id")
