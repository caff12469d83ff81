"""The API of this app: prefix, views and base name of each collection."""

from typing import Any

from participation.assignments.api import AssignmentViews
from participation.invitations.api import InvitationViews

ROUTES: list[tuple[str, Any, str]] = [
    ("assignments", AssignmentViews, "assignment"),
    ("invitations", InvitationViews, "invitation"),
]
