"""The API of this app: prefix, views and base name of each collection."""

from typing import Any

from projects.candidates.api import CandidateViews
from projects.gaps.api import GapViews
from projects.planning.api import ProjectViews
from projects.requests.api import RequestViews

ROUTES: list[tuple[str, Any, str]] = [
    ("projects", ProjectViews, "project"),
    ("requests", RequestViews, "request"),
    ("requests", CandidateViews, "candidate"),
    ("gaps", GapViews, "gap"),
]
