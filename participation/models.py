"""The nouns of participation."""

from participation.assignments.models import Assignment
from participation.claims.models import Claim, Rate
from participation.contributions.models import Change, Contribution, Decision, Effect, Response, Told
from participation.engagement.models import Fact, Professional, UnitStep
from participation.handover.models import Handover, HandoverItem
from participation.invitations.models import Answer, Invitation
from participation.meetings.models import Attendance, Meeting
from participation.reflections.models import Reflection
from participation.reports.models import Report
from participation.support.models import Ask

__all__ = [
    "Answer",
    "Ask",
    "Assignment",
    "Attendance",
    "Change",
    "Claim",
    "Contribution",
    "Decision",
    "Effect",
    "Fact",
    "Handover",
    "HandoverItem",
    "Invitation",
    "Meeting",
    "Professional",
    "Rate",
    "Reflection",
    "Report",
    "Response",
    "Told",
    "UnitStep",
]
