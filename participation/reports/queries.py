"""Reading for reports: stories, what was not adopted, which units may be reported on, and rows behind a figure."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from config.core.access import scope
from config.core.access.permissions import Permission
from config.core.organisations.models import Unit, UnitQuerySet
from participation.claims.frames import Frame
from participation.claims.models import Claim
from participation.contributions import quoting
from participation.contributions.models import Change, Contribution
from participation.engagement.roles import WorkRole
from participation.feedback.models import Pulse
from participation.invitations.models import Invitation
from participation.meetings.models import Meeting
from participation.readiness.models import Readiness
from participation.reflections.models import Reflection
from participation.reports.models import Report, ReportQuerySet
from participation.reports.rows import Rows
from participation.support.models import Ask, AskQuerySet
from projects.planning.models import Project
from projects.requests.models import Request
from representatives.registry.models import Representative

MOST_LISTED = 200


def reports(*, user: Any, municipality: Any) -> ReportQuerySet:
    """Reports that this person may read, the newest first."""
    rows = Report.objects.visible_to(user).of(municipality)
    return rows.select_related("unit", "municipality", "project", "ask", "corrects")


def written(*, user: Any) -> ReportQuerySet:
    """Reports that this person may write, freeze and correct."""
    reach = scope.of(user).reach(Permission.REPORTS_WRITE, unit="unit", own=Q(pk__in=[]))
    return Report.objects.filter(reach)


def units(*, user: Any) -> UnitQuerySet:
    """Units that this person may make reports of."""
    return Unit.objects.reached_by(user, Permission.REPORTS_WRITE).filter(is_active=True)


def projects(*, user: Any, municipality: Any) -> Any:
    """Projects that a close-out may be made of: those that run or have ended."""
    rows = Project.objects.visible_to(user).of(municipality)
    return rows.filter(state__in=[Project.State.RUNNING, Project.State.CLOSED]).order_by("title", "id")


def open_asks(*, user: Any, municipality: Any) -> AskQuerySet:
    """Asks that wait for an answer: one of them may be the decision that a report asks for."""
    return Ask.objects.visible_to(user).of(municipality).open().select_related("unit")


def may_answer(user: Any, ask: Ask) -> bool:
    """Whether this person decides, and the decision is still open."""
    waits = ask.state in (Ask.State.ASKED, Ask.State.LATER)
    return waits and Ask.objects.answerable_by(user).filter(pk=ask.pk).exists()


def changes(rows: Rows) -> list[dict[str, Any]]:
    """The changes of the period, the firmest first, as a snapshot keeps them. No words of a contributor are in it."""
    found = rows.changes().select_related("contribution__project__unit")
    found = found.prefetch_related("effects", "contribution__decisions")
    return [_change(row) for row in found.order_by("-evidence_level", "-changed_on", "-id")[:MOST_LISTED]]


def _change(row: Change) -> dict[str, Any]:
    decisions = list(row.contribution.decisions.all())
    measured = [effect for effect in row.effects.all() if effect.indicator]
    effect = measured[-1] if measured else None
    reasons = [one.not_measured_because for one in row.effects.all() if one.not_measured_because]
    return {
        "change": row.public_id,
        "contribution": row.contribution.public_id,
        "project": row.contribution.project.title,
        "unit": row.contribution.project.unit.name,
        "said_on": row.contribution.said_on.isoformat(),
        "before": row.before,
        "after": row.text,
        "kind": row.kind,
        "outcome": row.outcome,
        "attribution": row.attribution,
        "level": row.evidence_level,
        "unintended": row.unintended,
        "changed_on": row.changed_on.isoformat(),
        "decided_by": decisions[-1].forum if decisions else "",
        "effect": [effect.indicator, effect.before, effect.after, effect.source] if effect else [],
        "not_measured_because": reasons[-1] if reasons and not effect else "",
    }


def quotes(contribution_ids: Iterable[str]) -> dict[str, str]:
    """The words of contributors who allow quotation and have seen just these, by contribution.

    Asked anew at every reading.
    """
    return quoting.quotable(contribution_ids)


# What may be opened behind a figure: the model, and the permission without which its rows are shown to nobody.
RECORDS: dict[str, tuple[Any, Permission]] = {
    "representative": (Representative, Permission.REGISTRY_READ),
    "invitation": (Invitation, Permission.INVITATIONS_READ),
    "meeting": (Meeting, Permission.MEETINGS_READ),
    "contribution": (Contribution, Permission.CONTRIBUTIONS_READ),
    "project": (Project, Permission.PROJECTS_READ),
    "claim": (Claim, Permission.CLAIMS_READ),
    "ask": (Ask, Permission.SUPPORT_READ),
    "unit": (Unit, Permission.FIGURES_READ),
    "request": (Request, Permission.PROJECTS_READ),
    "pulse": (Pulse, Permission.MEETINGS_READ),
    "readiness": (Readiness, Permission.READINESS_READ),
    "reflection": (Reflection, Permission.REFLECTIONS_READ),
    "role": (WorkRole, Permission.ENGAGEMENT_READ),
    "frame": (Frame, Permission.CLAIMS_READ),
}


def model_of(kind: str) -> Any:
    """The model of a kind of record."""
    return Change if kind == "change" else RECORDS[kind][0]


def readable(*, user: Any, kind: str, ids: Iterable[str]) -> Any:
    """The rows behind a figure that this person may see. Changes are seen with their contribution."""
    wanted = list(ids)
    if kind == "change":
        seen = Contribution.objects.visible_to(user).order_by().values("pk")
        return Change.objects.filter(public_id__in=wanted, contribution__in=seen)
    model, _permission = RECORDS[kind]
    return model.objects.visible_to(user).filter(public_id__in=wanted)
