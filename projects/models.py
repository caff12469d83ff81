"""The nouns of projects and requests."""

from projects.candidates.models import Choice, Showing
from projects.planning.models import PlannedRole, Project
from projects.requests.models import Request, RequestTerm

__all__ = ["Choice", "PlannedRole", "Project", "Request", "RequestTerm", "Showing"]
