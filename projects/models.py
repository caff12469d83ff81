"""The nouns of projects, requests and open calls."""

from projects.calls.models import Call, Interest, Notice
from projects.candidates.models import Balance, CandidateNote, Choice, Showing
from projects.panels.models import Panel, PanelMember, PanelQuota, PopulationShare
from projects.planning.models import PhaseStep, PlannedRole, Project, ProjectMove
from projects.proposals.models import Proposal
from projects.requests.models import Request, RequestMove, RequestTerm
from projects.season.models import SeasonPlan, SeasonSeat
from projects.writing.models import RequestNote

__all__ = [
    "Balance",
    "Call",
    "CandidateNote",
    "Choice",
    "Interest",
    "Notice",
    "Panel",
    "PanelMember",
    "PanelQuota",
    "PhaseStep",
    "PlannedRole",
    "PopulationShare",
    "Project",
    "ProjectMove",
    "Proposal",
    "Request",
    "RequestMove",
    "RequestNote",
    "RequestTerm",
    "SeasonPlan",
    "SeasonSeat",
    "Showing",
]
