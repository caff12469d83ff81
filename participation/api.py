"""The API of this app: prefix, views and base name of each collection."""

from typing import Any

from participation.assignments.api import AssignmentViews
from participation.claims.api import ClaimViews, RateViews
from participation.closing.api import MeetingViews
from participation.contributions.api import ChangeViews, ContributionViews
from participation.engagement.api import EngagementViews, ProfessionalViews
from participation.handover.api import HandoverViews
from participation.invitations.api import InvitationViews
from participation.reflections.api import ReflectionViews
from participation.reports.api import ReportViews
from participation.support.api import AskViews

ROUTES: list[tuple[str, Any, str]] = [
    ("asks", AskViews, "ask"),
    ("assignments", AssignmentViews, "assignment"),
    ("changes", ChangeViews, "change"),
    ("claims", ClaimViews, "claim"),
    ("contributions", ContributionViews, "contribution"),
    ("engagement", EngagementViews, "engagement"),
    ("handovers", HandoverViews, "handover"),
    ("invitations", InvitationViews, "invitation"),
    ("meetings", MeetingViews, "meeting"),
    ("professionals", ProfessionalViews, "professional"),
    ("rates", RateViews, "rate"),
    ("reflections", ReflectionViews, "reflection"),
    ("reports", ReportViews, "report"),
]
