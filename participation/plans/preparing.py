"""Projects in preparation that nobody with experience is part of: early is when most can be changed."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from config.core.access import scope
from config.core.access.permissions import Permission
from participation.assignments.models import Assignment
from participation.invitations.models import Invitation
from projects.planning.models import Phase, Project, ProjectQuerySet
from projects.requests.models import Request

BEGUN = (Project.State.PLANNED, Project.State.RUNNING)


def without_people(rows: ProjectQuerySet, user: Any) -> ProjectQuerySet:
    """Those of the projects that prepare, and in which nobody has a seat or has been asked and may still say yes.

    A no and silence are the facilitator's alone to know: for everybody else a project is out of the list once somebody
    has been asked, whatever came of it.
    """
    reads = Q(municipality__in=scope.of(user).municipalities(Permission.INVITATIONS_READ))
    seated = Assignment.objects.running().filter(request__project=OuterRef("pk"))
    asked = Invitation.objects.filter(request__project=OuterRef("pk")).exclude(state=Invitation.State.READY)
    may_come = asked.filter(state=Invitation.State.SENT).exclude(answer__in=Invitation.NOES)
    nobody = Q(reads & ~Exists(may_come)) | Q(~reads & ~Exists(asked))
    return rows.filter(nobody, ~Exists(seated), state__in=BEGUN, phase=Phase.PREPARATION)


def projects(*, user: Any, municipality: Any) -> ProjectQuerySet:
    """The same, of those this person may see."""
    return with_request(without_people(Project.objects.visible_to(user).of(municipality), user))


def with_request(rows: ProjectQuerySet) -> ProjectQuerySet:
    """Each with `begun`, the public id of a request that is written but has led to nobody, and the soonest first."""
    written = Request.objects.filter(project=OuterRef("pk")).exclude(state__in=Request.ENDED)
    # An open one before a draft.
    begun = Subquery(written.order_by("-state", "id").values("public_id")[:1])
    ties = ("unit", "leader", "municipality")
    return rows.annotate(begun=begun).select_related(*ties).order_by("starts_on", "id")
