"""API views of participation."""

from typing import Any

from participation.assignments.api import AssignmentViews
from participation.claims.api import ClaimViews, RateViews
from participation.closing.api import MeetingViews
from participation.contributions.api import ChangeViews, ContributionViews
from participation.invitations.api import InvitationViews

ROUTES: list[tuple[str, Any, str]] = [
    ("assignments", AssignmentViews, "assignment"),
    ("changes", ChangeViews, "change"),
    ("claims", ClaimViews, "claim"),
    ("contributions", ContributionViews, "contribution"),
    ("invitations", InvitationViews, "invitation"),
    ("meetings", MeetingViews, "meeting"),
    ("rates", RateViews, "rate"),
]
